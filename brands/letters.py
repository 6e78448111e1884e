"""Mail about a brand's team: to the owners, what was changed and by whom; to the invited, their link."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.languages import language_of_mail, languages_of_mail
from accounts.models import User
from accounts.roles import Role
from brands.models import Agency, Brand, Invitation, Membership
from brands.team import token_of
from core import clock, outbox
from core.models import AuditEvent
from core.outbox import Work
from core.tenancy import SYSTEM, acting_as

_SENTENCES: Mapping[str, Promise] = {
    "team.invited": gettext_lazy("%(who)s invited %(whom)s as %(role)s."),
    "team.invitation_withdrawn": gettext_lazy("%(who)s withdrew the invitation of %(whom)s as %(role)s."),
    "team.joined": gettext_lazy("%(whom)s accepted an invitation and is of your team now, as %(role)s."),
    "team.role_changed": gettext_lazy("%(who)s changed the role of %(whom)s from %(former)s to %(role)s."),
    "team.removed": gettext_lazy("%(who)s removed %(whom)s (%(former)s) from your team."),
    "team.left": gettext_lazy("%(whom)s (%(former)s) left your team."),
    "team.ownership_transferred": gettext_lazy(
        "%(who)s handed over ownership to %(whom)s, and is a filer now."
    ),
    "team.access_reviewed": gettext_lazy(
        "%(who)s reviewed who can act for the brand, and confirmed the list."
    ),
    "mandate.revoked": gettext_lazy("%(who)s revoked the mandate of the agency %(whom)s."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    work: Work
    to: Sequence[str]
    subject: str
    body: str
    bcc: Sequence[str] = ()


def tell_owners(works: Sequence[Work]) -> None:
    """Leased. To who is an owner when the letter is written, and to those it is about: they may be none any more."""
    with acting_as(SYSTEM):
        events = AuditEvent.objects.filter(event__in=_SENTENCES).in_bulk([w.subject_id for w in works])
        brands = Brand.objects.in_bulk({e.tenant_id for e in events.values()})
        letters = [
            letter
            for w in works
            if (e := events.get(w.subject_id))
            for letter in _about(w, e, brands[e.tenant_id])
        ]
    send_letters(letters, works)


def send_invitations(works: Sequence[Work]) -> None:
    """Leased. An invitation that was withdrawn meanwhile is not sent."""
    with acting_as(SYSTEM):
        now = clock.now()
        rows = Invitation.objects.select_related("invited_by").in_bulk([w.subject_id for w in works])
        brands = Brand.objects.in_bulk({i.tenant_id for i in rows.values()})
        letters = [
            letter
            for w in works
            if (i := rows.get(w.subject_id)) and i.is_open(now)
            for letter in _invitation(w, i, brands[i.tenant_id])
        ]
    send_letters(letters, works)


def in_their_languages(
    work: Work, *, to: Sequence[str], bcc: Sequence[str] = (), say: Callable[[], tuple[str, str]]
) -> list[Letter]:
    """The letter once for each language that somebody reads it in; `say` gives subject and body in the one that is
    active."""
    spoken = languages_of_mail([*to, *bcc])

    def read(addresses: Sequence[str], language: str) -> list[str]:
        return [one for one in addresses if spoken.get(one, settings.LANGUAGE_CODE) == language]

    letters = []
    # Where nobody is written to, the caller still has to know of it.
    for language in sorted({*spoken.values()} | {settings.LANGUAGE_CODE}):
        theirs = read(to, language), read(bcc, language)
        if any(theirs) or (not to and not bcc):
            with translation.override(language):
                subject, body = say()
            letters.append(Letter(work=work, to=theirs[0], bcc=theirs[1], subject=subject, body=body))
    return letters


def send_letters(
    letters: Sequence[Letter], works: Sequence[Work], *, sent: Callable[[Letter], None] | None = None
) -> None:
    """Leased. `sent` writes what follows from a letter's having gone out, in the transaction that ends its work."""
    of_work: dict[UUID, list[Letter]] = {}
    for letter in letters:
        of_work.setdefault(letter.work.id, []).append(letter)
    with acting_as(SYSTEM):
        outbox.finish([w for w in works if w.id not in of_work])
    for copies in of_work.values():
        work = copies[0].work
        try:
            for one in copies:
                subject = " ".join(one.subject.split())[:180]
                EmailMessage(subject=subject, body=one.body, to=one.to, bcc=one.bcc).send()
        except OSError as error:
            with acting_as(SYSTEM):
                outbox.retry(work, error=f"mail: {error}")
            continue
        with acting_as(SYSTEM):
            if sent:
                sent(copies[0])
            outbox.finish([work])


def _about(work: Work, event: AuditEvent, brand: Brand) -> list[Letter]:
    people = User.objects.in_bulk({event.data[key] for key in ("user", "giver") if key in event.data})
    whom = next((user for id, user in people.items() if str(id) == event.data["user"]), None)
    owners = owners_of(brand.tenant_id)
    has_left = event.event == "team.removed" and whom is not None and whom.id == event.actor_id
    about = str(whom) if whom else _what(event)

    def say() -> tuple[str, str]:
        words = {
            "who": event.actor_label,
            "whom": about,
            "role": _role(event.data.get("role")),
            "former": _role(event.data.get("former")),
        }
        context = {
            "brand": brand.name,
            "sentence": str(_SENTENCES["team.left" if has_left else event.event]) % words,
            "at": event.at,
            "link": settings.ORIGIN + reverse("team"),
        }
        subject = _("%(brand)s: a change in who can act for you") % {"brand": brand.name}
        return subject, render_to_string("brands/mail/team.txt", context)

    others = sorted({user.email for user in people.values()} - set(owners))
    return in_their_languages(work, to=owners, bcc=others, say=say)


def owners_of(tenant_id: UUID) -> list[str]:
    owners = Membership.objects.filter(tenant_id=tenant_id, role=Role.OWNER, user__is_active=True)
    return list(owners.order_by("since", "id").values_list("user__email", flat=True))


def _what(event: AuditEvent) -> str:
    """The ledger holds no addresses: they are read from the row that the event is about."""
    if event.subject_kind == "invitation":
        return Invitation.objects.get(id=event.subject_id).email
    if event.subject_kind == "authorisation":
        return Agency.objects.get(id=event.data["agency"]).name
    return ""


def _role(word: str | None) -> str:
    return str(Role(word).label) if word else ""


def _invitation(work: Work, invitation: Invitation, brand: Brand) -> list[Letter]:
    """Whoever has no account yet reads it as whoever invites them would."""
    known = languages_of_mail([invitation.email])
    with translation.override(known.get(invitation.email) or language_of_mail(invitation.invited_by)):
        context = {
            "brand": brand.name,
            "invitation": invitation,
            "role": Role(invitation.role).label,
            "link": settings.ORIGIN + reverse("invitation", args=[token_of(invitation.id)]),
        }
        subject = _("%(who)s invites you to %(brand)s") % {
            "who": invitation.invited_by,
            "brand": brand.name,
        }
        body = render_to_string("brands/mail/invitation.txt", context)
    return [Letter(work=work, to=[invitation.email], subject=subject, body=body)]
