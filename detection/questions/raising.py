"""Asking brands: people of the marketplace do it by hand, a detector by the same service, both in sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.roles import Action, require
from core import audit, outbox
from core.ids import new_id
from core.tenancy import Actor
from detection import work
from detection.models import AuthenticationRequest
from detection.questions.gather import Subject, facts_for
from detection.questions.refusals import REFUSALS, brand_is_asked_already, first_refusal
from detection.suspicions import Code

_ASKED_ALREADY = next(str(r.sentence) for r in REFUSALS if r.rule is brand_is_asked_already)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """`sentence` and `codes` are read by the brand: nothing in them may be of anybody else's."""

    subject: Subject
    url: str
    codes: Sequence[Code]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What became of one suspicion: a request, or why there is none."""

    suspicion: Suspicion
    request_id: UUID | None = None
    refused: str = ""


def raise_suspicions(
    suspicions: Sequence[Suspicion], *, by: Actor, now: datetime, detector: str = ""
) -> list[Raised]:
    """In the given order, and in a constant number of queries. Raised twice is asked once.

    `detector` names what raised it where no person did.
    """
    require(by, Action.RAISE_AUTHENTICATION)
    facts = facts_for([s.subject for s in suspicions], by=by)
    fresh: dict[tuple[UUID, UUID, str], tuple[UUID, Suspicion]] = {}
    refused: dict[int, str] = {}
    for number, suspicion in enumerate(suspicions):
        refusal = first_refusal(facts[suspicion.subject])
        if refusal is not None:
            refused[number] = str(refusal.sentence)
        elif suspicion.subject.brand_and_listing in fresh:
            refused[number] = _ASKED_ALREADY
        else:
            fresh[suspicion.subject.brand_and_listing] = (new_id(), suspicion)
    written = _write(list(fresh.values()), by=by, now=now, label=detector or by.label)
    return [
        Raised(suspicion=suspicion, refused=refused[number])
        if number in refused
        else _raised(suspicion, fresh[suspicion.subject.brand_and_listing][0], written)
        for number, suspicion in enumerate(suspicions)
    ]


def _raised(suspicion: Suspicion, id: UUID, written: set[UUID]) -> Raised:
    """Somebody else may have raised it at the same moment: theirs stands."""
    if id in written:
        return Raised(suspicion=suspicion, request_id=id)
    return Raised(suspicion=suspicion, refused=_ASKED_ALREADY)


def _write(fresh: Sequence[tuple[UUID, Suspicion]], *, by: Actor, now: datetime, label: str) -> set[UUID]:
    AuthenticationRequest.objects.bulk_create(
        [
            AuthenticationRequest(
                id=id,
                tenant_id=s.subject.tenant_id,
                right_id=s.subject.right_id,
                marketplace_id=s.subject.marketplace_id,
                listing_ref=s.subject.listing_ref,
                url=s.url[:500],
                codes=list(map(str, s.codes)),
                sentence=s.sentence,
                raised_by=by.user_id,
                raised_by_label=label,
                raised_at=now,
                state_at=now,
            )
            for id, s in fresh
        ],
        ignore_conflicts=True,
    )
    rows = AuthenticationRequest.objects.filter(id__in=[id for id, _ in fresh])
    written = dict(rows.values_list("id", "tenant_id"))
    audit.record_all(
        (
            audit.Event(
                name="question.raised",
                subject_kind="authentication_request",
                subject_id=id,
                tenant_id=s.subject.tenant_id,
                data={"ref": s.subject.listing_ref, "codes": list(map(str, s.codes)), "detector": label},
            )
            for id, s in fresh
            if id in written
        ),
        by=by,
        now=now,
    )
    outbox.add_all(
        outbox.Order(kind=work.PREPARE, subject_id=id, tenant_id=tenant_id)
        for id, tenant_id in written.items()
    )
    return set(written)
