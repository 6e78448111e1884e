"""Letters to a brand's people about what they are asked: one a person for all of it, with a link for each listing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from accounts.languages import language_of_mail
from accounts.models import User
from accounts.roles import Role
from brands.models import AgencyMember, Authorisation, Brand, Membership
from core import clock, outbox
from core.ids import new_id
from core.links import hash_of, token_for
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as
from detection import work
from detection.models import AnswerLink, AuthenticationRequest, Digest
from detection.states import State

# What is raised within this time goes into one letter.
COLLECT = timedelta(minutes=5)
MOST_NAMED = 10


def token_of(link_id: UUID) -> str:
    return token_for("question", link_id)


def order_digests(tenants: Collection[UUID]) -> None:
    """Let these brands be told soon of what they have not been told of yet.

    Each set of new requests orders its own: the first to come due tells of all, and the others find nothing left.
    """
    at = clock.real_now() + COLLECT
    outbox.add_all(
        outbox.Order(kind=work.WRITE_DIGEST, subject_id=tenant, tenant_id=tenant, due_at=at)
        for tenant in sorted(tenants)
    )


def write_digests(works: Sequence[Work]) -> None:
    """Whatever nobody was told of yet. Done twice, the second time finds nothing."""
    now = clock.now()
    untold = AuthenticationRequest.objects.filter(
        tenant_id__in=[w.subject_id for w in works], state=State.OPEN, told_at=None, due_at__gt=now
    )
    requests = list(untold.select_for_update().order_by("due_at", "id"))
    write_letters(requests, kind=Digest.Kind.NEW, now=now)
    AuthenticationRequest.objects.filter(id__in=[r.id for r in requests]).update(told_at=now)


# --- writing ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answerer:
    """Somebody who may answer for a brand. `mandates` are those of their agency; a brand's own people need none."""

    tenant_id: UUID
    user_id: UUID
    mandates: tuple[Authorisation, ...] = ()

    def may_answer(self, request: AuthenticationRequest) -> bool:
        return not self.mandates or any(
            m.covers(right_id=request.right_id, marketplace_id=request.marketplace_id) for m in self.mandates
        )


def answerers_of(tenants: Collection[UUID], *, now: datetime) -> list[Answerer]:
    """The brands' owners and filers, and the agencies that act for them now. Three queries."""
    own = Membership.objects.filter(
        tenant_id__in=tenants, role__in=[Role.OWNER, Role.FILER], user__is_active=True
    )
    people = [Answerer(tenant, user) for tenant, user in own.values_list("tenant_id", "user_id")]
    known = {(p.tenant_id, p.user_id) for p in people}
    by_agency: dict[UUID, dict[UUID, list[Authorisation]]] = defaultdict(lambda: defaultdict(list))
    mandates = Authorisation.objects.filter(tenant_id__in=tenants, revoked_at=None)
    for mandate in mandates.filter(expires_on__gte=now.date()):
        by_agency[mandate.agency_id][mandate.tenant_id].append(mandate)
    agents = AgencyMember.objects.filter(agency_id__in=by_agency, user__is_active=True)
    for agency_id, user_id in agents.values_list("agency_id", "user_id"):
        people += [
            Answerer(tenant, user_id, tuple(held))
            for tenant, held in by_agency[agency_id].items()
            if (tenant, user_id) not in known
        ]
    return people


def write_letters(requests: Sequence[AuthenticationRequest], *, kind: Digest.Kind, now: datetime) -> None:
    """A letter for each person who may answer some of them, each with links of their own. Sending is other work."""
    by_brand: dict[UUID, list[AuthenticationRequest]] = defaultdict(list)
    for request in requests:
        by_brand[request.tenant_id].append(request)
    wanted: dict[Answerer, list[AuthenticationRequest]] = {}
    for person in answerers_of(by_brand, now=now):
        if theirs := [r for r in by_brand[person.tenant_id] if person.may_answer(r)]:
            wanted[person] = theirs
    links = _links_for({p: theirs[:MOST_NAMED] for p, theirs in wanted.items()}, now=now)
    digests = Digest.objects.bulk_create(
        Digest(
            tenant_id=person.tenant_id,
            user_id=person.user_id,
            kind=kind,
            made_at=now,
            links=[links[r.id, person.user_id] for r in theirs[:MOST_NAMED]],
            total=len(theirs),
        )
        for person, theirs in wanted.items()
    )
    outbox.add_all(
        outbox.Order(kind=work.SEND_DIGEST, subject_id=d.id, tenant_id=d.tenant_id) for d in digests
    )


