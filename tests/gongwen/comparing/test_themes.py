"""What a measure is about, and whose words say so."""

from pathlib import Path

from gongwen import THEMES, Themed, read, themes, voices
from gongwen.comparing.themes import themes_of
from gongwen.words import rows

PAGE = """传达学习全省大会精神

云川高新区 在创新上走在前

2月3日,云川高新区召开党工委会议,传达学习全省大会精神。会议强调,要建设概念验证中心。要加快招商引资,年内再签12个。

青屿高新区 以环境聚人气

2月4日,青屿高新区召开党工委会议,传达学习全省大会精神。会议强调,要优化营商环境。
"""


def only(text: str) -> tuple[Themed, ...]:
    [voice] = voices(read(text))
    return themes(voice)


def test_a_measure_may_have_several_themes_in_the_standing_order() -> None:
    [one] = only("支持青年人才领办科技成果转化项目。")
    assert one.basis == "clause"
    assert one.themes == ("项目建设", "成果转化", "人才")
    assert list(one.themes) == sorted(one.themes, key=THEMES.index)


def test_the_clause_that_measures_stand_under_is_announced_too() -> None:
    found = only("要深化改革，加快推进经营权流转试点，办好3个服务站。")
    assert (found[0].text, found[0].themes) == ("要深化改革，", ("改革",))


def test_a_longer_word_hides_the_shorter_ones_in_it() -> None:
    assert themes_of("发展新能源汽车") == ("产业集群",)
    assert themes_of("推进新能源消纳") == ("绿色低碳",)
    assert themes_of("涵养产业生态") == ()


def test_a_clause_without_a_theme_word_takes_that_of_the_nearest_in_its_sentence_before_it_first() -> None:
    found = only("改造停车场，打造夜间消费场景，再推一批新招牌，办好养老助餐点。")
    assert [(one.themes, one.basis) for one in found] == [
        (("城市建设",), "clause"),
        (("消费",), "clause"),
        (("消费",), "sentence"),
        (("民生保障",), "clause"),
    ]


def test_a_sentence_without_one_takes_that_of_its_heading_and_else_has_none() -> None:
    text = "云川市工作方案\n\n一、优化营商环境\n再推一批硬招。\n二、其他工作\n再推一批实招。\n"
    found = only(text)
    assert [(one.text, one.themes, one.basis) for one in found[-2:]] == [
        ("再推一批硬招。", ("营商环境",), "section"),
        ("再推一批实招。", (), "none"),
    ]


def test_each_zone_of_a_page_speaks_for_itself_with_its_day() -> None:
    reading = read(PAGE)
    spoken = voices(reading)
    assert [(voice.name, voice.date) for voice in spoken] == [("云川高新区", "--02-03"), ("青屿高新区", "--02-04")]
    first, second = ([set(one.themes) for one in themes(voice)] for voice in spoken)
    assert {"科技创新", "招商引资"} <= set().union(*first)
    assert second == [{"营商环境"}]
    for one in themes(spoken[0]):
        assert "".join(reading.text[start:end] for start, end in one.pieces) in reading.text.replace("\n", "")


def test_what_looks_back_and_what_explains_words_is_not_announced() -> None:
    text = (
        "云川市工作报告\n\n一、2024年工作回顾\n加快建设地铁二号线。\n二、2025年工作安排\n加快建设机场。\n\n"
        "名词解释\n四争：争取专项债，争取基金。\n"
    )
    assert [one.text for one in only(text)] == ["加快建设机场。"]


def test_every_theme_stands_once_in_the_list_and_no_word_twice_under_one() -> None:
    assert len(THEMES) == len(set(THEMES)) > 20
    for theme, words in rows("themes"):
        said = words.split("、")
        assert len(said) == len(set(said)), theme
        assert all(said), theme


def test_nine_measures_in_ten_of_four_real_reports_have_a_theme_and_eight_say_it_themselves(shared: Path) -> None:
    for path in sorted(shared.glob("documents/local/*.txt")):
        [voice] = voices(read(path))
        found = themes(voice)
        assert len(found) > 400
        assert sum(bool(one.themes) for one in found) / len(found) > 0.95, path.name
        assert sum(one.basis == "clause" for one in found) / len(found) > 0.84, path.name
