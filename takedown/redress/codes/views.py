"""Between a link and what it can do stands a code: the page that sends one and takes it, and the guard that leads there."""

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from core import clock
from core.web import PortalRequest, outside_request_transaction
from takedown.redress.codes.asking import has_address, send_code
from takedown.redress.codes.proving import is_waiting_for_a_code, keep_proof, proof_of, prove
from takedown.redress.codes.rules import Sending
from takedown.redress.link import Opened, kept_private, opened

type View = Callable[..., HttpResponseBase]

# What was typed before the proof ran out, carried through the page that asks for a new one.
MOST_CARRIED = 200_000


def by_link(view: View) -> View:
    """For pages that whoever holds a link may see. The view gets the opened notice instead of the token; a link that is
    guessed, expired or revoked gets the 404 of an address that does not exist. Outside the request's transaction."""

    @outside_request_transaction
    @wraps(view)
    def guarded(request: PortalRequest, token: str, **names: Any) -> HttpResponseBase:
        found = opened(token)
        answer = view(request, found, **names) if found else page_not_found(request, Http404())
        return kept_private(answer)

    return guarded


def by_proven_seller(view: View) -> View:
    """For pages that act, or show personal data: without a proof of the last half hour they lead to the code first, and from
    there back. What was sent meanwhile is carried along and asks for one more click; files have to be chosen again."""

    @wraps(view)
    def guarded(request: PortalRequest, found: Opened, **names: Any) -> HttpResponseBase:
        if proof_of(request, found.notice):
            return view(request, found, **names)
        if request.method == "POST":
            return _ask(request, found, back=request.path, carried=_packed(request.POST))
        return redirect(f"{code_page(found)}?{urlencode({'next': request.path})}")

    return by_link(guarded)


def code_page(found: Opened) -> str:
    return reverse("seller-code", args=[found.token])


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def code(request: PortalRequest, found: Opened) -> HttpResponseBase:
    """GET shows, and changes nothing: mail scanners open links, too. POST sends a code, or takes one."""
    back = _back(request, found)
    if request.method != "POST":
        return _ask(request, found, back=back)
    carried = request.POST.get("carried", "")[:MOST_CARRIED]
    if "code" in request.POST:
        return _take(request, found, back=back, carried=carried)
    sending = send_code(found.notice, by=found.holder, now=clock.now())
    if carried or sending in {Sending.TOO_MANY, Sending.NO_ADDRESS}:
        return _ask(request, found, back=back, carried=carried, sending=sending)
    return redirect(f"{code_page(found)}?{urlencode({'next': back})}")


def _take(request: PortalRequest, found: Opened, *, back: str, carried: str) -> HttpResponseBase:
    code_id = prove(found.notice, request.POST["code"], by=found.holder, now=clock.now())
    if code_id is None:
        return _ask(request, found, back=back, carried=carried, wrong=True)
    fields = _unpacked(carried)
    answer: HttpResponse = redirect(back)
    if fields:
        answer = render(request, "takedown/code_go_on.html", {"back": back, "fields": fields})
    keep_proof(answer, found, code_id, secure=request.is_secure())
    return answer


def _ask(
    request: PortalRequest,
    found: Opened,
    *,
    back: str,
    carried: str = "",
    sending: Sending | None = None,
    wrong: bool = False,
) -> HttpResponse:
    """Nothing personal: not even the address, only whether there is one."""
    now = clock.now()
    context = {
        "notice": found.notice,
        "facts": found.notice.facts,
        "page": code_page(found),
        "home": found.path,
        "back": back,
        "carried": carried,
        "has_address": has_address(found.notice),
        "waiting": is_waiting_for_a_code(found.notice, now=now),
        "too_many": sending is Sending.TOO_MANY,
        "wrong": wrong,
    }
    refused = wrong or sending in {Sending.TOO_MANY, Sending.NO_ADDRESS}
    return render(request, "takedown/code.html", context, status=422 if refused else 200)


def _back(request: PortalRequest, found: Opened) -> str:
    """Where the seller wanted to go: below this notice, or to the notice itself."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    below = re.fullmatch(re.escape(found.path) + r"[0-9a-z/-]*", wanted)
    return wanted if below and wanted != code_page(found) else found.path


def _packed(post: QueryDict) -> str:
    fields = [(name, value) for name in post if name != "csrfmiddlewaretoken" for value in post.getlist(name)]
    packed = json.dumps(fields)
    return packed if len(packed) <= MOST_CARRIED else ""


def _unpacked(carried: str) -> list[tuple[str, str]]:
    """Whatever a form may send: what is no list of pairs of words is nothing."""
    try:
        fields: Any = json.loads(carried or "[]")
    except ValueError:
        return []
    pairs = fields if isinstance(fields, list) else []
    return [
        (pair[0], pair[1])
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
    ]
