from importlib import import_module

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "luoshi.supervision"
    label = "supervision"
    verbose_name = "督办"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        # The notice is a type of record; its declaration registers itself like those of records/types.
        super().import_models()
        import_module("luoshi.supervision.notice")
