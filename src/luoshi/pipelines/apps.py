from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig

BESIDES = ("apps", "migrations")


class PipelinesConfig(AppConfig):
    name = "luoshi.pipelines"
    label = "pipelines"
    verbose_name = "业务"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Every module of the folder declares a type: a new one touches no list."""
        super().import_models()
        package = import_module(self.name)
        for module in iter_modules(package.__path__):
            if module.name not in BESIDES:
                import_module(f"{self.name}.{module.name}")
