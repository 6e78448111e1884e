"""What programs and short-cuts of this room write down, to be found again in the reader's language (core/phrasebook.py)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_noop as _

from complaints.phrases import PARTS
from complaints.phrases import PHRASES as OF_COMPLAINTS
from core.phrasebook import Phrasebook
from takedown.programme.brake_rules import NOT_COUNTED
from takedown.programme.brake_rules import SENTENCES as OF_BRAKES
from takedown.redress.appeals.grounds import GROUNDS as OF_APPEALS
from takedown.redress.judging.reasons import REASONS as OF_RULINGS

PROGRAMME = (
    _(
        "Of %(decided)s listings that people decided in the last %(days)s days, at least %(lower)s stand accepted"
        " (needed: %(least)s) and at most %(upper)s were reversed (allowed: %(most)s)."
    ),
    _(
        "For %(recovery)s days the record has carried a better step: at least %(lower)s stand accepted"
        " (needed: %(least)s) and at most %(upper)s were reversed (allowed: %(most)s)."
    ),
    _("The grant was given until this day, and nobody renewed it."),
    _("It ends on %(day)s."),
    _("It was renewed."),
    _("The brand left the programme."),
    _("The brand withdrew its application."),
)

PHRASES: tuple[str | Promise, ...] = (
    *OF_COMPLAINTS,
    *PROGRAMME,
    *OF_BRAKES.values(),
    NOT_COUNTED,
    *(ground.sentence for ground in OF_APPEALS.values()),
    *(reason.sentence for reason in OF_RULINGS.values()),
)
told = Phrasebook(PHRASES, PARTS).told
