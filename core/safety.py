"""What must hold of the database connection before anything is served from it."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

_ROLE = "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"


def refuse_a_role_that_sees_everything() -> None:
    """Row security does not bind superusers, nor roles with BYPASSRLS. Raises ImproperlyConfigured."""
    with connection.cursor() as cursor:
        cursor.execute(_ROLE)
        name, is_superuser, bypasses = cursor.fetchone()
    if is_superuser or bypasses:
        raise ImproperlyConfigured(
            f"The database role {name} walks around row security: give each process its own login role."
        )
