"""各区对比: one occasion over zones; every number opens its sentences, every word of mark is a word."""

import datetime as dt
import io
import re

import pytest
from django.test import Client
from people import People, browser_of
from python_calamine import CalamineWorkbook

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.coverage.zones import actions
from luoshi.coverage.zones.actions import begin
from luoshi.coverage.zones.models import Occasion
from luoshi.coverage.zones.table import Table
from luoshi.documents.actions import store

PAGE = """贯彻落实全省推进会精神

云溪高新区 在创新上走在前

2月3日,云溪高新区召开党工委会议,传达学习全省推进会精神。会议强调,要布局低空经济起降点5处。要建设概念验证中心。

青屿高新区 以环境聚人气

2月5日,青屿高新区召开党工委会议,传达学习全省推进会精神。会议强调,要建设低空经济起降点。要优化营商环境。
"""
OURS = "云溪市2026年工作方案\n\n设立首席质量官联席会商窗口。规上工业增加值增长6%以上。新建口袋公园4个。\n"
THEIRS = "青屿市2026年工作方案\n\n培训质检员20名，设立首席质量官联席会商窗口。规模以上工业增加值增长8%左右。\n"


def compared(people: People, *texts: str) -> Occasion:
    with clock.at(dt.date(2026, 2, 9)):
        return begin([store(text, people.wang).document for text in texts], people.wang, title="推进会")


def table_of(occasion: Occasion) -> Table:
    found = occasion.found.first()
    assert found
    return Table(found)


