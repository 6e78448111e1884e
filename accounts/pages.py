"""Which pages a person may open: signed in, and with a role that the permission table allows."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.roles import Action, Role, require
from core.web import PortalRequest, go_to

type View[**P] = Callable[Concatenate[PortalRequest, P], HttpResponseBase]


def _to_sign_in(request: PortalRequest) -> HttpResponseBase:
    # A part of a page is no page to come back to.
    path = request.path if request.headers.get("HX-Request") == "true" else request.get_full_path()
    return go_to(request, redirect_to_login(path).url)


def page_for[**P](action: Action, *, step_up: bool = False) -> Callable[[View[P]], View[P]]:
    """Visitors sign in first; somebody without a brand goes home, where one is registered; others get a 403.

    After signing in one comes back to the same address, also after sending a form: what was typed is given
    back there (static/js/draft.js), so every such address answers GET, too.

    `step_up` is for acts that can do harm: they need a proof of the last minutes that it is still this person.
    Whoever lacks it gives one, and what was sent then happens without being sent again.
    """

    def guard(view: View[P]) -> View[P]:
        act: View[P] = reauthentication_required(view) if step_up else view

        @wraps(view)
        def guarded(request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.actor.user_id is None:
                return _to_sign_in(request)
            if request.actor.role == Role.PUBLIC:
                return redirect("home")
            require(request.actor, action)
            return act(request, *args, **kwargs)

        return guarded

    return guard


def sent_with_fresh_proof[**P](view: View[P]) -> View[P]:
    """Who sends this shows once more that it is them, unless they just did; the page itself may be looked at."""
    guarded: View[P] = reauthentication_required(view, allow_get=True)
    return guarded
