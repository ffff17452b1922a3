"""Word lists as tables: tab-separated, the first line a comment naming the source, later ``#`` lines comments too."""

from pathlib import Path


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``words/<name>.tsv``, comment and empty lines left out."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
