"""What staff see of the policy: versions and their differences, proposals, drafts, shadows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, Prefetch

from accounts.models import User
from accounts.roles import Action, can
from complaints.reasons import REASONS
from core.tenancy import Actor
from takedown.models import (
    PolicyCase,
    PolicyDraft,
    PolicyPreview,
    PolicyProposal,
    PolicyShadow,
    PolicyVersion,
)
from takedown.programme.policy import Numbers
from takedown.programme.versions.about import GROUPS
from takedown.programme.versions.numbers import (
    ALWAYS_ON,
    AUTOMATIC_REASONS,
    SWITCHABLE,
    Change,
    changes,
    in_words,
    specs,
    words_for_guard,
)

MOST_ENDED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """`state`: past, in force or coming. `until` is when the next one took over, or will."""

    version: PolicyVersion
    state: str
    until: datetime | None
    changes: list[Change]
    proposed_by: str
    confirmed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """`why_not`: why this very actor may not confirm it; empty when they may."""

    proposal: PolicyProposal
    changes: list[Change]
    may_withdraw: bool
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    draft: PolicyDraft
    changes: list[Change]
    proposed: bool
    shadowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowRow:
    shadow: PolicyShadow
    decided: int
    differences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    in_force: VersionRow
    coming: list[VersionRow]
    history: list[VersionRow]
    proposals: list[ProposalRow]
    drafts: list[DraftRow]
    shadows: list[ShadowRow]


def policy_page(actor: Actor, *, now: datetime) -> PolicyPage:
    rows = version_rows(now)
    latest = Numbers.from_json(rows[-1].version.numbers)
    return PolicyPage(
        in_force=next(row for row in rows if row.state == "in_force"),
        coming=[row for row in rows if row.state == "coming"],
        history=rows[::-1],
        proposals=_proposals(actor, latest),
        drafts=_drafts(latest),
        shadows=_shadows(now),
    )


def version_rows(now: datetime) -> list[VersionRow]:
    """Oldest first."""
    versions = list(PolicyVersion.objects.order_by("version"))
    in_force = max(v.version for v in versions if v.effective_at <= now)
    names = _names(versions)
    numbers = [Numbers.from_json(v.numbers) for v in versions]
    differences = [[], *(changes(old, new) for old, new in pairwise(numbers))]
    until = [*(v.effective_at for v in versions[1:]), None]
    return [
        VersionRow(
            version=version,
            state="in_force"
            if version.version == in_force
            else "past"
            if version.version < in_force
            else "coming",
            until=end,
            changes=difference,
            proposed_by=names.get(version.proposed_by, "") if version.proposed_by else "",
            confirmed_by=names.get(version.confirmed_by, "") if version.confirmed_by else "",
        )
        for version, difference, end in zip(versions, differences, until, strict=True)
    ]


def _names(versions: Sequence[PolicyVersion]) -> dict[UUID, str]:
    ids = {id for v in versions for id in (v.proposed_by, v.confirmed_by) if id}
    return {user.id: str(user) for user in User.objects.filter(id__in=ids)}


def _proposals(actor: Actor, latest: Numbers) -> list[ProposalRow]:
    rows = PolicyProposal.objects.filter(confirmed_at=None, withdrawn_at=None).select_related(
        "draft", "proposed_by"
    )
    return [proposal_row(row, actor, latest) for row in rows.order_by("effective_at")]


def proposal_row(proposal: PolicyProposal, actor: Actor, latest: Numbers) -> ProposalRow:
    may = can(actor, Action.EDIT_POLICY)
    own = proposal.proposed_by_id == actor.user_id
    return ProposalRow(
        proposal=proposal,
        changes=changes(latest, Numbers.from_json(proposal.numbers)),
        may_withdraw=may,
        why_not="" if may and not own else "own" if own else "role",
    )


def _drafts(latest: Numbers) -> list[DraftRow]:
    drafts = PolicyDraft.objects.filter(published_as=None, discarded_at=None).select_related("author")
    drafts = drafts.prefetch_related(
        Prefetch(
            "proposals",
            PolicyProposal.objects.filter(confirmed_at=None, withdrawn_at=None),
            to_attr="open_proposals",
        ),
        Prefetch("shadows", PolicyShadow.objects.filter(stopped_at=None), to_attr="running"),
    )
    return [
        DraftRow(
            draft=draft,
            changes=changes(latest, Numbers.from_json(draft.numbers)),
            proposed=bool(draft.open_proposals),
            shadowed=bool(draft.running),
        )
        for draft in drafts.order_by("-changed_at")
    ]


def _shadows(now: datetime) -> list[ShadowRow]:
    running = PolicyShadow.objects.filter(stopped_at=None).select_related("draft", "started_by")
    return [shadow_row(shadow, now=now) for shadow in running.order_by("started_at")]


def shadow_row(shadow: PolicyShadow, *, now: datetime) -> ShadowRow:
    until = shadow.stopped_at or now
    return ShadowRow(
        shadow=shadow,
        decided=PolicyCase.objects.filter(decided_at__gte=shadow.started_at, decided_at__lte=until).count(),
        differences=shadow.differences.count(),
    )


# --- one draft -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    draft: PolicyDraft
    numbers: Numbers
    changes: list[Change]
    latest: PolicyVersion
    is_stale: bool
    proposal: ProposalRow | None
    previews: list[PolicyPreview]
    shadows: list[PolicyShadow]

    @property
    def is_shadowed(self) -> bool:
        return any(shadow.stopped_at is None for shadow in self.shadows)


def draft_page(actor: Actor, draft_id: UUID) -> DraftPage:
    """Raises PolicyDraft.DoesNotExist."""
    found = PolicyDraft.objects.select_related("author", "changed_by", "published_as")
    draft = found.get(id=draft_id)
    latest = PolicyVersion.objects.latest("version")
    before = Numbers.from_json(latest.numbers)
    numbers = Numbers.from_json(draft.numbers)
    proposal = (
        draft.proposals.filter(confirmed_at=None, withdrawn_at=None).select_related("proposed_by").first()
    )
    shadows = draft.shadows.annotate(found=Count("differences"))
    return DraftPage(
        draft=draft,
        numbers=numbers,
        changes=changes(before, numbers),
        latest=latest,
        is_stale=draft.is_open and draft.based_on_id != latest.version,
        proposal=proposal_row(proposal, actor, before) if proposal else None,
        previews=list(draft.previews.select_related("asked_by").order_by("-until")[:MOST_ENDED]),
        shadows=list(shadows.select_related("started_by").order_by("-started_at")[:MOST_ENDED]),
    )


# --- the numbers of a version ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    label: str
    value: str
    help: str


def number_groups(numbers: Numbers) -> list[tuple[str, list[NumberRow]]]:
    groups = [
        (
            str(title),
            [
                NumberRow(
                    label=str(spec.about.label),
                    value=in_words(spec, spec.value_in(numbers)),
                    help=str(spec.about.help),
                )
                for spec in specs()
                if spec.about.group is group
            ],
        )
        for group, title in GROUPS.items()
    ]
    return [(title, rows) for title, rows in groups if rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    label: str
    threshold: str
    guards: list[str]


def reason_rows(numbers: Numbers) -> list[ReasonRow]:
    """Those that can be decided without a person: threshold and what is switched on."""
    return [
        ReasonRow(
            label=str(REASONS[reason].label),
            threshold=f"{numbers.threshold_for(reason):.2f}",
            guards=[words_for_guard(guard) for guard in numbers.switched_on.get(reason, ())],
        )
        for reason in AUTOMATIC_REASONS
    ]


def guard_words() -> Mapping[str, list[str]]:
    return {
        "always": [words_for_guard(guard) for guard in ALWAYS_ON],
        "switchable": [words_for_guard(guard) for guard in SWITCHABLE],
    }
