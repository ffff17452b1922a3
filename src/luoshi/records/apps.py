from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "luoshi.records"
    label = "records"
    verbose_name = "台账"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        # A type's detail model stands in its own module, so that a new pipeline touches no shared file.
        super().import_models()
        import_module("luoshi.records.types")

    def ready(self) -> None:
        handover, holdings = import_module("luoshi.org.handover"), import_module("luoshi.records.holdings")
        for holding in (holdings.TASKS, holdings.MILESTONES, holdings.ITEMS):
            handover.register(holding)
        flow, counting = import_module("luoshi.records.flow"), import_module("luoshi.records.counting")
        flow.TOLD.append(counting.recount_tied)
