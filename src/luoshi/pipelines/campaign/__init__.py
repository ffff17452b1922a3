"""攻坚: a frame of time over records of any type; its numbers are counted from them, nobody reports for it."""

from luoshi.pipelines.campaign import kind, models

__all__ = ["kind", "models"]
