"""The web process's entry point."""

import os

from django.core.wsgi import get_wsgi_application

from core.safety import refuse_a_role_that_sees_everything

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
refuse_a_role_that_sees_everything()
