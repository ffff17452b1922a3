"""Random words that people read out and copy by hand: passwords, recovery codes."""

import secrets

# Without letters and digits that are mistaken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def random_code(groups: int, size: int) -> str:
    """``groups`` of ``size`` letters each; every letter is worth nearly five random bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(size)) for _group in range(groups))
