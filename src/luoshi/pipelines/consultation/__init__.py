"""意见征求: a round over a text; every opinion on it is adopted, partly or not, with the reason told to who gave it."""

from luoshi.pipelines.consultation import kind, models

__all__ = ["kind", "models"]
