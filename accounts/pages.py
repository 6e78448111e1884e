"""Which pages a person may open: signed in, and with a role that the permission table allows."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.roles import Action, Role, require
from core.web import PortalRequest

type View[**P] = Callable[Concatenate[PortalRequest, P], HttpResponseBase]


def _to_sign_in(request: PortalRequest) -> HttpResponseBase:
    """A part of an open page that asks for news would put the whole sign-in page into itself."""
    if request.headers.get("HX-Request") != "true":
        return redirect_to_login(request.get_full_path())
    return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(request.path).url})


def page_for[**P](action: Action) -> Callable[[View[P]], View[P]]:
    """Visitors sign in first; somebody without a brand goes home, where one is registered; others get a 403.

    After signing in one comes back to the same address, also after sending a form: what was typed is given
    back there (static/js/draft.js), so every such address answers GET, too.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.actor.user_id is None:
                return _to_sign_in(request)
            if request.actor.role == Role.PUBLIC:
                return redirect("home")
            require(request.actor, action)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def sent_with_fresh_proof[**P](view: View[P]) -> View[P]:
    """Who sends this shows once more that it is them, unless they just did; the page itself may be looked at."""
    guarded: View[P] = reauthentication_required(view, allow_get=True)
    return guarded
