"""企业走访: planned fairly, told once, every demand carried on."""

from luoshi.pipelines.service.visits import kind, model

__all__ = ["kind", "model"]
