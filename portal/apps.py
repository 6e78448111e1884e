from django.apps import AppConfig

from portal.observing.starting import start


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        start()
