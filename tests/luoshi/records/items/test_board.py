"""The board as its users see it: columns, cards, totals, and the step that moves a card on."""

import datetime as dt

import pytest
from people import People, browser_of, oversee
from sample import born, step

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.records import lights
from luoshi.records.items import board

BOARD = "/pipelines/sample/board/"
DAY = dt.date(2026, 3, 20)


def seen(post: Post, query: str = "") -> str:
    with clock.at(DAY):
        lights.refresh(DAY)
        return browser_of(post).get(BOARD + query).content.decode()


def stack(page: str, state: str) -> str:
    return page.split(f'id="at-{state}"')[1].split("</section>")[0]


def test_each_record_stands_in_its_states_column_with_count_and_total(people: People) -> None:
    born(people, "激光雷达", investment=3_500_000_00)
    step(born(people, "储能电池", investment=120_000_000_00), "talk", people, "2026-03-16")
    step(born(people, "氢能整车", investment=80_000_000_00), "talk", people, "2026-03-10")
    page = stack(seen(people.wang), "talk")
    assert "激光雷达" not in page
    assert '<span class="tag tag-blue">2</span>' in page
    assert "<b>2亿元</b>" in page
    assert "在此 4 天" in page


def test_the_worst_light_stands_first_then_what_is_longest_there(people: People) -> None:
    for title, day in (("丙", "2026-03-19"), ("乙", "2026-03-18"), ("甲", "2026-03-01")):
        step(born(people, title, "2026-03-01"), "talk", people, day)
    page = stack(seen(people.wang), "talk")
    assert page.index("甲</a>") < page.index("乙</a>") < page.index("丙</a>")
    assert "洽谈逾9天" in page


def test_a_card_leads_to_the_form_of_the_step_that_moves_it_on(people: People) -> None:
    record = born(people, "激光雷达")
    page = seen(people.li)
    assert f'href="/pipelines/{record.pk}/act/talk/">开始洽谈' in page
    assert f"/pipelines/{record.pk}/act/amend/" not in page, "a change that leaves it where it is"
    assert f"/pipelines/{record.pk}/act/lose/" not in page, "a rarer step"
    assert "/act/" not in seen(people.zhao), "leaders only look"


def test_what_left_the_path_is_folded_at_the_end(people: People) -> None:
    step(born(people, "没谈成"), "lose", people, "2026-03-10", reason="另选他处。")
    page = seen(people.wang)
    assert "不在主线上的 1 项" in page
    assert "/pipelines/sample/?state=lost" in page


def test_a_long_column_shows_its_first_cards_and_the_way_to_the_list(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "CAP", 2)
    for n in range(3):
        born(people, f"第{n}个", industry="energy")
    page = seen(people.wang, "?industry=energy")
    assert "还有 1 项，看列表" in page
    assert "/pipelines/sample/?industry=energy&amp;state=idea" in page


def test_the_board_is_narrowed_as_the_table_is(people: People) -> None:
    born(people, "储能电池", industry="energy")
    born(people, "激光雷达", industry="material")
    page = seen(people.wang, "?industry=energy")
    assert "储能电池" in page
    assert "激光雷达" not in page
    assert 'href="/pipelines/sample/calendar/?industry=energy"' in page


def test_everyone_sees_their_own_cards_and_the_overseer_of_which_zone(people: People) -> None:
    born(people, "激光雷达")
    assert "激光雷达" not in seen(people.sun)
    above, _leader = oversee(people.zone)
    page = seen(above)
    assert "云溪高新区 科技创新局" in page
    assert "/act/" not in page
