"""Own measures beside superior clauses: what is found, what is left over, and where on either page it stands."""

from collections.abc import Iterable
from pathlib import Path
from time import process_time

import pytest

from gongwen import Alignment, Row, align, read

SUPERIOR = """云川市行动方案

一、主要任务
（一）支持企业创新。对中小企业数字化转型给予支持，培育一批服务商。规上工业企业研发投入强度提高到4%以上。
（二）改善营商环境。推行高效办成一件事，6月底前上线并联审批系统。不得要求企业重复提交材料。
（三）绿色发展。推进分布式光伏建设，治理黑臭水体。
"""


def row(alignment: Alignment, words: str) -> Row:
    return next(row for row in alignment.rows if words in row.text)


def aligned(own: str) -> Alignment:
    return align(read(own), read(SUPERIOR))


def because(row: Row) -> dict[str, str]:
    return {tie.tie: tie.text for tie in row.matches[0].because}


def test_a_measure_in_other_words_finds_the_clause_it_answers() -> None:
    found = row(aligned("引导中小企业加快数字化转型。"), "数字化")
    assert found.verdict == "covered"
    assert found.matches[0].text == "对中小企业数字化转型给予支持，"
    assert because(found) == {"words": "数字化转型"} or "中小企业" in [tie.text for tie in found.matches[0].because]


def test_what_the_superior_document_does_not_speak_of_is_none_with_the_nearest_still_there() -> None:
    found = row(aligned("建设人才驿站，举办音乐节。"), "音乐节")
    assert found.verdict == "none"


def test_every_own_measure_has_a_row_in_order_and_what_nobody_answers_is_left_over() -> None:
    own = read("引导中小企业加快数字化转型。\n推行高效办成一件事。\n建设分布式光伏。")
    alignment = align(own, read(SUPERIOR))
    assert [one.text for one in alignment.rows] == [span.text for span in own.spans if span.role == "measure"]
    left = [clause.text for clause in alignment.uncovered]
    assert "治理黑臭水体。" in left
    assert "对中小企业数字化转型给予支持，" not in left


def test_the_same_words_are_covered_however_often_the_document_says_them() -> None:
    listed = "".join(f"{at}.建成{at}个口袋公园，总投资{at % 3}亿元。\n" for at in range(1, 60))
    superior = read(listed)
    found = align(read("建成7个口袋公园；总投资2亿元。"), superior)
    assert [(row.verdict, row.matches[0].text, row.matches[0].score) for row in found.rows] == [
        ("covered", "7.建成7个口袋公园，", 1.0),
        ("covered", "总投资2亿元。", 1.0),
    ]
    assert align(superior, superior).uncovered == ()


def test_matching_words_are_marked_on_both_pages() -> None:
    own, superior = read("引导中小企业加快数 字化转型。"), read(SUPERIOR)
    ties = row(align(own, superior), "数字化").matches[0].because
    for tie in ties:
        assert said(own.text, tie.own) == said(superior.text, tie.superior) == tie.text
    assert {"中小企业", "数字化转型"} <= {tie.text for tie in ties}


def said(page: str, pieces: Iterable[tuple[int, int]]) -> str:
    return "".join(page[start:end] for start, end in pieces).replace(" ", "")


@pytest.mark.parametrize(
    ("own", "tie", "verdict"),
    [
        ("规上工业企业研发投入强度提高到3.5%以上。", "number", "partial"),
        ("规上工业企业研发投入强度提高到4.2%以上。", None, "covered"),
        ("12月底前上线并联审批系统。", "date", "partial"),
        ("5月底前上线并联审批系统。", None, "covered"),
        ("要求企业重复提交材料。", "negation", "partial"),
    ],
)
def test_numbers_dates_and_bans_are_compared_outright(own: str, tie: str | None, verdict: str) -> None:
    found = row(aligned(own), own[-5:-1])
    assert (found.verdict, set(because(found)) - {"words"}) == (verdict, {tie} if tie else set())


def test_another_place_is_not_covered() -> None:
    superior = read(SUPERIOR + "（四）扩大开放。积极融入长三角产业链供应链协作体系。\n")
    [found] = align(read("积极融入京津冀产业链供应链协作体系。"), superior).rows
    assert (found.verdict, because(found)["place"]) == ("partial", "京津冀，上级：长三角")
    [same] = align(read("融入长三角产业链供应链协作体系。"), superior).rows
    assert same.verdict == "covered"


def test_a_slogan_is_looked_up_by_what_its_document_says_it_is() -> None:
    own = read("推动技术提档、产品提质、服务提速“三提”深度融合。\n\n开展“三提”行动。")
    superior = read(SUPERIOR + "（四）提升服务。推动企业技术提档。\n")
    [*_, found] = align(own, superior).rows
    assert found.matches[0].text == "推动企业技术提档。"
    assert ("spelled_out", "“三提”：技术提档") in [(tie.tie, tie.text) for tie in found.matches[0].because]


def test_a_glossary_at_the_end_says_what_a_word_stands_for() -> None:
    own = read(
        "一、主要任务\n（一）盘活资源。开展四闲专项整治，推进两清行动，建设三馆。\n\n名词解释\n"
        "1．四闲：指闲置资金、闲置土地。\n2．两清：指清垃圾、清违建。\n3．三馆：图书馆、科技馆、体育馆。\n"
    )
    found = row(align(own, read(SUPERIOR + "（四）节约集约。处置闲置土地。\n")), "四闲专项")
    assert found.matches[0].text == "处置闲置土地。"
    assert because(found)["spelled_out"] == "“四闲”：闲置土地"


