"""Headings that fell into their articles go back to the head of them; broken lines are joined."""

import pytest

from gongwen.reader import read

HEAD = "多地高新区谋划新一年工作\n近日,多地高新区召开会议。\n"
FIRST = "4月2日,云川高新区召开党工委会议,研究产业工作。会议强调,引进服务机构5家,完善中试平台。展现新作为。\n"
SECOND = "4月8日,石泽高新区召开专题会议,研究开放工作。会议指出,组织30家企业参加境外展会,办好创客周。\n"
HEADINGS = ("云川高新区 在成果转化上走在前", "石泽高新区 打造开放新高地")


def with_heading_at(article: str, heading: str, at: int) -> str:
    return f"{article[:at]}\n{heading}\n{article[at:]}"


@pytest.mark.parametrize("at", range(0, len(SECOND) - 1, 3))
def test_a_heading_displaced_anywhere_in_its_article_heads_it(at: int) -> None:
    page = HEAD + with_heading_at(FIRST, HEADINGS[0], 0) + with_heading_at(SECOND, HEADINGS[1], at)
    expected = read(HEAD + with_heading_at(FIRST, HEADINGS[0], 0) + with_heading_at(SECOND, HEADINGS[1], 0))
    found = read(page)
    assert [span.text for span in found.spans] == [span.text for span in expected.spans]
    assert [(entry.zone, entry.headline) for entry in found.entries] == [
        ("云川高新区", "在成果转化上走在前"),
        ("石泽高新区", "打造开放新高地"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "云川高新区\n在成果转化上走在前",
        "## 云川高新区\n\n### 在成果转化上走在前",
        "# 云川高新区\n\n在成果转化上走在前",
        "一、云川高新区\n在成果转化上走在前",
        "云川高新区：在成果转化上走在前",
    ],
)
def test_a_heading_may_take_two_lines_or_marks(heading: str) -> None:
    entry = read(HEAD + heading + "\n" + FIRST).entries[0]
    assert (entry.zone, entry.headline) == ("云川高新区", "在成果转化上走在前")
    assert entry.meeting
    assert (entry.meeting.date, entry.meeting.body, entry.meeting.form) == ("--04-02", "云川高新区", "党工委会议")


def test_a_meeting_may_be_dated_by_the_lunar_year_too() -> None:
    page = HEAD + "云川高新区 在成果转化上走在前\n" + FIRST.replace("4月2日,", "4月2日,农历三月初五,")
    meeting = read(page).entries[0].meeting
    assert meeting
    assert (meeting.date, meeting.body, meeting.form) == ("--04-02", "云川高新区", "党工委会议")


def test_a_city_that_held_the_meeting_is_a_zone_too() -> None:
    page = HEAD + "宁川市 稳住外贸\n4月9日,宁川市召开专题会议,研究外贸工作。会议强调,落实出口信保补贴。\n"
    assert [entry.zone for entry in read(page).entries] == ["宁川市"]


def test_the_pieces_of_a_sentence_torn_apart_skip_the_heading_between() -> None:
    page = HEAD + FIRST.replace("引进服务", "引进服\n云川高新区 在成果转化上走在前\n务")
    torn = next(span for span in read(page).spans if span.text.startswith("引进服务"))
    assert len(torn.pieces) == 2
    assert "".join(page[start:end] for start, end in torn.pieces) == torn.text


def test_a_number_parted_by_a_heading_is_doubted() -> None:
    page = HEAD + FIRST.replace("5家", "1\n云川高新区 在成果转化上走在前\n5家")
    amounts = [mention for mention in read(page).mentions if mention.kind == "amount"]
    assert all("broken_number" in mention.doubt and mention.value is None for mention in amounts)


def test_a_document_with_no_zones_is_no_round_up() -> None:
    assert read("关于做好防汛工作的通知\n各街道：\n一、落实值守\n各街道要更新值班表。").kind == "notice"


def test_a_note_in_brackets_and_half_a_title_are_no_zones() -> None:
    page = HEAD + f"{HEADINGS[0]}\n{FIRST}" + "（此件公开）\n区管委会关于促进综合保税区\n高水平开放的若干意见\n"
    page += "近期，（此件公开）的措施在区里召开会议宣讲。\n"
    assert [entry.zone for entry in read(page).entries] == ["云川高新区"]


def sections_of_zones(page: str) -> list[tuple[str, str | None]]:
    reading = read(page)
    headings = {section.id: section.heading for section in reading.sections}
    zones = [span for span in reading.spans if span.role == "zone"]
    assert all(entry.meeting for entry in reading.entries)
    return [(span.text, headings.get(span.section or "")) for span in zones]


def test_a_heading_right_before_an_article_stands_over_it_and_those_after() -> None:
    page = HEAD + "一、抓创新\n" + f"{HEADINGS[0]}\n{FIRST}" + "二、抓开放\n" + f"{HEADINGS[1]}\n{SECOND}"
    assert sections_of_zones(page) == [("云川高新区", "抓创新"), ("石泽高新区", "抓开放")]
    under_one = HEAD + "一、抓创新\n" + f"{HEADINGS[0]}\n{FIRST}" + f"{HEADINGS[1]}\n{SECOND}"
    assert sections_of_zones(under_one) == [("云川高新区", "抓创新"), ("石泽高新区", "抓创新")]


def test_a_heading_inside_an_article_ends_with_it() -> None:
    page = HEAD + f"{HEADINGS[0]}\n{FIRST}" + "一、整改清单\n完成整改5项。\n" + f"{HEADINGS[1]}\n{SECOND}"
    assert sections_of_zones(page) == [("云川高新区", None), ("石泽高新区", None)]
