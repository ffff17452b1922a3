from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "luoshi.config"
    label = "config"
    verbose_name = "站点"
    default_auto_field = "django.db.models.BigAutoField"
