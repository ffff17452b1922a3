"""企业诉求: from the day a firm asks to the day it says whether it was helped."""

from luoshi.pipelines.service.cases import kind, model

__all__ = ["kind", "model"]