def _links_for(
    named: Mapping[Answerer, Sequence[AuthenticationRequest]], *, now: datetime
) -> dict[tuple[UUID, UUID], UUID]:
    """Each person's unused link to each request, made where there is none; as long as the request is open."""
    due = {r.id: r.due_at for some in named.values() for r in some if r.due_at}
    rows = AnswerLink.objects.filter(request_id__in=due, used_at=None)
    # One that was made before the request got more time holds for all of it.
    of_request = AuthenticationRequest.objects.filter(id=OuterRef("request_id"))
    rows.update(expires_at=Subquery(of_request.values("due_at")[:1]))
    known = {(link.request_id, link.user_id): link for link in rows}
    fresh = {
        (request.id, person.user_id): (new_id(), person.tenant_id)
        for person, some in named.items()
        for request in some
        if (request.id, person.user_id) not in known
    }
    AnswerLink.objects.bulk_create(
        AnswerLink(
            id=id,
            tenant_id=tenant_id,
            request_id=request_id,
            user_id=user_id,
            token_hash=hash_of(token_of(id)),
            made_at=now,
            expires_at=due[request_id],
        )
        for (request_id, user_id), (id, tenant_id) in fresh.items()
    )
    return {key: link.id for key, link in known.items()} | {key: id for key, (id, _) in fresh.items()}


# --- sending ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    work: Work
    to: str
    subject: str
    body: str


def send_digests(works: Sequence[Work]) -> None:
    """Leased. Of what has been answered meanwhile nobody reads; who may no longer answer gets no letter."""
    with acting_as(SYSTEM):
        letters = _letters(works, now=clock.now())
        written = {letter.work.id for letter in letters}
        outbox.finish([w for w in works if w.id not in written])
    for letter in letters:
        try:
            EmailMessage(subject=letter.subject, body=letter.body, to=[letter.to]).send()
        except OSError as error:
            with acting_as(SYSTEM):
                outbox.retry(letter.work, error=f"mail: {error}")
            continue
        with acting_as(SYSTEM):
            outbox.finish([letter.work])


def _letters(works: Sequence[Work], *, now: datetime) -> list[Letter]:
    digests = Digest.objects.in_bulk([w.subject_id for w in works])
    tenants = {d.tenant_id for d in digests.values()}
    brands = Brand.objects.in_bulk(tenants)
    people = User.objects.in_bulk({d.user_id for d in digests.values()})
    may = {(a.tenant_id, a.user_id) for a in answerers_of(tenants, now=now)}
    links = {
        link.id: link
        for link in AnswerLink.objects.filter(
            id__in={id for d in digests.values() for id in d.links},
            used_at=None,
            request__state=State.OPEN,
            request__due_at__gt=now,
        ).select_related("request__snapshot", "request__marketplace")
    }
    letters = []
    for one in works:
        digest = digests[one.subject_id]
        open_links = [links[id] for id in digest.links if id in links]
        if open_links and (digest.tenant_id, digest.user_id) in may:
            letters.append(_letter(one, digest, open_links, brands[digest.tenant_id], people[digest.user_id]))
    return letters


def _letter(one: Work, digest: Digest, links: Sequence[AnswerLink], brand: Brand, user: User) -> Letter:
    context = {
        "brand": brand.name,
        "is_reminder": digest.kind == Digest.Kind.REMINDER,
        "lines": [_line(link) for link in links],
        "more": digest.total - len(digest.links),
        "queue": settings.ORIGIN + reverse("questions"),
    }
    with translation.override(language_of_mail(user)):
        subject = ngettext(
            "%(brand)s: is this yours? One listing waits for your answer",
            "%(brand)s: is this yours? %(n)d listings wait for your answer",
            digest.total,
        ) % {"brand": brand.name, "n": digest.total}
        body = render_to_string("questions/mail/digest.txt", context)
    return Letter(work=one, to=user.email, subject=" ".join(subject.split())[:180], body=body)


def _line(link: AnswerLink) -> dict[str, object]:
    request = link.request
    return {
        "title": request.snapshot.title,
        "price": f"{request.snapshot.price} {request.snapshot.currency}",
        "site": request.marketplace.name,
        "due_at": request.due_at,
        "link": settings.ORIGIN + reverse("question-link", args=[token_of(link.id)]),
    }
