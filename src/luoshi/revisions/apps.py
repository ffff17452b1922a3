from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    name = "luoshi.revisions"
    label = "revisions"
    verbose_name = "新旧版本"
    default_auto_field = "django.db.models.BigAutoField"
