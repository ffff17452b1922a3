"""The terminal where a bar moves."""

from rich.console import Console

stderr = Console(stderr=True, highlight=False, soft_wrap=True)
