"""Voices side by side: what each stresses, shares, says in whose words and aims at; and where all of it stands."""

from itertools import chain
from pathlib import Path
from time import process_time

import pytest

from gongwen import Comparison, Voice, compare, read, voices
from gongwen.comparing.markdown import render_comparison

PARKS = ["新建街角公园", "改造老旧小区", "铺设供水管网", "增设停车泊位", "整治背街小巷", "打通城区绿道", "更新住宅电梯"]
FIRMS = ["走访民营企业", "化解企业账款", "上门服务企业", "帮扶龙头企业", "办好企业诉求", "壮大上市企业", "培育单项冠军"]


def plan(name: str, body: str, day: str = "") -> Voice:
    signed = f"\n\n{name}人民政府\n{day}\n" if day else ""
    [voice] = voices(read(f"{name}2025年工作方案\n\n{body}{signed}"))
    return voice


def texts(found: Comparison, numbers: tuple[int, ...]) -> list[str]:
    return [found.measures[number].text for number in numbers]


def test_a_theme_that_fills_one_plan_and_not_the_other_is_stressed_and_absent() -> None:
    ours = plan("云川市", "".join(f"{one}{at}处。" for at in range(2, 5) for one in PARKS))
    theirs = plan("青屿市", "".join(f"{one}{at}家。" for at in range(2, 5) for one in FIRMS))
    found = compare([ours, theirs])
    cells = {row.theme: [cell.stress for cell in row.cells] for row in found.themes}
    assert cells["城市建设"] == ["stressed", "absent"]
    assert cells["企业服务"] == ["absent", "stressed"]
    assert [one.label for one in found.speakers] == ["云川", "青屿"]


def test_a_voice_of_two_sentences_stresses_nothing_however_great_its_share() -> None:
    short, other = (
        plan("云川市", "新建街角公园。改造老旧小区。"),
        plan("青屿市", "走访民营企业。铺设供水管网。化解企业账款。"),
    )
    found = compare([short, other])
    assert {cell.stress for row in found.themes for cell in row.cells} == {"usual", "absent"}
    [parks] = [row for row in found.themes if row.theme == "城市建设"]
    assert [round(cell.share, 2) for cell in parks.cells] == [1.0, 0.33]


def test_measures_without_a_theme_have_a_row_of_their_own_at_the_end() -> None:
    found = compare([plan("云川市", "再推出一批硬招。走访民营企业。"), plan("青屿市", "走访民营企业。")])
    assert found.themes[-1].theme == ""
    assert texts(found, found.themes[-1].cells[0].measures) == ["再推出一批硬招。"]


def test_every_measure_stands_where_it_says_it_does() -> None:
    spoken = [plan("云川市", "新建街角公园3处，改造老旧小区。"), plan("青屿市", "走访民营企业，改造老旧小区5个。")]
    found = compare(spoken)
    for one in found.measures:
        page = spoken[one.voice].reading.text
        assert "".join(page[start:end] for start, end in one.pieces) == one.text
    told = set(chain.from_iterable(cell.measures for row in found.themes for cell in row.cells))
    assert told == set(range(len(found.measures)))


def test_the_same_measure_in_three_voices_is_one_group_and_the_rest_is_unique() -> None:
    found = compare([
        plan("云川市", "加快建设低空经济起降点。设立海绵城市展馆。"),
        plan("青屿市", "布局低空经济起降点5处。开展技能夜校。"),
        plan("赤岭市", "建设低空经济起降点。整治沙地。"),
    ])  # fmt: skip
    [group] = found.shared
    assert sorted(texts(found, group.measures)) == [
        "加快建设低空经济起降点。",
        "布局低空经济起降点5处。",
        "建设低空经济起降点。",
    ]
    assert [texts(found, alone) for alone in found.unique] == [
        ["设立海绵城市展馆。"],
        ["开展技能夜校。"],
        ["整治沙地。"],
    ]


def test_words_alike_say_who_spoke_first_where_the_days_are_known() -> None:
    words = "设立首席质量官联席会商窗口"
    later = plan("云川市", f"培训质检员20名，{words}。", "2025年5月6日")
    first = plan("青屿市", f"建成质检站3个，{words}，办好科创夜市。", "2025年2月3日")
    found = compare([later, first])
    assert [one.text for one in found.borrowed] == [words]
    [one] = found.borrowed
    assert (one.origin, one.first) == ("alike", 1)
    assert [quote.voice for quote in one.quotes] == [1, 0]
    page = first.reading.text
    assert "".join(page[start:end] for start, end in one.quotes[0].pieces) == words
    [undated] = compare([plan("云川市", f"培训质检员20名，{words}。"), first]).borrowed
    assert undated.first is None


def test_set_phrases_names_of_indicators_and_numbers_are_not_borrowed() -> None:
    said = "因地制宜发展新质生产力，推动经济社会高质量发展，地区生产总值增长5%以上，社会消费品零售总额增长6%左右。"
    assert compare([plan("云川市", said), plan("青屿市", said)]).borrowed == ()


