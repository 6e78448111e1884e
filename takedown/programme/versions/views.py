"""Pages of the policy: what is in force, what comes, its history, and the drafts that admins write."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from accounts.web import only_sent
from core import clock
from core.web import PortalRequest
from takedown.models import PolicyDraft, PolicyVersion
from takedown.programme.policy import Numbers
from takedown.programme.versions import drafts, selectors
from takedown.programme.versions.forms import (
    ComparisonForm,
    NewDraftForm,
    NumbersForm,
    PreviewForm,
    ProposalForm,
)
from takedown.programme.versions.numbers import changes

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@page_for(Action.SEE_POLICY)
def policy(request: PortalRequest) -> HttpResponse:
    page = selectors.policy_page(request.actor, now=clock.now())
    known = [row.version.version for row in page.history]
    numbers = Numbers.from_json(page.in_force.version.numbers)
    context: dict[str, Any] = {
        "page": page,
        "groups": selectors.number_groups(numbers),
        "reasons": selectors.reason_rows(numbers),
        "guards": selectors.guard_words(),
        "comparison": ComparisonForm(
            known=known, initial={"old": known[min(1, len(known) - 1)], "new": known[0]}
        ),
        "may_edit": can(request.actor, Action.EDIT_POLICY),
    }
    return render(request, "policy/policy.html", context)


@require_safe
@page_for(Action.SEE_POLICY)
def version(request: PortalRequest, version: int) -> HttpResponse:
    rows = {row.version.version: row for row in selectors.version_rows(clock.now())}
    if version not in rows:
        raise Http404
    numbers = Numbers.from_json(rows[version].version.numbers)
    context: dict[str, Any] = {
        "row": rows[version],
        "is_latest": version == max(rows),
        "groups": selectors.number_groups(numbers),
        "reasons": selectors.reason_rows(numbers),
        "may_edit": can(request.actor, Action.EDIT_POLICY),
    }
    return render(request, "policy/version.html", context)


@require_safe
@page_for(Action.SEE_POLICY)
def comparison(request: PortalRequest) -> HttpResponse:
    versions = {v.version: v for v in PolicyVersion.objects.order_by("-version")}
    form = ComparisonForm(request.GET or None, known=list(versions))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        old, new = (versions[form.cleaned_data[name]] for name in ("old", "new"))
        found = changes(Numbers.from_json(old.numbers), Numbers.from_json(new.numbers))
        context |= {"old": old, "new": new, "changes": found}
    return render(request, "policy/comparison.html", context)


# --- drafts ----------------------------------------------------------------------------------------------


@_PAGE
@page_for(Action.EDIT_POLICY)
def new_draft(request: PortalRequest) -> HttpResponse:
    """`like`: the version whose numbers it begins with; the latest, unless one goes back to an older one."""
    latest = drafts.latest_version().version
    form = NewDraftForm(request.POST or None, initial={"like": request.GET.get("like", latest)})
    if request.method == "POST" and form.is_valid():
        try:
            made = drafts.make(**form.cleaned_data, by=request.actor, now=clock.now())
        except PolicyVersion.DoesNotExist:
            form.add_error(None, _("There is no such version."))
        else:
            return redirect("policy-draft-numbers", made.id)
    context = {"form": form, "latest": latest}
    return render(request, "policy/new_draft.html", context, status=422 if form.errors else 200)


@require_safe
@page_for(Action.SEE_POLICY)
def draft(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    return draft_page(request, draft_id)


def draft_page(
    request: PortalRequest,
    draft_id: UUID,
    *,
    proposing: ProposalForm | None = None,
    previewing: PreviewForm | None = None,
) -> HttpResponse:
    """With a form that was not taken it comes back as it was typed, and the answer is a 422."""
    try:
        page = selectors.draft_page(request.actor, draft_id)
    except PolicyDraft.DoesNotExist as error:
        raise Http404 from error
    context: dict[str, Any] = {
        "page": page,
        "reasons": selectors.reason_rows(page.numbers),
        "proposal_form": proposing or ProposalForm.empty(page.draft.revision),
        "preview_form": previewing or PreviewForm(),
        "may_edit": can(request.actor, Action.EDIT_POLICY),
    }
    return render(request, "policy/draft.html", context, status=422 if proposing or previewing else 200)


@_PAGE
@page_for(Action.EDIT_POLICY)
def draft_numbers(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    found = draft_or_404(draft_id)
    form = NumbersForm(
        request.POST or None,
        numbers=Numbers.from_json(found.numbers),
        initial={"revision": found.revision, "note": found.note},
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = drafts.change(
                draft_id,
                numbers=form.typed(),
                note=form.cleaned_data["note"],
                revision=form.cleaned_data["revision"],
                by=request.actor,
                now=clock.now(),
            )
        except drafts.NumbersRefused as refused:
            form.say(refused.problems)
        except drafts.DraftRefused as refused:
            form.add_error(None, str(refused))
        else:
            if changed.revision != found.revision:
                messages.success(request, _("The draft is kept."))
            return redirect("policy-draft", draft_id)
    status = 422 if form.errors else 200
    return render(request, "policy/draft_numbers.html", {"draft": found, "form": form}, status=status)


@page_for(Action.EDIT_POLICY)
@only_sent("policy-draft", "draft_id")
def draft_update(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    draft_or_404(draft_id)
    try:
        drafts.bring_up_to_date(draft_id, by=request.actor, now=clock.now())
    except drafts.DraftRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The draft stands on the latest version now."))
    return redirect("policy-draft", draft_id)


@page_for(Action.EDIT_POLICY)
@only_sent("policy-draft", "draft_id")
def draft_end(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    draft_or_404(draft_id)
    try:
        drafts.discard(draft_id, by=request.actor, now=clock.now())
    except drafts.DraftRefused as refused:
        messages.error(request, str(refused))
        return redirect("policy-draft", draft_id)
    messages.success(request, _("The draft is discarded."))
    return redirect("policy")


def draft_or_404(draft_id: UUID) -> PolicyDraft:
    found = PolicyDraft.objects.filter(id=draft_id).first()
    if found is None:
        raise Http404
    return found
