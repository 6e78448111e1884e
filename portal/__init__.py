"""The shell: settings, urls, celery, middleware, home. May import every room; none imports it."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