def told(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.django_db
def test_each_zone_of_a_page_is_a_column_and_a_cell_opens_its_sentence(people: People) -> None:
    occasion = compared(people, PAGE)
    browser = browser_of(people.zhao)
    page = told(browser, f"/coverage/zones/{occasion.pk}/")
    assert re.findall(r'<th title="(\w+)">', page) == ["云溪高新区", "青屿高新区"]
    sentences = told(browser, f"/coverage/zones/{occasion.pk}/theme/?theme=营商环境&zone=2")
    [link] = re.findall(r'href="(/documents/\d+/\?pieces=[\d,-]+#cited)">[^<]*营商环境', sentences)
    cited = told(browser, link.partition("#")[0])
    assert re.search(r"<mark[^>]*>[^<]*优化营商环境", cited)


@pytest.mark.django_db
def test_a_cell_without_measures_says_so_in_words_and_not_by_its_colour(people: People) -> None:
    occasion = compared(people, PAGE)
    page = told(browser_of(people.zhao), f"/coverage/zones/{occasion.pk}/")
    assert '<span class="nothing" title="没有说到">—</span>' in page
    sentences = told(browser_of(people.zhao), f"/coverage/zones/{occasion.pk}/theme/?theme=营商环境&zone=1")
    assert "云溪高新区没有说到这个主题。" in sentences


@pytest.mark.django_db
def test_what_both_announce_is_shared_and_the_rest_is_each_ones_own(people: People) -> None:
    occasion = compared(people, PAGE)
    browser = browser_of(people.zhao)
    both = told(browser, f"/coverage/zones/{occasion.pk}/?part=shared")
    assert "要布局低空经济起降点5处。" in both
    assert "要建设低空经济起降点。" in both
    own = told(browser, f"/coverage/zones/{occasion.pk}/?part=unique&zone=2")
    assert "优化营商环境" in own
    assert "低空经济" not in own


@pytest.mark.django_db
def test_documents_side_by_side_show_words_alike_and_targets_in_one_row(people: People) -> None:
    occasion = compared(people, OURS, THEIRS)
    browser = browser_of(people.wang)
    words = told(browser, f"/coverage/zones/{occasion.pk}/?part=words")
    assert "设立首席质量官联席会商窗口" in words
    assert "日期不全或同日，不分先后" in words
    targets = told(browser, f"/coverage/zones/{occasion.pk}/?part=targets")
    assert re.findall(r">(增长\d%\S\S)<", targets) == ["增长6%以上", "增长8%左右"]


@pytest.mark.django_db
def test_what_the_superior_says_too_is_told(people: People) -> None:
    superior = store("省工作方案\n\n设立首席质量官联席会商窗口。\n", people.wang).document
    documents = [store(text, people.wang).document for text in (OURS, THEIRS)]
    occasion = begin(documents, people.wang, superior=superior)
    assert [origin for _words, origin, _quotes in table_of(occasion).borrowed] == ["上级文件里也有"]


@pytest.mark.django_db
def test_a_single_voice_is_refused_with_the_remedy_in_the_form(people: People) -> None:
    document = store(OURS, people.wang).document
    answer = browser_of(people.wang).post("/coverage/zones/", {"documents": [document.pk]})
    assert answer.status_code == 422
    assert "只读出一个区，没有可比的。请选一份有几个区的专栏" in answer.content.decode()
    assert not Occasion.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_compared_is_refused(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = (store(text, people.wang).document for text in (OURS, THEIRS))
    stranger = store(THEIRS, people.zhou).document
    with pytest.raises(Refused, match="不是本区的文件"):
        begin([ours, stranger], people.wang)
    with pytest.raises(Refused, match="上级文件不能同时参与对比"):
        begin([ours, theirs], people.wang, superior=ours)
    monkeypatch.setattr(actions, "MOST", 1)
    with pytest.raises(Refused, match="一次最多对比 1 个"):
        begin([ours, theirs], people.wang)


@pytest.mark.django_db
def test_comparing_again_adds_and_loses_nothing(people: People) -> None:
    occasion = compared(people, OURS, THEIRS)
    answer = browser_of(people.wang).post(f"/coverage/zones/{occasion.pk}/again/")
    assert answer.status_code == 302
    first, second = occasion.found.all()
    assert first.payload == second.payload


@pytest.mark.django_db
def test_an_unknown_part_zone_or_theme_breaks_nothing(people: People) -> None:
    occasion = compared(people, OURS, THEIRS)
    browser, path = browser_of(people.wang), f"/coverage/zones/{occasion.pk}/"
    for asked in ("?part=x", "?part=unique&zone=99", "?part=unique&zone=-1", "?part=unique&zone=²", "?page=9999999999"):
        assert browser.get(path + asked).status_code == 200
    assert browser.get(f"{path}theme/?theme=没有这个主题").status_code == 404
    assert browser.get(f"{path}theme/?theme=城市建设&zone=99").status_code == 200


@pytest.mark.django_db
def test_the_sheet_has_a_column_a_zone_and_the_rest_on_the_notes(people: People) -> None:
    occasion = compared(people, OURS, THEIRS)
    answer = browser_of(people.wang).get(f"/reports/zones-{occasion.pk}.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[2] == ["主题", "云溪", "青屿"]
    parks = next(row for row in rows if row[0] == "城市建设")
    assert str(parks[1]).endswith("新建口袋公园4个。")
    assert parks[2] == "—"
    notes = "\n".join(str(cell) for row in book.get_sheet_by_name("说明").to_python() for cell in row)
    for heading in ("共同举措", "独有举措", "表述相近", "指标并列"):
        assert heading in notes
    assert "云溪：规上工业增加值增长6%以上。" in notes


@pytest.mark.django_db
def test_the_page_of_four_reports_is_read_once_and_opened_from_what_is_kept(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    occasion = compared(people, OURS, THEIRS)

    def never(*_args: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("gongwen.compare", never)
    monkeypatch.setattr(actions, "read", never)
    assert "城市建设" in told(browser_of(people.zhao), f"/coverage/zones/{occasion.pk}/")


@pytest.mark.django_db
def test_measures_of_one_sentence_stand_together_and_open_together(people: People) -> None:
    text = "云溪市方案\n\n新建口袋公园4个，改造老旧小区5个。铺设供水管网6公里。\n"
    occasion = compared(people, text, THEIRS)
    sentences = told(browser_of(people.zhao), f"/coverage/zones/{occasion.pk}/theme/?theme=城市建设&zone=1")
    links = re.findall(r"pieces=([\d,-]+)#cited\">([^<]+)</a></li>", sentences)
    assert [words for _pieces, words in links] == ["新建口袋公园4个，改造老旧小区5个。", "铺设供水管网6公里。"]
    assert links[0][0].count("-") == 2


@pytest.mark.django_db
def test_a_theme_that_one_zone_alone_has_or_lacks_is_told_first(people: People) -> None:
    third = "赤岭市2026年工作方案\n\n新建口袋公园2个。\n"
    theirs = "青屿市2026年工作方案\n\n引进急需紧缺人才20名。新建绿道3公里。\n"
    first = "云溪市2026年工作方案\n\n引进领军人才5名。建设机场二期。\n"
    table = table_of(compared(people, first, theirs, third))
    assert [(line.theme, cell.zone.label) for line, cell in table.alone] == [("交通物流", "云溪")]
    assert {(line.theme, cell.zone.label) for line, cell in table.left_out} == {("人才", "赤岭"), ("城市建设", "云溪")}


@pytest.mark.django_db
def test_no_bar_is_as_long_as_that_of_a_greater_share_though_its_zone_says_little(people: People) -> None:
    many = "云溪市2026年工作方案\n\n" + "".join(f"建设第{n}产业园标准厂房。新建口袋公园{n}个。\n" for n in range(2, 9))
    little = "青屿市2026年工作方案\n\n建设产业园标准厂房。新建产业基地。优化营商环境。\n"
    table = table_of(compared(people, many, little))
    assert [zone.is_few for zone in table.zones] == [False, True]
    bars = {(round(cell.share, 4), cell.width) for line in table.lines for cell in line.cells if cell.said}
    assert len({share for share, _ in bars}) > 2
    assert sorted(bars) == sorted(bars, key=lambda bar: bar[1])
    assert len({width for _, width in bars}) == len({share for share, _ in bars})


@pytest.mark.django_db
def test_documents_of_one_title_are_told_apart_by_their_day_wherever_they_are_chosen(people: People) -> None:
    store(PAGE, people.wang, published=dt.date(2026, 2, 5))
    store(PAGE.replace("5处", "4处"), people.wang, published=dt.date(2025, 2, 6))
    browser = browser_of(people.wang)
    for path in ("/coverage/", "/coverage/zones/", "/coverage/time/"):
        page = told(browser, path)
        assert "（2025-02-06，各区专栏）" in page, path
        assert "（2026-02-05，各区专栏）" in page, path
