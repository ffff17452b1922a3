"""统一社会信用代码 by GB 32100-2015: eighteen characters, the last of which is computed from the others."""

# 0-9 and the letters without I, O, S, V, Z, in the order of their values (GB 32100-2015, table 1).
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH, BASE = 18, 31


def check_character(head: str) -> str:
    """The eighteenth character to the first seventeen, each weighted by a power of three modulo 31."""
    total = sum(ALPHABET.index(character) * pow(3, place, BASE) for place, character in enumerate(head))
    return ALPHABET[-total % BASE]


def is_valid(code: str) -> bool:
    is_written = len(code) == LENGTH and all(character in ALPHABET for character in code)
    return is_written and check_character(code[:-1]) == code[-1]
