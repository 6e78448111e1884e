"""A counter-notice is filed: one row for each ground that it answers, in one transaction with all that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from accounts.roles import Action, require
from core import outbox, sets
from core.files import Body, record_files
from core.ids import new_id, readable_number
from core.tenancy import SYSTEM, Actor, acting_as
from takedown import work as kinds
from takedown.models import CounterDraft, CounterFile, CounterNotice, Ground, Removal, SellerNotice
from takedown.redress.clocks import keeping
from takedown.redress.clocks.laws import Law, StartsWhen
from takedown.redress.clocks.terms import Terms
from takedown.redress.counter import moves
from takedown.redress.counter.choosing import laws_for
from takedown.redress.counter.rules import CAN_BE_ANSWERED, Standing, standing_of
from takedown.redress.counter.states import CounterStatus, Why
from takedown.redress.link import require_link_of
from takedown.redress.misuse.in_force import may_counter_notify
from takedown.states import RemovalStatus


class Refusal(StrEnum):
    """Why nothing was filed."""

    NOTHING_TO_ANSWER = "nothing_to_answer"
    UNDER_WAY = "under_way"
    DECIDED = "decided"
    NO_GROUND_CHOSEN = "no_ground_chosen"
    LAW_DOES_NOT_APPLY = "law_does_not_apply"
    NOT_COMPLETE = "not_complete"
    # For misuse, until a day that the notice's page names: what comes by mail is still read by a person.
    SUSPENDED = "suspended"


class CounterRefused(Exception):
    """Nothing was filed. `missing`: the fields without which the chosen law knows no counter-notice."""

    def __init__(self, refusal: Refusal, *, missing: Sequence[str] = ()) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The five questions, answered: which complaints, why it is wrong, what happened, proof, and the signature.

    `proof`: for each brand's tenant, its own copies of the files. `language` is the one in which the statements were read.
    """

    ground_ids: frozenset[UUID]
    law: str
    why: Why
    story: str
    signed_name: str
    statements_made: bool
    language: str
    address: str = ""
    phone: str = ""
    proof: Mapping[UUID, Sequence[Body]]


def file(
    notice: SellerNotice, answers: Answers, *, form_key: UUID, by: Actor, now: datetime
) -> list[CounterNotice]:
    """What was filed, or what the same form filed before. Raises CounterRefused.

    `by` has proved to be the seller. The rows are the brands', so they are written as the system.
    """
    require(by, Action.ANSWER_NOTICE)
    require_link_of(notice, by)
    with acting_as(SYSTEM):
        removal = Removal.objects.select_for_update(of=("self",)).get(id=notice.removal_id)
        before = list(CounterNotice.objects.filter(form_key=form_key, notice=notice).order_by("id"))
        if before:
            _drop_draft(notice, form_key)
            return before
        if not may_counter_notify(removal.listing.seller, now):
            raise CounterRefused(Refusal.SUSPENDED)
        grounds = _grounds(removal, answers)
        law, terms = _law(removal, grounds, answers, now=now)
        _check(answers, terms, grounds)
        counters = _write(notice, grounds, law, terms, answers, form_key=form_key, now=now)
        _follow_up(counters, law, by=by, now=now)
        _drop_draft(notice, form_key)
    return counters


def _drop_draft(notice: SellerNotice, form_key: UUID) -> None:
    CounterDraft.objects.filter(notice=notice, form_key=form_key).delete()


def _grounds(removal: Removal, answers: Answers) -> list[Ground]:
    if RemovalStatus(removal.status) not in CAN_BE_ANSWERED:
        raise CounterRefused(Refusal.NOTHING_TO_ANSWER)
    if not answers.ground_ids:
        raise CounterRefused(Refusal.NO_GROUND_CHOSEN)
    living = Ground.objects.filter(removal=removal, ended_at=None, id__in=answers.ground_ids)
    grounds = list(living.select_related("item__complaint__right").order_by("since", "id"))
    if len(grounds) != len(answers.ground_ids):
        raise CounterRefused(Refusal.NOTHING_TO_ANSWER)
    earlier: dict[UUID, list[CounterStatus]] = {ground.id: [] for ground in grounds}
    for ground_id, status in CounterNotice.objects.filter(ground__in=grounds).values_list(
        "ground_id", "status"
    ):
        earlier[ground_id].append(CounterStatus(status))
    standings = {standing_of(statuses) for statuses in earlier.values()}
    for standing, refusal in (
        (Standing.UNDER_WAY, Refusal.UNDER_WAY),
        (Standing.DECIDED, Refusal.DECIDED),
    ):
        if standing in standings:
            raise CounterRefused(refusal)
    return grounds