def test_words_of_the_superior_document_are_its_own() -> None:
    superior = read("省工作方案\n\n建立企业首席质量官联席会商制度。")
    said = "建立企业首席质量官联席会商制度。"
    [one] = compare([plan("云川市", said), plan("青屿市", said)], superior=superior).borrowed
    assert one.origin == "superior"
    assert "".join(superior.text[start:end] for start, end in one.superior) == one.text


def test_the_same_target_stands_in_one_row_whatever_it_is_called_and_counted_by() -> None:
    found = compare([
        plan("云川市", "规上工业增加值增长6%以上。新增专精特新“小巨人”企业80户。"),
        plan("青屿市", "全市规模以上工业增加值增长8%左右。培育国家级专精特新“小巨人”企业30家。铺设管网20公里。"),
    ])  # fmt: skip
    rows = {row.name: [(aim.voice, aim.op, aim.value, aim.unit) for aim in row.aims] for row in found.targets}
    assert rows["规上工业增加值"] == [(0, ">=", "6", "%"), (1, "~", "8", "%")]
    assert [voice for voice, *_ in rows["专精特新“小巨人”企业"]] == [0, 1]
    assert [voice for voice, *_ in rows["管网"]] == [1]


def test_words_one_voice_says_and_others_do_not_are_grown_to_whole_words() -> None:
    ours = "".join(f"布局低空经济航线{at}条。走访民营企业{at}家。" for at in range(2, 12))
    theirs = "".join(f"改造老旧小区{at}个。走访民营企业{at}家。" for at in range(2, 12))
    found = compare([plan("云川市", ours), plan("青屿市", theirs)])
    said = [word.text for word in found.words[0]]
    assert "低空经济航线" in said
    assert not any("企业" in word or "云川" in word for word in said)


def test_one_voice_or_none_compares_with_nothing() -> None:
    assert compare([]) == Comparison((), (), (), (), (), (), (), ())
    found = compare([plan("云川市", "新建街角公园。")])
    assert (found.shared, found.borrowed) == ((), ())
    assert [cell.stress for row in found.themes for cell in row.cells] == ["usual"]


def test_the_table_says_which_cell_stands_out_in_words() -> None:
    ours = plan("云川市", "".join(f"{one}{at}处。" for at in range(2, 5) for one in PARKS))
    theirs = plan("青屿市", "".join(f"{one}{at}家。" for at in range(2, 5) for one in FIRMS))
    told = "".join(render_comparison(compare([ours, theirs])))
    assert "| 主题 | 云川 | 青屿 |" in told
    assert "| 城市建设 | 21（100%） 突出 | — 没有说到 |" in told


@pytest.mark.parametrize("name", ["000_*", "002_*"])
def test_the_zones_of_a_real_page_are_each_a_voice(shared: Path, name: str) -> None:
    [page] = shared.glob(f"pages/{name}")
    spoken = voices(read(page))
    found = compare(spoken)
    assert len(found.speakers) == len(spoken) >= 4
    assert all(one.measures for one in found.speakers)
    assert found == compare(voices(read(page)))


def test_four_real_reports_stress_what_a_reader_would_say_they_do(shared: Path) -> None:
    files = [next(shared.glob(f"documents/local/{city}*.txt")) for city in ("合肥", "成都", "苏州", "银川")]
    found = compare([voice for file in files for voice in voices(read(file))])
    assert [one.label for one in found.speakers] == ["合肥", "成都", "苏州", "银川"]
    called = {(row.theme, cell.voice): cell.stress for row in found.themes for cell in row.cells}
    assert called["科技创新", 0] == called["新兴未来产业", 0] == called["城市建设", 1] == "stressed"
    assert called["城市建设", 3] == "less"
    assert sum(stress in ("stressed", "less") for stress in called.values()) < 12
    targets = {row.name: {aim.voice for aim in row.aims} for row in found.targets}
    assert targets["地区生产总值"] == {0, 1, 2, 3}


def test_the_work_grows_with_the_text_and_not_with_its_square() -> None:
    def zones(number: int) -> list[Voice]:
        return [
            plan(
                f"第{at}市",
                "".join(f"{one}{chr(0x4E00 + 97 * at + count)}片。" for count in range(60) for one in PARKS),
            )
            for at in range(number)
        ]

    seconds = []
    for spoken in (zones(3), zones(12)):
        began = process_time()
        compare(spoken)
        seconds.append(process_time() - began)
    assert seconds[1] < 10 * seconds[0] + 1


def test_a_theme_spoken_of_without_a_measure_is_mentioned_and_not_absent() -> None:
    ours = plan("云川市", "要深刻领会对外开放的重大意义。新建街角公园3处。")
    theirs = plan("青屿市", "新开国际航线2条，扩大对外开放。")
    found = compare([ours, theirs])
    [row] = [row for row in found.themes if row.theme == "开放"]
    assert [cell.stress for cell in row.cells] == ["mentioned", "usual"]
    [quote] = row.cells[0].mentions
    page = ours.reading.text
    assert "".join(page[start:end] for start, end in quote.pieces) == quote.text == "要深刻领会对外开放的重大意义。"
