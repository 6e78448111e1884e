"""Starts what else watches the portal, if the settings name it. Its packages are extras and are imported for nobody else."""

from importlib import import_module

from django.conf import settings


def start() -> None:
    """Once in each process, when Django is set up."""
    wanted = {
        "portal.observing.faults": settings.SENTRY_DSN,
        "portal.observing.tracing": settings.OTEL_EXPORTER_OTLP_ENDPOINT,
    }
    for module, where in wanted.items():
        if where:
            import_module(module).start()
