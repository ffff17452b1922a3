"""换位跑一次: an official walks a procedure as an applicant; every pain point is carried to closure."""

from luoshi.pipelines.service.walks import kind, model, pain

__all__ = ["kind", "model", "pain"]
