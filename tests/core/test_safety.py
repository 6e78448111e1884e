"""A process that row security would not bind does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from core import safety

pytestmark = pytest.mark.django_db


def test_the_portals_own_roles_are_accepted() -> None:
    safety.refuse_a_role_that_sees_everything()


def test_a_role_that_bypasses_row_security_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    superuser = "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolsuper LIMIT 1"
    monkeypatch.setattr(safety, "_ROLE", superuser)

    with pytest.raises(ImproperlyConfigured, match="walks around row security"):
        safety.refuse_a_role_that_sees_everything()
