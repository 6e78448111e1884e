"""Everything a manager looks at before deciding one item, read in a constant number of queries."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists
from django.utils.translation import gettext as _

from accounts.roles import Action, can
from brands.genuine import genuine_pictures
from brands.models import AllowedSeller, Brand, RightFile
from complaints import listing
from complaints.assessment.facts import Facts
from complaints.assessment.features import features_of
from complaints.assessment.rules import Effect, Finding
from complaints.assessment.score import contributions
from complaints.assessment.serving import model_of
from complaints.assessment.spoken import remedy_of, sentence_of
from complaints.assessment.words import index_of
from complaints.blind import is_kept_from
from complaints.code_words import in_words
from complaints.marked import Piece, pieces_of
from complaints.models import (
    Assessment,
    AssessmentModel,
    Audit,
    Decision,
    Evidence,
    Item,
    PendingDecision,
    Question,
)
from complaints.pictures.shown import Looked, looked_at
from complaints.reasons import EVIDENCE_LABELS, REASONS, EvidenceKind
from complaints.review.queue import passed_on_by
from complaints.review.selectors import Holder, capped, due_tone, holder_of, names_of, title_of
from complaints.scoring.drawing import Pull, pulls
from complaints.scoring.words import START, label_of
from complaints.states import Status
from core.models import AuditEvent, StoredFile
from core.tenancy import Actor
from recognition import Match

MOST_SELLER_ITEMS = 200
MOST_EARLIER = 5
# What a manager has to know to decide. Guards are told only to those who do not decide: what is audited has
# passed them all, so a page that names one would tell which items are not.
_TOLD = frozenset({"marketplace_refused", "removal_in_conflict", "listing_could_not_be_read"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding as the page shows it."""

    tone: str
    text: str
    fix: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The latest assessment, for those who may see it: findings, and where the score comes from.

    `total` is what the contributions come to: points by the rules, log-odds by a trained score.
    """

    findings: list[Shown]
    contributions: list[Pull]
    total: str
    score: str
    percent: float
    made_at: datetime
    model_version: int | None
    rules_version: str
    marks_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A decision that was made before about this listing, or for this brand here."""

    decision: Decision
    title: str
    number: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything a manager looks at before deciding one item."""

    item: Item
    brand: Brand
    status: str
    waits: bool
    due_tone: str
    pending: PendingDecision | None
    holder: Holder | None
    reason: str
    title: list[Piece]
    sentences: list[str]
    references: list[StoredFile]
    documents: list[RightFile]
    evidence: list[tuple[str, Evidence]]
    questions: list[Question]
    because: list[str]
    changed_since: bool
    seller_is_allowed: bool
    seller_record: list[tuple[str, int]]
    seller_items: str
    here: list[Earlier]
    lately: list[Earlier]
    looked: Looked | None


def item_for(actor: Actor, item_id: UUID) -> Item:
    """Raises Item.DoesNotExist, which is a 404, for whatever the actor may not see."""
    return (
        Item.objects.visible_to(actor)
        .select_related("complaint__right", "marketplace", "listing__seller", "snapshot", "pending")
        .get(id=item_id)
    )


def case_of(item: Item, actor: Actor, *, now: datetime) -> Case:
    pending = getattr(item, "pending", None)
    status = shown_status(item, actor)
    documents = RightFile.objects.visible_to(actor).filter(
        right_id=item.complaint.right_id, purpose=RightFile.Purpose.DOCUMENT
    )
    evidence = Evidence.objects.visible_to(actor).filter(complaint_id=item.complaint_id)
    matches = _matches(item)
    names = names_of([item.claimed_by])
    seller_items = _seller_items(item, actor)
    here, lately = _earlier_decisions(item, actor)
    return Case(
        item=item,
        brand=Brand.objects.visible_to(actor).get(tenant_id=item.tenant_id),
        status=in_words(status),
        waits=status == Status.IN_REVIEW and pending is None,
        due_tone=due_tone(item.due_at, now),
        pending=pending,
        holder=holder_of(item, names, actor=actor, now=now),
        reason=str(REASONS[item.complaint.reason].label),
        title=pieces_of(title_of(item), matches),
        sentences=list(dict.fromkeys(match.why for match in matches)),
        references=genuine_pictures(item.complaint.right_id, title_of(item), actor=actor),
        documents=list(documents.select_related("file")),
        evidence=[
            (str(EVIDENCE_LABELS[EvidenceKind(e.kind)]), e)
            for e in evidence.select_related("file").order_by("added_at", "id")
        ],
        questions=list(Question.objects.visible_to(actor).filter(item=item).order_by("asked_at")),
        because=_why_a_person(item, actor),
        changed_since=bool(
            item.listing and item.snapshot and item.listing.fingerprint != item.snapshot.fingerprint
        ),
        seller_is_allowed=_seller_is_allowed(item, actor),
        seller_record=[(in_words(status), n) for status, n in Counter(seller_items).most_common()],
        seller_items=capped(len(seller_items), most=MOST_SELLER_ITEMS),
        here=here,
        lately=lately,
        looked=looked_at(item, actor),
    )


def shown_status(item: Item, actor: Actor) -> str:
    """What reviewers are told: an audited item waits for one of them, or, once they could not tell, for the brand."""
    if not item.under_audit:
        return str(item.status)
    has_passed = Item.objects.visible_to(actor).filter(Exists(passed_on_by(actor)), id=item.id).exists()
    return Status.NEEDS_INFORMATION if has_passed else Status.IN_REVIEW


def waits_for_reviewer(item: Item, actor: Actor) -> bool:
    """Who decides looks at the workbench, and at no page that tells what has become of an item already."""
    return is_kept_from(actor, item) or (can(actor, Action.REVIEW) and item.status == Status.IN_REVIEW)


def _matches(item: Item) -> list[Match]:
    right = item.complaint.right
    if right.kind != right.Kind.TRADEMARK or item.snapshot is None:
        return []
    return list(index_of(right).find(item.snapshot.title, nice_class=item.snapshot.nice_class))


def _why_a_person(item: Item, actor: Actor) -> list[str]:
    """What kept the item from being decided by the policy, or came between a decision and its effect."""
    event = (
        AuditEvent.objects.visible_to(actor)
        .filter(subject_id=item.id, event="item.in_review", data__has_key="because")
        .order_by("-at")
        .first()
    )
    codes = event.data["because"] if event else []
    return [in_words(code) for code in codes if code in _TOLD or not can(actor, Action.REVIEW)]


def _seller_is_allowed(item: Item, actor: Actor) -> bool:
    if item.snapshot is None:
        return False
    return (
        AllowedSeller.objects.visible_to(actor)
        .filter(
            tenant_id=item.tenant_id,
            marketplace_id=item.marketplace_id,
            seller_ref=item.snapshot.seller_ref,
        )
        .exists()
    )


def _seller_items(item: Item, actor: Actor) -> list[str]:
    """The states of other complaints about this seller's listings, whoever's."""
    if item.listing is None:
        return []
    others = Item.objects.visible_to(actor).filter(listing__seller_id=item.listing.seller_id)
    states = others.exclude(id=item.id).values_list(listing.shown_status(actor), flat=True)
    return list(states[: MOST_SELLER_ITEMS + 1])


def _earlier_decisions(item: Item, actor: Actor) -> tuple[list[Earlier], list[Earlier]]:
    """None that is under audit, this item's own among them: whoever looks would know what the policy thought."""
    audited = Audit.objects.visible_to(actor).filter(tenant_id=item.tenant_id, result="")
    decisions = (
        Decision.objects.visible_to(actor)
        .exclude(id__in=audited.values("decision_id"))
        .select_related("item__complaint", "item__snapshot")
    )
    here: list[Decision] = []
    if item.listing_id:
        about = Item.objects.visible_to(actor).filter(listing_id=item.listing_id).values("id")
        here = list(decisions.filter(item_id__in=about).order_by("-decided_at")[:MOST_EARLIER])
    lately = decisions.filter(
        tenant_id=item.tenant_id,
        marketplace_id=item.marketplace_id,
        right_kind=item.complaint.right.kind,
    ).order_by("-decided_at")[:MOST_EARLIER]
    names = names_of(d.decided_by for d in [*here, *lately])
    return [_earlier(d, names) for d in here], [_earlier(d, names) for d in lately]


