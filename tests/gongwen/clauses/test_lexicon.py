"""The listed words of many clauses are found in one scan that tells the words alone; their places follow from those."""

from hypothesis import given
from hypothesis import strategies as st

from gongwen.clauses.lexicon import EDGE, TAGS, placed, scan, words_of

WORDS = sorted(TAGS)
CLAUSES = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text("加快建设推进展化要的区，\0", max_size=6)), max_size=12
).map("".join)


@given(st.lists(CLAUSES, max_size=6))
def test_words_of_many_clauses_are_those_of_each_alone(clauses: list[str]) -> None:
    told = words_of(clauses)
    for clause in clauses:
        words, told = told[: told.index(EDGE)], told[told.index(EDGE) + 1 :]
        found = [(start, end) for start, end, _ in scan(clause) if clause[start] != "\0"]
        assert [(start, end) for _, start, end in placed(words, clause)] == found
        assert words == [clause[start:end] for start, end in found]
    assert not told
