"""Which rows are in the ledger already: by number, else by the same sentence and name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.org.models import Post
from luoshi.records.models import Citation, Record

Key = tuple[str, str]
_BLANK = re.compile(r"\s+|[“”\"]")


@dataclass(frozen=True, slots=True)
class Existing:
    """``by_words``: (name, sentence) → record; ``by_day``: (name, due day) → record, for rows without a sentence.

    The zone's own records alone: the numbers of the zones that it oversees are theirs, and the same.
    """

    by_code: dict[str, Record]
    by_words: dict[Key, Record]
    by_day: dict[Key, Record]

    @classmethod
    def of(cls, post: Post) -> Existing:
        own = Record.objects.visible_to(post).filter(type="task", zone=post.zone_id)
        records = list(own.only("id", "code", "title", "wording", "due"))
        by_id = {record.pk: record for record in records}
        by_words = {(bare(record.title), bare(record.wording)): record for record in records}
        for pk, words in cited(by_id):
            by_words[bare(by_id[pk].title), bare(words)] = by_id[pk]
        by_day = {(bare(record.title), str(record.due)): record for record in records}
        return cls({record.code: record for record in records}, by_words, by_day)

    def record(self, code: str, title: str, wording: str, due: object) -> Record | None:
        if code in self.by_code:
            return self.by_code[code]
        own = bare(title[:300])
        return self.by_words.get((own, bare(wording))) if wording else self.by_day.get((own, str(due)))


def cited(records: Iterable[int]) -> list[tuple[int, str]]:
    """Each record's quoted words in one text, as the sheet shows them."""
    known, words = set(records), dict[int, list[str]]()
    for pk, quoted in Citation.objects.order_by("id").values_list("record", "words"):
        if pk in known:
            words.setdefault(pk, []).append(quoted)
    return [(pk, "".join(parts)) for pk, parts in words.items()]


def bare(text: str) -> str:
    return _BLANK.sub("", text)
