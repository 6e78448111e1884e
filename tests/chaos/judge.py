"""What became of every listing that was filed against, by the marketplace's own record of effects."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.chaos.stage import Stage

# Work that nobody has to wait for once the marketplaces answer again.
PIPELINE = (
    "complaints.freeze",
    "complaints.assess",
    "complaints.assessed",
    "complaints.upheld",
    "complaints.tell_brand",
    "takedown.deliver",
    "takedown.verify",
    "takedown.restore",
    "takedown.send_notice",
    "takedown.message_seller",
)
WITH_A_PERSON = {"in_review", "held", "needs_information"}

_PENDING = "SELECT count(*) FROM core_outbox WHERE state = 'pending' AND kind = ANY(%(kinds)s)"
_ITEMS = """
SELECT i.listing_ref, i.status, coalesce(r.status, ''), EXISTS (
    SELECT FROM core_outbox o WHERE o.state = 'dead' AND o.subject_id IN (i.id, r.id))
FROM complaints_item i
LEFT JOIN takedown_removal r ON r.listing_id = i.listing_id
WHERE i.listing_ref = ANY(%(refs)s)
"""
_NOTICES = """
SELECT n.removal_id::text, n.written_at, w.ended_at FROM takedown_sellernotice n
JOIN takedown_letterway w ON w.outbox_id = n.outbox_id
"""
_WORK = """
SELECT kind, count(*) FILTER (WHERE attempt > 1), max(attempt), max(rings), sum(deferred),
    round(extract(epoch FROM max(ended_at) - %(since)s))
FROM core_outbox WHERE kind = ANY(%(kinds)s) AND created_at >= %(since)s GROUP BY kind ORDER BY max(ended_at)
"""


@dataclass(kw_only=True)
class Verdict:
    """Listings by reference, but for `pending` (rows of work) and what only goes into the table."""

    filed: int
    removed: set[str] = field(default_factory=set)
    with_a_person: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    lost: dict[str, str] = field(default_factory=dict)
    doubled: dict[str, int] = field(default_factory=dict)
    unasked: set[str] = field(default_factory=set)
    without_notice: set[str] = field(default_factory=set)
    not_noted: dict[str, str] = field(default_factory=dict)
    pending: int = 0
    seconds_after_the_last: float = 0.0
    """From the last disturbance until all was settled."""
    figures: dict[str, object] = field(default_factory=dict)

    def rows(self) -> dict[str, object]:
        return {
            "filed": self.filed,
            "hidden once": len(self.removed),
            "with a person": len(self.with_a_person),
            "dead letters": len(self.dead),
            "lost": len(self.lost),
            "doubled": len(self.doubled),
            "unasked": len(self.unasked),
            "without notice": len(self.without_notice),
            "pending work": self.pending,
            **self.figures,
        }

    def table(self) -> str:
        return "\n".join(["", *(f"  {name:<28} {value}" for name, value in self.rows().items())])


def pending(stage: Stage) -> int:
    return int(stage.rows(_PENDING, kinds=list(PIPELINE))[0][0])


def doubled(stage: Stage, site: str, refs: Collection[str]) -> dict[str, int]:
    """Listings that were hidden when they were hidden already, and how often."""
    return {ref: n for ref, n in stage.control.summary(site)["doubled_hides"].items() if ref in set(refs)}


def judge(stage: Stage, site: str, refs: Collection[str], *, since: datetime) -> Verdict:
    """`refs` are all listings that brands have filed against on this site, each once."""
    hides = [effect for effect in stage.control.effects(site) if effect["kind"] == "hide"]
    times = Counter(str(hide["listing"]) for hide in hides)
    verdict = Verdict(filed=len(refs), pending=pending(stage))
    verdict.doubled = {ref: times[ref] for ref in refs if times[ref] > 1}
    hidden = {t["ref"] for t in stage.control.truth(site, state="hidden")}
    found = {ref: row for ref, *row in stage.rows(_ITEMS, refs=list(refs))}
    for ref in refs:
        status, removal, is_dead = found.get(ref, ("never filed", "", False))
        if times[ref] and ref in hidden:
            verdict.removed.add(ref)
            if (status, removal) != ("removed", "verified") and not is_dead:
                verdict.not_noted[ref] = f"{status}, {removal}"
        elif status in WITH_A_PERSON:
            verdict.with_a_person.add(ref)
        elif is_dead:
            verdict.dead.add(ref)
        else:
            verdict.lost[ref] = f"{status}, {removal}"
    verdict.without_notice = _without_notice(stage, [h for h in hides if str(h["listing"]) in set(refs)])
    verdict.unasked = hidden & set(times) - set(refs) - _filed_earlier(stage)
    summary = stage.control.summary(site)["requests"]
    replayed = sum(entry["replayed"] for entry in stage.control.log(site))
    verdict.figures = {
        **{
            kind: f"{repeated} repeated (attempts ≤ {attempts}, rings ≤ {rings}, put off {deferred} times),"
            f" the last ended after {last} s"
            for kind, repeated, attempts, rings, deferred, last in stage.rows(
                _WORK, kinds=list(PIPELINE), since=since
            )
        },
        "swallowed by the key": replayed,
        "faults": ", ".join(f"{name} {n}" for name, n in summary["by_fault"].items()) or "none",
    }
    return verdict


def _without_notice(stage: Stage, hides: list[dict]) -> set[str]:
    """Listings that were hidden before their notice was written, or whose notice was never sent."""
    notices = {removal: (written, sent) for removal, written, sent in stage.rows(_NOTICES)}
    without = set()
    for hide in hides:
        written, sent = notices.get(hide["case_ref"], (None, None))
        at = datetime.fromtimestamp(hide["at"] / 1_000_000, tz=UTC)
        if written is None or written > at or sent is None:
            without.add(str(hide["listing"]))
    return without


def _filed_earlier(stage: Stage) -> set[str]:
    return {ref for (ref,) in stage.rows("SELECT DISTINCT listing_ref FROM complaints_item")}
