import re
from html.parser import HTMLParser

from gongwen import Reading, read
from gongwen.render.html import render_html


class Page(HTMLParser):
    """The words a person sees, the traces, and every address the page would fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.traces: list[str] = []
        self.fetched: list[str] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "script", "title")
        given = dict(attrs)
        self.traces += [mark for name, mark in attrs if name == "data-t" and mark]
        self.fetched += [given[name] or "" for name in ("src", "href", "action") if name in given]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def page(*readings: Reading) -> Page:
    return Page("".join(render_html(readings)))


def test_it_shows_the_tasks_with_units_and_days(reading: Reading) -> None:
    text = page(reading).text
    for words in ("区行政审批局", "区财政局、各街道", "上线：2026-06-30（6月底前）", "数字残缺，请核对原件"):
        assert words in text


def test_every_sentence_of_the_document_is_on_the_page(reading: Reading) -> None:
    text = re.sub(r"\s", "", page(reading).text)
    assert all(
        re.sub(r"\s", "", span.text) in text for span in reading.spans if not reading.tasks or span.role != "markup"
    )


def test_each_task_and_its_words_light_each_other(reading: Reading) -> None:
    traces = page(reading).traces
    assert all(traces.count(f"1-{number}") >= 2 for number in range(1, len(reading.tasks) + 1))


def test_it_fetches_nothing(reading: Reading) -> None:
    html = "".join(render_html([reading]))
    assert all(address.startswith("#") for address in page(reading).fetched)
    assert "default-src 'none'" in html
    assert "http" not in html.replace("http-equiv", "")


def test_what_the_document_says_is_never_run() -> None:
    html = "".join(render_html([read('会议强调，要建设<script>alert(1)</script>平台，打造"x" onmouseover="y"园区。')]))
    assert html.count("<script") == 1
    assert "&lt;script&gt;" in html


def test_two_documents_on_one_page_keep_their_traces_apart(reading: Reading) -> None:
    traces = page(reading, reading).traces
    assert {"1-1", "2-1"} <= set(traces)


def test_a_document_without_tasks_says_so() -> None:
    assert "没有读出任务" in page(read("")).text


def test_what_is_true_of_all_tasks_is_said_once() -> None:
    text = page(read("会议强调，要建设3个园区。要办好5场路演。")).text
    assert text.count("责任单位未写明") == 1


def test_what_is_true_of_most_tasks_is_said_once_with_their_number() -> None:
    text = page(read("建设3个园区。\n办好5场路演。\n建成2个驿站。（区住建局负责）")).text
    assert text.count("责任单位未写明") == 1
    assert "2 项任务责任单位未写明" in text


def test_only_the_heading_of_a_run_in_paragraph_is_set_as_one(reading: Reading) -> None:
    html = "".join(render_html([reading]))
    assert '<p class="head heading">（' not in html
    assert '<span class="heading">（一）提升审批效能。</span>' in html


def test_who_met_and_when_is_not_marked_as_duty_or_deadline() -> None:
    [html] = render_html([read("3月11日，云川高新区管委会召开会议。会议强调，区住建局6月底前建成3个驿站。")])
    source = html[html.index('class="meeting"') : html.index('class="attribution"')]
    assert "<mark" not in source
    assert '<mark class="organisation">区住建局</mark>' in html


def test_a_table_is_one_on_the_page_too(table: Reading) -> None:
    html = "".join(render_html([table]))
    shown = html[html.index("<table>") : html.index("</table>")]
    rows = [re.findall(r"<t[dh]>(.*?)</t[dh]>", row) for row in shown.split("</tr>")[:-1]]
    words = [[re.sub("<a .*?</a>|<.*?>", "", cell).strip() for cell in row] for row in rows]
    assert words == [
        ["序号", "工作任务", "牵头单位", "完成时限"],
        ["1", "建设人才公寓500套", "区住建局", "2026年12月底"],
        ["2", "举办路演2场", "", "2026年6月底"],
    ]
    assert shown.count("<th>") == 4
    assert html.index("</table>") < html.index("抓好落实")


def test_without_a_script_the_numbers_lead_from_one_side_to_the_other_and_back(table: Reading) -> None:
    html = "".join(render_html([table, table]))
    links = dict(re.findall(r'<a class="(?:at|n)" id="(.*?)" href="#(.*?)">', html))
    assert len(links) == 8
    assert all(links[there] == here for here, there in links.items())


def test_several_documents_have_a_list_of_them(reading: Reading, table: Reading) -> None:
    html = "".join(render_html([reading, table]))
    assert re.findall(r'<li><a href="#(d\d)">(.*?)</a>', html) == [("d1", reading.title), ("d2", table.title)]
    assert all(f'<article id="{name}">' in html for name in ("d1", "d2"))
    assert "<nav" not in "".join(render_html([reading]))


def test_the_lines_of_a_documents_head_stand_apart() -> None:
    head = "云川市高新区管理委员会文件\n云高管〔2026〕12号\n关于做好绿化工作的通知\n各街道：\n建成3个公园。"
    [html] = render_html([read(head)])
    assert '<p><span class="other">云川市高新区管理委员会文件</span></p><p><span class="number">' in html


def test_the_halves_of_a_headline_stand_apart() -> None:
    articles = (
        f"{zone}\n{headline}\n3月20日，{zone}召开会议。会议强调，要建设3个公园。\n"
        for zone, headline in (("云川高新区", "抓紧抓实  奋力攻坚"), ("青屿高新区", "真抓实干  再上台阶"))
    )
    [html] = render_html([read("\n".join(articles))])
    assert '<span class="headline">抓紧抓实 奋力攻坚</span>' in html


def test_the_page_lists_shorthand_with_what_the_document_writes_out() -> None:
    text = "落实规划提档、产品提质、服务提速“三提”要求，构建“1+N”体系。\n巩固“三提”成果，当好“排头兵”。"
    page = "".join(render_html([read(text)]))
    assert "<dt>三提<small>2 次</small></dt><dd>规划提档、产品提质、服务提速</dd>" in page
    assert "<p>文中没有写明：1+N</p>" in page
    assert 'title="指：规划提档、产品提质、服务提速"' in page


def test_a_page_without_shorthand_has_no_list_of_it() -> None:
    assert "口号和简称" not in "".join(render_html([read("各街道要建成3个公园。")]))
