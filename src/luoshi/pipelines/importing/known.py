"""The rows of registers that cells may name: each register read once a sheet."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from luoshi.org.models import Post
from luoshi.pipelines.registers.declaration import register_named

CLOSE = 0.7
MOST_COMPARED = 2000  # names; of longer registers only what is the same but for its legal form is proposed


def folded(text: str) -> str:
    """Names as they are compared: width, case and blanks say nothing."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


@dataclass(slots=True)
class Names:
    """Of one register's rows in use: by id, by name, and by what tells a name from others."""

    by_id: dict[str, Any]
    by_name: dict[str, list[Any]]
    by_key: dict[str, list[Any]]
    key: Callable[[str], str]


@dataclass(slots=True)
class Known:
    post: Post
    _read: dict[Any, Names] = field(default_factory=dict)

    def of(self, model: Any) -> Names:
        if model not in self._read:
            self._read[model] = self._of(model)
        return self._read[model]

    def _of(self, model: Any) -> Names:
        register = register_named(str(model._meta.model_name))
        key = (register.key if register else None) or folded
        found = Names({}, defaultdict(list), defaultdict(list), key)
        for row in model.objects.visible_to(self.post).filter(zone=self.post.zone_id).in_use():
            found.by_id[str(row.pk)] = row
            for name in dict.fromkeys((str(row), getattr(row, "code", ""))):
                if name:
                    found.by_name[folded(name)].append(row)
            found.by_key[key(str(row))].append(row)
        return found

    def rows(self, model: Any) -> Sequence[Any]:
        return list(self.of(model).by_id.values())

    def by_id(self, model: Any, pk: str) -> Any:
        return self.of(model).by_id.get(pk)

    def named(self, model: Any, text: str) -> Any:
        """The one row that is called so, or has this code."""
        found = self.of(model).by_name.get(folded(text), [])
        return found[0] if len(found) == 1 else None

    def near(self, model: Any, text: str) -> Any:
        names = self.of(model)
        same = names.by_key.get(names.key(text), [])
        if len(same) == 1:
            return same[0]
        if len(names.by_name) > MOST_COMPARED:
            return None
        close = get_close_matches(folded(text), names.by_name, n=1, cutoff=CLOSE)
        return names.by_name[close[0]][0] if close else None
