from collections.abc import Iterator

from gongwen.many.flowing import flowing, in_groups


def test_a_group_ends_when_it_is_full_or_heavy() -> None:
    groups = in_groups([1, 1, 1, 9, 1, 5, 5, 1], lambda weight: weight, most=3, heaviest=10)
    assert list(groups) == [(1, 1, 1), (9, 1), (5, 5), (1,)]


def test_no_more_is_taken_than_is_under_way() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    made = flowing(numbers(), str, max, int, width=3)
    assert (next(made), taken) == (2, [0, 1, 2])
    assert (next(made), taken) == (3, [0, 1, 2, 3])
    assert sorted(made) == [0, 1, 4, 5, 6, 7, 8, 9]
