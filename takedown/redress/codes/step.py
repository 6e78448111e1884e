"""The step before acting by a link: a one-time code is asked for and typed, on the very page where one wants to act."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import clock
from takedown.redress.codes.asking import send_code
from takedown.redress.codes.proving import is_waiting_for_a_code, keep_proof, proof_of, prove
from takedown.redress.codes.rules import Sending
from takedown.redress.link import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeStep:
    """`sent`: a code can be typed. `trouble` is the word for why none was sent, `wrong` that another one was typed."""

    sent: bool
    trouble: str = ""
    wrong: bool = False


def code_step(request: HttpRequest, found: Opened) -> HttpResponse | CodeStep | None:
    """None once this browser has typed a code of this notice: then the page itself is shown. GET sends nothing."""
    now = clock.now()
    if proof_of(request, found.notice):
        return None
    if request.method == "POST" and "code" in request.POST:
        return _typed(request, found, now)
    if request.method == "POST" and "send_code" in request.POST:
        outcome = send_code(found.notice, by=found.holder, now=now)
        trouble = outcome if outcome in {Sending.TOO_MANY, Sending.NO_ADDRESS} else ""
        return CodeStep(sent=not trouble, trouble=trouble)
    return CodeStep(sent=is_waiting_for_a_code(found.notice, now=now))


def _typed(request: HttpRequest, found: Opened, now: datetime) -> HttpResponse | CodeStep:
    code_id = prove(found.notice, request.POST["code"], by=found.holder, now=now)
    if code_id is None:
        return CodeStep(sent=is_waiting_for_a_code(found.notice, now=now), wrong=True)
    answer = redirect(request.path)
    keep_proof(answer, found, code_id, secure=settings.SESSION_COOKIE_SECURE)
    return answer
