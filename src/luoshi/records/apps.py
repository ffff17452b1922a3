from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "luoshi.records"
    label = "records"
    verbose_name = "台账"
    default_auto_field = "django.db.models.BigAutoField"
