from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "luoshi.coverage"
    label = "coverage"
    verbose_name = "对标对表"
    default_auto_field = "django.db.models.BigAutoField"
