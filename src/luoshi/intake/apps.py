from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "luoshi.intake"
    label = "intake"
    verbose_name = "拆解"
    default_auto_field = "django.db.models.BigAutoField"
