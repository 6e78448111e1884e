"""The declaration under every "counterfeit": made once by an owner, in force until an owner ends it.

An answer takes one key and a listing goes off sale, so what a complaint is signed with cannot be asked each time
(docs/adr/0011-authentication-requests.md).
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.roles import Action, require
from core import audit
from core.tenancy import Actor
from detection.models import AnswerDeclaration

# A change of these words is a new version, which owners sign anew.
VERSION = 1
WORDS = _(
    "Whenever somebody acting for us answers “counterfeit”, we declare to the marketplace: we hold the right that the "
    "question names, we have compared the listing with our own goods, and in good faith we are convinced that the "
    "article is a counterfeit. We know that the listing is then taken off sale without further questions, that the "
    "seller is told of it with our name, and that we answer for a wrong statement."
)


class DeclarationMissing(Exception):
    """No owner has made the declaration: "counterfeit" cannot be answered yet."""


def declaration_of(actor: Actor) -> AnswerDeclaration | None:
    """The one in force for the brand that is acted for."""
    rows = AnswerDeclaration.objects.visible_to(actor).filter(tenant_id=actor.tenant)
    return rows.filter(ended_at=None, version=VERSION).first()


def sign(*, name: str, by: Actor, now: datetime) -> AnswerDeclaration:
    """Signed twice is signed once."""
    require(by, Action.SIGN_FOR_ANSWERS)
    if in_force := declaration_of(by):
        return in_force
    try:
        with transaction.atomic():
            # Older words, if they were signed, are replaced by these. Not these: a second click may have signed them.
            older = AnswerDeclaration.objects.visible_to(by).filter(ended_at=None).exclude(version=VERSION)
            older.update(ended_at=now, ended_by=by.person)
            signed = AnswerDeclaration.objects.create(
                tenant_id=by.tenant,
                version=VERSION,
                signed_as=name.strip(),
                signed_by=by.person,
                signed_at=now,
            )
    except IntegrityError:
        # A second click, at the same moment.
        return AnswerDeclaration.objects.visible_to(by).get(ended_at=None)
    _record("question.declaration_signed", signed, by=by, now=now)
    return signed


def end(*, by: Actor, now: datetime) -> AnswerDeclaration | None:
    """From now on "counterfeit" is not taken. What was answered before stands. None if none was in force."""
    require(by, Action.SIGN_FOR_ANSWERS)
    ended = AnswerDeclaration.objects.visible_to(by).select_for_update().filter(ended_at=None).first()
    if ended is not None:
        ended.ended_at, ended.ended_by = now, by.person
        ended.save(update_fields=["ended_at", "ended_by"])
        _record("question.declaration_ended", ended, by=by, now=now)
    return ended


def _record(name: str, declaration: AnswerDeclaration, *, by: Actor, now: datetime) -> None:
    audit.record(
        audit.Event(
            name=name,
            subject_kind="answer_declaration",
            subject_id=declaration.id,
            tenant_id=declaration.tenant_id,
            data={"version": declaration.version},
        ),
        by=by,
        now=now,
    )
