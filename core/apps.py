from django.apps import AppConfig

from core import lookups, sql_values


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        sql_values.register()
        lookups.register()
