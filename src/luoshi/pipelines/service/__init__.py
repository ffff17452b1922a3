"""企业服务: firms and grids, visits planned fairly, service cases, and procedures walked as an applicant."""

from luoshi.pipelines.service import cases, firms, visits

__all__ = ["cases", "firms", "visits"]
