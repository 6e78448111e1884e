"""A letter to a seller in words: its subject and its text, in the language it was written in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.reasons import REASONS
from takedown.models import SellerLetter
from takedown.redress.causes import why_it_ended
from takedown.redress.letters.kinds import LetterKind
from takedown.redress.notices import token_of

_SUBJECTS: Mapping[LetterKind, Promise] = {
    LetterKind.REMOVED: _("Your listing was taken off sale: %(title)s"),
    LetterKind.ANOTHER_GROUND: _("One more complaint about your listing: %(title)s"),
    LetterKind.GROUND_ENDED: _("A complaint about your listing has ended: %(title)s"),
    LetterKind.NOT_CARRIED_OUT: _("A correction about your listing: %(title)s"),
    LetterKind.BACK: _("The removal of your listing has ended: %(title)s"),
    LetterKind.CLAIM_DENIED: _("The brand's answer about your listing: %(title)s"),
    LetterKind.STILL_WRONG: _("What is still wrong with your listing: %(title)s"),
    LetterKind.REPLACED: _("The case about your listing is closed: %(title)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    subject: str
    body: str


def words_of(letter: SellerLetter) -> Words:
    """Needs the letter's notice."""
    facts = letter.facts
    with translation.override(letter.language):
        context = {
            "facts": facts,
            "kind": letter.kind,
            "reason": REASONS[str(facts["reason"])].label,
            "why": why_it_ended(str(facts.get("cause", "")), brand=str(facts["brand"])),
            "link": settings.ORIGIN + reverse("seller-notice", args=[token_of(letter.notice_id)]),
            "readable_until": letter.notice.expires_at,
        }
        subject = _SUBJECTS[LetterKind(letter.kind)] % {"title": facts["listing_title"]}
        return Words(
            subject=" ".join(str(subject).split())[:180],
            body=render_to_string(f"takedown/mail/{letter.kind}.txt", context),
        )
