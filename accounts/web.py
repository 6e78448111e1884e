"""For addresses that only change something."""

from collections.abc import Callable
from functools import wraps

from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.pages import View
from core.web import PortalRequest


def only_sent[**P](page: str, *names: str) -> Callable[[View[P]], View[P]]:
    """Whoever comes there without sending anything, say after signing in again, goes to `page`.

    `names` are the arguments of the address that `page` takes, too.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(page, *(kwargs[name] for name in names))

        return guarded

    return guard