def _earlier(decision: Decision, names: Mapping[UUID, str]) -> Earlier:
    by = names.get(decision.decided_by, "") if decision.decided_by else _("The policy")
    return Earlier(
        decision=decision,
        title=title_of(decision.item),
        number=decision.item.complaint.number,
        by=by,
    )


_TONES = {
    Effect.SUPPORTS: "good",
    Effect.INFORMS: "neutral",
    Effect.ASKS: "warn",
    Effect.DOUBTS: "bad",
    Effect.CLOSES: "bad",
}


def _weight(weight: float) -> str:
    return f"{weight:+.2f}".replace("-", "−")


def assessment_of(item: Item, actor: Actor) -> Assessed | None:
    """Only for those who may do Action.SEE_ASSESSMENT: the view asks first."""
    made = Assessment.objects.visible_to(actor).filter(tenant_id=item.tenant_id, item=item)
    latest = made.order_by("-made_at", "-id").first()
    if latest is None:
        return None
    findings = [Finding.from_json(data) for data in latest.findings]
    parts = _contributions(latest, findings)
    by_rules = latest.model_version is None
    return Assessed(
        findings=[
            Shown(
                tone=_TONES[f.effect],
                text=sentence_of(f),
                fix=remedy_of(f),
                # A trained score weighs them otherwise: its parts stand below.
                weight=_weight(f.weight) if by_rules and f.weight else "",
            )
            for f in findings
        ],
        contributions=pulls(parts),
        total=_weight(math.fsum(weight for _, weight in parts)),
        score=f"{latest.score:.2f}",
        percent=round(latest.score * 100, 1),
        made_at=latest.made_at,
        model_version=latest.model_version,
        rules_version=latest.rules_version,
        marks_version=latest.marks_version,
    )


def _contributions(made: Assessment, findings: Sequence[Finding]) -> list[tuple[str, float]]:
    """By whatever made the score then: it is on record, and what it is never changes."""
    sentences = {finding.code: sentence_of(finding) for finding in findings}
    if made.model_version is None:
        return [(sentences.get(code, str(START)), weight) for code, weight in contributions(findings)]
    model = model_of(AssessmentModel.objects.get(version=made.model_version).content)
    features = features_of(Facts.from_json(made.facts), findings)
    return [(label_of(name, sentences), weight) for name, weight in model.contributions(features)]