def test_two_lines_with_a_colon_are_no_glossary() -> None:
    own = read("开展四闲整治。\n\n四闲：闲置土地。\n联系人：王敏。\n")
    found = row(align(own, read(SUPERIOR + "（四）节约集约。处置闲置土地。\n")), "四闲整治")
    assert "spelled_out" not in [tie.tie for match in found.matches for tie in match.because]


def test_official_shorthand_and_what_stands_under_a_chapter_find_their_clause() -> None:
    superior = read(SUPERIOR + "（四）促进消费。安排资金支持消费品以旧换新。\n（五）扩大就业。促进高质量充分就业。\n")
    found = row(align(read("积极对接国家“两新”政策。"), superior), "两新")
    assert found.matches[0].text == "安排资金支持消费品以旧换新。"
    assert because(found)["same"] == "“两新”：消费品以旧换新"
    found = row(align(read("举办春季招聘会20场。"), superior), "招聘")
    assert "就业" in found.matches[0].text
    assert because(found)["under"] == "“招聘”：就业"


def test_shorthand_of_the_superior_document_is_understood_too() -> None:
    superior = read(SUPERIOR + "（四）促进消费。加力支持“两新”工作。\n")
    found = row(align(read("组织消费品以旧换新活动。"), superior), "以旧换新")
    assert found.matches[0].text == "加力支持“两新”工作。"
    [tie] = [tie for tie in found.matches[0].because if tie.tie == "same"]
    assert (tie.text, said(superior.text, tie.superior)) == ("“两新”：消费品以旧换新", "两新")


def test_a_measure_that_says_little_is_understood_by_its_sentence() -> None:
    found = row(aligned("推进分布式光伏建设，完善配套。"), "完善配套")
    assert found.matches[0].text == "推进分布式光伏建设，"
    assert because(found)["beside"] == "推进分布式光伏建设"
    assert not aligned("完善配套。").rows[0].matches


def test_a_clause_is_looked_for_under_the_heading_that_names_the_matter() -> None:
    superior = read(
        "一、主要任务\n（一）养老服务\n建设服务设施，补齐短板。\n（二）体育事业\n建设服务设施，补齐短板。\n（三）水利\n疏浚河道。\n"
    )
    for matter in ("养老服务", "体育"):
        [found] = align(read(f"建设{matter}服务设施。"), superior).rows
        first = next(match for match in found.matches if match.text == "建设服务设施，")
        [told] = [tie for tie in first.because if tie.tie == "section"]
        assert matter.startswith(told.text)
        assert said(superior.text, told.superior) == told.text
        assert told.superior[0][0] < first.pieces[0][0]


def test_what_another_document_says_together_proposes_a_clause_and_decides_nothing() -> None:
    superior = read(SUPERIOR + "（四）美化环境。扩大社区绿地。\n")
    own, other = read("新建邻里花房3处。"), read("扩大社区绿地面积，建设邻里花房。")
    [alone], [beside] = align(own, superior).rows, align(own, superior, context=[other]).rows
    assert "扩大社区绿地。" not in [match.text for match in alone.matches]
    assert beside.matches[0].text == "扩大社区绿地。"
    assert because(beside) == {"together": "邻里花房、扩大社区绿地（粘贴的文本）"}
    assert beside.verdict == "none"


def test_what_another_document_spells_out_counts_and_says_where() -> None:
    own, superior = read("深入开展“三治”行动。"), read(SUPERIOR)
    other = read("开展治水、治气、治理黑臭水体“三治”行动。")
    found = row(align(own, superior, context=[other]), "三治")
    assert found.matches[0].text == "治理黑臭水体。"
    assert because(found)["spelled_out"] == "“三治”：治理黑臭水体（粘贴的文本）"


def test_what_was_done_is_neither_answered_nor_left_over() -> None:
    superior = read("一、2025年工作回顾\n建设口袋公园12个。\n二、2026年工作任务\n新建一批口袋公园。\n推进并联审批。\n")
    alignment = align(read("新建口袋公园8个。"), superior)
    assert alignment.rows[0].matches[0].text == "新建一批口袋公园。"
    assert [clause.text for clause in alignment.uncovered] == ["推进并联审批。"]


def test_a_heading_that_asks_to_sum_up_tells_no_past() -> None:
    superior = read("一、主要任务\n（一）总结推广改革经验。建设口袋公园12个。\n")
    assert "建设口袋公园12个。" in [clause.text for clause in align(read("办好夜校。"), superior).uncovered]


@pytest.mark.parametrize("own", ["", "今年以来，形势向好。", "１２３"])
def test_documents_without_measures_align_to_nothing(own: str) -> None:
    assert align(read(own), read(SUPERIOR)).rows == ()
    assert align(read(SUPERIOR), read(own)).rows[0].verdict == "none"


def test_a_real_page_beside_the_report_it_conveys(shared: Path) -> None:
    own = read(shared / "pages" / "000_3d2442566e5eaca6.txt")
    superior = read(shared / "documents" / "superior" / "政府工作报告_2025.txt")
    alignment = align(own, superior)
    assert len(alignment.rows) == sum(span.role == "measure" for span in own.spans)
    for one in alignment.rows:
        for match in one.matches:
            assert 0 <= match.score <= 1
            for tie in match.because:
                if tie.tie == "words":
                    assert said(own.text, tie.own) == said(superior.text, tie.superior)


def test_a_clause_without_punctuation_is_compared_without_going_back() -> None:
    reading = read("建设园区完善平台引进企业治理水体" * 150 + "。")
    begun = process_time()
    [row] = align(reading, reading).rows
    assert row.verdict == "covered"
    assert process_time() - begun < 1  # seconds; with every run begun anew it was three
