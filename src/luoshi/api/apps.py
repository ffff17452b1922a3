from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "luoshi.api"
    label = "api"

    def ready(self) -> None:
        keys, tokens = import_module("luoshi.org.keys"), import_module("luoshi.api.tokens")
        keys.register(tokens.revoke_all_of)
