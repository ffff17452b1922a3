"""What a clause mentions. One module a kind; ``FINDERS`` (finding.py) is the registry and the order of precedence."""

from gongwen.mentions.finding import find_in_clauses, find_mentions

__all__ = ["find_in_clauses", "find_mentions"]
