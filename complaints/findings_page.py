"""The page that lists every finding there is, made from the rules themselves: nothing on it can be out of date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.pages import page_for
from accounts.roles import Action, can
from complaints.assessment.findings import Effect
from complaints.assessment.rule import Group, Rule, Strength
from complaints.assessment.rules import RULES, VERSION
from complaints.assessment.spoken import in_general
from complaints.reasons import REASONS
from core.tenancy import Actor
from core.web import PortalRequest

_GROUPS: Mapping[Group, Promise] = {
    Group.RIGHT: gettext_lazy("The right"),
    Group.LISTING: gettext_lazy("The listing"),
    Group.MARK: gettext_lazy("The mark in its words"),
    Group.PICTURE: gettext_lazy("Its picture"),
    Group.EVIDENCE: gettext_lazy("The evidence"),
    Group.COMPLAINT: gettext_lazy("The complaint"),
}
_EFFECTS: Mapping[Effect, tuple[Promise, str]] = {
    Effect.SUPPORTS: (gettext_lazy("Speaks for it"), "good"),
    Effect.INFORMS: (gettext_lazy("Weighs against it"), "neutral"),
    Effect.ASKS: (gettext_lazy("We ask for it"), "warn"),
    Effect.DOUBTS: (gettext_lazy("A person looks"), "warn"),
    Effect.CLOSES: (gettext_lazy("Ends it"), "bad"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Does:
    """What a finding does: for all reasons, or for `reason` alone. `weight` is empty for who may not see it."""

    label: Promise
    tone: str
    weight: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    code: str
    sentence: str
    remedy: str
    does: list[_Does]
    for_staff: bool


@require_safe
@page_for(Action.SEE_COMPLAINTS)
def findings(request: PortalRequest) -> HttpResponseBase:
    weighs = can(request.actor, Action.SEE_ASSESSMENT)
    shown = [rule for rule in RULES if weighs or not rule.for_staff]
    context = {
        "groups": [(label, _rows(shown, group, request.actor)) for group, label in _GROUPS.items()],
        "count": len(shown),
        "version": VERSION,
        "weighs": weighs,
    }
    return render(request, "complaints/findings.html", context)


def _rows(rules: Iterable[Rule], group: Group, actor: Actor) -> list[_Row]:
    weighs = can(actor, Action.SEE_ASSESSMENT)
    return [
        _Row(
            code=rule.code,
            sentence=in_general(rule.sentence, rule.example),
            remedy=in_general(rule.remedy, rule.example),
            does=[
                _does(rule.strength, weighs=weighs),
                *(
                    _does(strength, weighs=weighs, reason=str(REASONS[reason].label))
                    for reason, strength in rule.for_reasons.items()
                ),
            ],
            for_staff=rule.for_staff,
        )
        for rule in rules
        if rule.group is group
    ]


def _does(strength: Strength, *, weighs: bool, reason: str = "") -> _Does:
    label, tone = _EFFECTS[strength.effect]
    shown = f"{strength.weight:+.2f}".replace("-", "−") if strength.weight else _("nothing")
    return _Does(label=label, tone=tone, weight=shown if weighs else "", reason=reason)
