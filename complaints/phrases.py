"""What programs write down about a complaint, to be found again in the reader's language (core/phrasebook.py).

Sentences of findings, of the recognition library and of what the portal raises itself. They are said where they are made;
tests/translations/test_phrases.py holds this list to them.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_noop as _

from complaints.reasons import EVIDENCE_LABELS
from complaints.review.grounds import GROUNDS
from core.phrasebook import Phrasebook

FINDINGS = (
    _("The listing was not on sale when we looked."),
    _("The site did not answer when we looked at the listing, so a person will."),
    _("You have already filed this listing under {number}, and that is still open."),
    _("The seller has changed the listing since we took our copy of it."),
    _("The right is registered only from {day}."),
    _("File under a right in force."),
    _("The right lapsed on {day}."),
    _("Renew it, or file under another right."),
    _("The right is in force."),
    _("Nobody at the marketplace has checked this right yet."),
    _("Add the certificate to the right; a person will check it."),
    _("The right holds in {countries}; this site sells in {others}."),
    _("File under a right that holds where the site sells."),
    _("The right holds where the site sells."),
    _("The right covers Nice class {classes}; the goods belong to class {other}."),
    _("File under a right that covers these goods."),
    _("The goods belong to Nice class {number}, which the right covers."),
    _("“{mark}” was not found in the listing's title."),
    _("The marketplace suspected this listing and asked the brand, which answered that it is counterfeit."),
    _("The evidence that this reason needs is not there yet."),
    _("Add one of these: {kinds}."),
    _("The evidence this reason needs is there."),
    _("The declaration is not signed."),
    _("Sign the declaration with your name."),
    _("The marketplace has not verified this brand's account yet, so a person looks at every complaint."),
    _("A picture of the brand's is in the listing. {why}"),
    _("In the words on the listing's picture: {why}"),
    _("The listing shows a picture that the brand lets authorised sellers use."),
    _("None of the brand's pictures was found in the listing's first picture."),
    _("Add the picture that was copied, as large as you have it."),
)
MARKS = (
    _('The title says "{words}".'),
    _('The title says "{words}", glued to "{more}".'),
    _('The title says "{words}", a registered variant of {mark}.'),
    _('The title says "{words}", a known writing of {mark} that is not registered.'),
    _('The title says "{words}": {mark}, but for accents, letter forms or hidden characters.'),
    _('The title says "{words}": {mark}, but for spaces or punctuation.'),
    _('"{words}" is {mark} with an s added.'),
    _('"{words}" reads as {mark}: {tricks}.'),
    _('"{words}" sounds like {mark}.'),
    _('"{words}" is "{written}" in another order.'),
    _('"{words}" is "{written}" by its telling word.'),
    _('"{words}" is "{written}" in the plural.'),
    _('"{words}" is "{written}", a writing of {mark}, in {script}.'),
    _("The word is an ordinary one, but the goods are of a class of the mark, or it is named as a brand."),
    # As it was said until goods that are named beside a mark counted as its class: old assessments say so.
    _("The word is an ordinary one, but the listing is in a class of the mark or names it as a brand."),
    _("It stands in a row of marks that have nothing to do with each other."),
    _('"{word}" beside it says that the goods are not of the brand.'),
    _('"{word}" beside it likens the goods to the brand\'s.'),
    _('"{word}" beside it says what the goods fit.'),
    _('"{word}" near it likens the goods to the brand\'s.'),
    _('"{word}" near it says what the goods fit.'),
    _("It continues the list of what the goods fit."),
    _("It continues the list of what the goods are likened to."),
    _("It continues the list of what the goods are not."),
    _("An accessory is sold, and the name with its model says what it fits."),
)
PICTURES = (
    _("{what}: {blocks} of {total} blocks with texture agree."),
    _("{what}: {features} features lie where they would, and {blocks} of {total} blocks with texture agree."),
)
PARTS: tuple[str | Promise, ...] = (
    _('"{written}", a registered variant of {mark}'),
    _('"{written}", a known writing of {mark}'),
    _("{one} and {other}"),
    _("letters of another alphabet stand in for its own"),
    _("digits stand in for letters"),
    _("symbols stand in for letters"),
    _("I and l are swapped"),
    _("two letters are set to look like one"),
    _("a letter is doubled"),
    _("a double letter is written once"),
    _("the letters are spaced apart"),
    _("one letter is off"),
    _("letters are starred out"),
    _("other letters say the same"),
    _("vowels are other ones or left out"),
    _("it is written as it sounds"),
    _("The logo is in the picture"),
    _("The same picture"),
    _("{what}, mirrored"),
    _("{what}, turned by {degrees}°"),
    _("{what}, cut to {share} of it"),
    _("{what}, within a larger one, of which it fills {share}"),
    _("{one} / {other}"),
    *EVIDENCE_LABELS.values(),
)
RAISED = (
    _("The listing was taken off sale for {number} and is on sale again."),
    _("The listing was taken off sale for {number}. It is on sale again, and has changed."),
    _("Its picture is that of a listing that was taken off sale for {number}."),
    _("Its picture looks like that of a listing that was taken off sale for {number}."),
    _("Its title is that of a listing that was taken off sale for {number}."),
    _("The marketplace asked us about this. We answered that it is counterfeit."),
)
# What a reviewer starts from; whoever changes it has their own words.
PREPARED = tuple(ground.sentence for ground in GROUNDS.values())

PHRASES: tuple[str | Promise, ...] = (*FINDINGS, *MARKS, *PICTURES, *RAISED, *PREPARED)
told = Phrasebook(PHRASES, PARTS).told
