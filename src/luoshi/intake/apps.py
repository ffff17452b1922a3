from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "luoshi.intake"
    label = "intake"
    verbose_name = "拆解"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        handover = import_module("luoshi.org.handover")
        handover.register(import_module("luoshi.intake.holdings").REVIEWS)
