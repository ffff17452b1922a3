import datetime as dt
from zoneinfo import ZoneInfo

from luoshi.core import clock

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_today_is_the_day_in_china_not_in_greenwich() -> None:
    with clock.at(dt.datetime(2026, 3, 1, 17, 0, tzinfo=dt.UTC)):
        assert clock.today() == dt.date(2026, 3, 2)


def test_a_bare_date_means_that_morning() -> None:
    with clock.at(dt.date(2026, 3, 1)):
        assert clock.now() == dt.datetime(2026, 3, 1, 10, 0, tzinfo=SHANGHAI)


def test_set_clocks_nest_and_end() -> None:
    with clock.at(dt.date(2020, 1, 1)):
        with clock.at(dt.date(2021, 1, 1)):
            assert clock.today().year == 2021
        assert clock.today().year == 2020
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
