"""意见建议: stations and deputies as registers, opinions until those who raised them say whether they are content."""

from luoshi.pipelines.opinion import kind, models, stations

__all__ = ["kind", "models", "stations"]
