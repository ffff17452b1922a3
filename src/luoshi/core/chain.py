"""A hash chain over stored texts: each link over the one before, so that a changed or missing row shows."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any


def canonical(body: Mapping[str, Any]) -> str:
    """The one text of ``body`` that is stored and hashed: sorted keys, no spaces, Chinese as it is."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(previous: str, text: str, algorithm: str) -> str:
    """Hex digest over the previous link and ``text``; ``algorithm`` is a hashlib name (sha256, sm3)."""
    return hashlib.new(algorithm, f"{previous}\n{text}".encode()).hexdigest()


def new_salt() -> str:
    return secrets.token_hex(16)


def salted(text: str, salt: str, algorithm: str) -> str:
    """What the chain holds of personal data: with the row and its salt erased, it says nothing more."""
    return hashlib.new(algorithm, f"{salt}\n{text}".encode()).hexdigest()
