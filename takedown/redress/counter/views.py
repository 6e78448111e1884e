"""The seller's side of a counter-notice: one page to answer, a receipt that stays true, a way to take it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found

from core import clock
from core.files import forget_bodies
from core.ids import new_id
from core.web import PortalRequest
from takedown.models import CounterDraft, CounterNotice
from takedown.redress.clocks.laws import Law
from takedown.redress.codes.views import by_proven_seller
from takedown.redress.counter import drafts, files
from takedown.redress.counter.choosing import Answerable, answerable, laws_for
from takedown.redress.counter.filing import Answers, CounterRefused, Refusal, file
from takedown.redress.counter.forms import AnswerForm, kept_of
from takedown.redress.counter.shown import answer_of, answered
from takedown.redress.counter.withdrawing import WithdrawalRefused, withdraw_counter
from takedown.redress.counter.words import PERSONAL, REFUSALS
from takedown.redress.link import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the page is about, as it stands now: the complaints that can be answered, the laws, and the one chosen."""

    found: Opened
    open_ones: Sequence[Answerable]
    chosen: Sequence[Answerable]
    laws: Sequence[Law]
    law: Law
    draft: CounterDraft | None
    now: datetime

    def form(self, data: Any = None) -> AnswerForm:
        has_files = bool(self.draft and self.draft.files)
        initial = {"grounds": [str(one.ground.id) for one in self.open_ones], "law": self.law.code}
        if self.draft:
            initial |= {name: value for name, value in self.draft.answers.items() if value}
            initial |= {"form_key": str(self.draft.form_key), "law": self.law.code}
        return AnswerForm(
            data,
            initial=initial,
            answerable=self.open_ones,
            laws=self.laws,
            law=self.law,
            language=get_language() or "en",
            has_files=has_files,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@by_proven_seller
def answer(request: PortalRequest, found: Opened) -> HttpResponseBase:
    """GET shows the draft, if there is one. Whatever is sent is in the draft before anything else happens."""
    open_ones = [one for one in answerable(found.notice) if one.is_open]
    if not open_ones or not answer_of(found.notice).may:
        return _nothing_to_answer(request, found)
    if request.method != "POST":
        draft = drafts.draft_of(found.notice, by=found.seller)
        asked = _asked(found, open_ones, draft)
        return _page(request, asked, asked.form())
    added, refused = files.keep_uploads(request.FILES.getlist("uploads"), found.notice)
    draft = drafts.save_draft(
        found.notice,
        kept_of(request.POST, several=request.POST.getlist("grounds")),
        form_key=_key(request.POST.get("form_key", "")),
        added=added,
        dropped=request.POST.getlist("drop"),
        by=found.seller,
        now=clock.now(),
    )
    asked = _asked(found, open_ones, draft)
    if "send" in request.POST:
        return _send(request, asked, refused)
    return _saved(request, asked, refused)


def _asked(found: Opened, open_ones: Sequence[Answerable], draft: CounterDraft | None) -> Asked:
    answers = draft.answers if draft else {}
    wanted = set(answers.get("grounds", []))
    chosen = [one for one in open_ones if str(one.ground.id) in wanted] or open_ones
    now = clock.now()
    laws = laws_for(found.notice.removal, [one.ground for one in chosen], now=now)
    law = next((law for law in laws if law.code == answers.get("law")), laws[0])
    return Asked(found=found, open_ones=open_ones, chosen=chosen, laws=laws, law=law, draft=draft, now=now)


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        return new_id()


def _page(
    request: PortalRequest, asked: Asked, form: AnswerForm, *, status: int = 200, **context: Any
) -> HttpResponseBase:
    terms = form.terms
    context |= {
        "found": asked.found,
        "facts": asked.found.notice.facts,
        "form": form,
        "law": asked.law,
        "summary": terms.summary_in(form.language),
        "forwarded": [PERSONAL[personal] for personal in terms.personal],
        "brands": [one.brand for one in asked.open_ones],
        "draft": asked.draft,
        "files": drafts.files_of(asked.draft) if asked.draft else [],
    }
    return render(request, "takedown/answer/page.html", context, status=status)


def _saved(request: PortalRequest, asked: Asked, refused: Sequence[str]) -> HttpResponseBase:
    if refused:
        return _page(request, asked, asked.form(), status=422, refused=refused)
    messages.success(request, _("Saved. Nothing was sent yet."))
    return redirect("counter-notice", asked.found.token)


def _send(request: PortalRequest, asked: Asked, refused: Sequence[str]) -> HttpResponseBase:
    form = asked.form(request.POST)
    if request.POST.get("read") != form.what_is_read:
        # Another rule than the one on the page was chosen: what it wants signed has not been read yet.
        return _page(request, asked, asked.form(), status=422, another_rule=True)
    for words in refused:
        form.add_error("uploads", words)
    if not form.is_valid():
        return _page(request, asked, form, status=422)
    return _file(request, asked, form)


def _file(request: PortalRequest, asked: Asked, form: AnswerForm) -> HttpResponseBase:
    found, kept = asked.found, drafts.files_of(asked.draft) if asked.draft else []
    tenants = {one.ground.tenant_id for one in asked.open_ones if one.ground.id in form.ground_ids}
    form_key = asked.draft.form_key if asked.draft else _key("")
    try:
        answers = _answers(asked, form, files.copies_for(tenants, kept))
        file(found.notice, answers, form_key=form_key, by=found.seller, now=clock.now())
    except FileNotFoundError:
        return _files_are_gone(request, asked, form, form_key)
    except CounterRefused as error:
        if error.refusal in {Refusal.UNDER_WAY, Refusal.DECIDED}:
            messages.info(request, str(REFUSALS[error.refusal]))
            return _receipt_page(found)
        form.add_error(None, str(REFUSALS[error.refusal]))
        return _page(request, asked, form, status=422)
    forget_bodies(kept)
    return _receipt_page(found)


def _files_are_gone(
    request: PortalRequest, asked: Asked, form: AnswerForm, form_key: UUID
) -> HttpResponseBase:
    """The same form was sent a moment ago, and its files have gone with the draft. Otherwise they are chosen again."""
    found = asked.found
    if drafts.was_sent(found.notice, form_key, by=found.seller):
        return _receipt_page(found)
    draft = drafts.save_draft(
        found.notice,
        asked.draft.answers if asked.draft else {},
        form_key=form_key,
        dropped=[body.sha256 for body in drafts.files_of(asked.draft)] if asked.draft else [],
        by=found.seller,
        now=clock.now(),
    )
    form.add_error("uploads", _("Your files are gone. Please choose them again."))
    return _page(request, replace(asked, draft=draft), form, status=422)


def _answers(asked: Asked, form: AnswerForm, proof: Any) -> Answers:
    said = form.cleaned_data
    return Answers(
        ground_ids=form.ground_ids,
        law=asked.law.code,
        why=form.why_chosen,
        story=said["story"],
        signed_name=said["name"],
        statements_made=said["statements"],
        language=form.language,
        address=said.get("address", ""),
        phone=said.get("phone", ""),
        proof=proof,
    )


def _receipt_page(found: Opened) -> HttpResponseBase:
    return redirect("counter-receipt", found.token)


def _nothing_to_answer(request: PortalRequest, found: Opened) -> HttpResponseBase:
    stands = answer_of(found.notice)
    if stands.answered:
        return _receipt_page(found)
    context = {"found": found, "facts": found.notice.facts, "why_not": stands.why_not}
    return render(request, "takedown/answer/closed.html", context)


@require_safe
@by_proven_seller
def receipt(request: PortalRequest, found: Opened) -> HttpResponseBase:
    """Everything that was sent, as it was signed, and how it stands."""
    rows = answered(found.notice, with_files=True)
    if not rows:
        return redirect("counter-notice", found.token)
    context = {
        "found": found,
        "facts": found.notice.facts,
        "answered": rows,
        "may_answer": answer_of(found.notice).may,
    }
    return render(request, "takedown/answer/receipt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@by_proven_seller
def withdrawal(request: PortalRequest, found: Opened, counter_id: UUID) -> HttpResponseBase:
    """GET says what will happen; POST does it."""
    row = next((row for row in answered(found.notice) if row.counter.id == counter_id), None)
    if row is None:
        return page_not_found(request, Http404())
    if request.method != "POST" and row.may_withdraw:
        context = {"found": found, "facts": found.notice.facts, "row": row}
        return render(request, "takedown/answer/withdraw.html", context)
    if request.method == "POST":
        _withdraw(request, found, counter_id)
    return _receipt_page(found)


def _withdraw(request: PortalRequest, found: Opened, counter_id: UUID) -> None:
    try:
        withdraw_counter(found.notice, counter_id, by=found.seller, now=clock.now())
        messages.success(request, _("You took your answer back."))
    except (WithdrawalRefused, CounterNotice.DoesNotExist):
        messages.info(request, _("This answer is over. There is nothing to take back."))
