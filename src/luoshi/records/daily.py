"""What is done once a day, by the day's first reader: cheap, and caught up after a day when nobody came."""

from luoshi.records.lights import refresh_if_new_day
from luoshi.records.seals import seal_if_new_day


def start_the_day() -> None:
    refresh_if_new_day()
    seal_if_new_day()
