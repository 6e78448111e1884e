"""The web process's entry point."""

import os

from django.core.wsgi import get_wsgi_application

from core.safety import refuse_a_role_that_sees_everything
from portal.unread import closing_what_was_not_read

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = closing_what_was_not_read(get_wsgi_application())
refuse_a_role_that_sees_everything()