def _law(
    removal: Removal, grounds: Sequence[Ground], answers: Answers, *, now: datetime
) -> tuple[Law, Terms]:
    for law in laws_for(removal, grounds, now=now):
        if law.code == answers.law and law.counter_notice:
            return law, law.counter_notice
    raise CounterRefused(Refusal.LAW_DOES_NOT_APPLY)


def _check(answers: Answers, terms: Terms, grounds: Sequence[Ground]) -> None:
    given = {
        "story": answers.story,
        "name": answers.signed_name,
        "address": answers.address,
        "phone": answers.phone,
    }
    needed = ["story", *map(str, terms.personal)]
    missing = [field for field in needed if not given[field].strip()]
    if terms.proof_needed and not all(answers.proof.get(ground.tenant_id) for ground in grounds):
        missing.append("proof")
    if not answers.statements_made:
        missing.append("statements")
    if missing:
        raise CounterRefused(Refusal.NOT_COMPLETE, missing=missing)


def _write(
    notice: SellerNotice,
    grounds: Sequence[Ground],
    law: Law,
    terms: Terms,
    answers: Answers,
    *,
    form_key: UUID,
    now: datetime,
) -> list[CounterNotice]:
    forwarded = {
        "name": answers.signed_name.strip(),
        "address": answers.address.strip(),
        "phone": answers.phone.strip(),
    }
    counters = CounterNotice.objects.bulk_create(
        CounterNotice(
            tenant_id=ground.tenant_id,
            number=readable_number("N"),
            ground=ground,
            removal_id=ground.removal_id,
            notice=notice,
            form_key=form_key,
            law=law.code,
            law_version=law.version,
            why=answers.why,
            story=answers.story.strip(),
            **{field: forwarded[field] for field in terms.personal},
            statements=[{"code": s.code, "text": s.in_language(answers.language)} for s in terms.statements],
            signed_name=answers.signed_name.strip(),
            signed_at=now,
            language=answers.language,
            filed_at=now,
            status_at=now,
        )
        for ground in grounds
    )
    _attach(counters, answers)
    return counters


def _attach(counters: Sequence[CounterNotice], answers: Answers) -> None:
    bodies = [body for counter in counters for body in answers.proof.get(counter.tenant_id, ())]
    stored = record_files(bodies, by=SYSTEM)
    sets.insert(
        CounterFile,
        [
            {"id": new_id(), "tenant": c.tenant_id, "counter": c.id, "file": stored[body.key].id}
            for c in counters
            for body in answers.proof.get(c.tenant_id, ())
        ],
    )


def _follow_up(counters: Sequence[CounterNotice], law: Law, *, by: Actor, now: datetime) -> None:
    moves.contest(counters, by=by, now=now)
    runs_at_once = law.starts_when is StartsWhen.COUNTER_NOTICE_RECEIVED
    if runs_at_once:
        keeping.start(
            [c.ground_id for c in counters],
            law=law.code,
            when=StartsWhen.COUNTER_NOTICE_RECEIVED,
            by=by,
            now=now,
        )
    # The receipt names the dates: where they are known only once the brand has its letter, it follows that one.
    moves.write(counters, CounterStatus.FILED, by=by, now=now, tell_seller=runs_at_once)
    outbox.add_all(
        outbox.Order(kind=kinds.FORWARD_COUNTER, subject_id=c.id, tenant_id=c.tenant_id) for c in counters
    )
