"""Serves until it is stopped; says its port on the first line."""

import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

django.setup()

from allauth.idp.oidc.models import Client  # noqa: E402 - models need the set-up
from django.contrib.auth.hashers import make_password  # noqa: E402


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


call_command("migrate", verbosity=0)
Client.objects.create(
    id="assay",
    name="Assay",
    secret=make_password("between the two of us"),
    scopes="openid\nprofile\nemail",
    redirect_uris="http://testserver/accounts/oidc/northwind/login/callback/",
    skip_consent=True,
)
with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
