"""Traces for OpenTelemetry: requests, work and statements, without people in them (requirements-telemetry.txt).

Where they go, and how many of them, is said by OpenTelemetry's own variables (OTEL_EXPORTER_OTLP_ENDPOINT,
OTEL_TRACES_SAMPLER …).
"""

from typing import Any

from django.conf import settings
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.psycopg2 import Psycopg2Instrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

# Old and new names of what tells where somebody went, from where, and with what.
_ADDRESSES = ("http.url", "http.target", "url.full", "url.path", "url.query")
_CALLERS = ("http.client_ip", "net.peer.ip", "client.address", "http.user_agent", "user_agent.original")


def start() -> None:
    resource = Resource.create({"service.name": "assay", "service.version": settings.VERSION})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    DjangoInstrumentor().instrument(request_hook=hide_people, response_hook=name_the_request)
    CeleryInstrumentor().instrument()
    # Statements without their values. psycopg2-binary is another name than the one it looks for.
    Psycopg2Instrumentor().instrument(skip_dep_check=True)


def hide_people(span: Any, request: Any) -> None:
    """Addresses hold tokens; the name of the view is in the span's own name."""
    known = getattr(span, "attributes", None) or {}
    for name in (*_ADDRESSES, *_CALLERS):
        if name in known:
            span.set_attribute(name, "…")


def name_the_request(span: Any, request: Any, response: Any) -> None:
    """By the id that the log and the error page show, too."""
    span.set_attribute("request.id", getattr(request, "id", ""))
