"""企业服务: firms and grids, visits planned fairly, service cases, and procedures walked as an applicant."""

from luoshi.pipelines.service import cases, firms, visits, walks

__all__ = ["cases", "firms", "visits", "walks"]
