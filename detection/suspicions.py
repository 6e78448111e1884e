"""Why a listing is suspected: codes with the words that the brand reads. A closed list, so that no detector's own words,
and nothing about anybody else, reach a brand."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Code(StrEnum):
    MARK_IN_TITLE = "mark_in_title"
    MARK_DISGUISED = "mark_disguised"
    PICTURE_LIKE_YOURS = "picture_like_yours"
    LOGO_IN_PICTURE = "logo_in_picture"
    LOW_PRICE = "low_price"
    WORDS_OF_FAKES = "words_of_fakes"
    NEW_SELLER = "new_seller"
    LOOKED_AT_BY_STAFF = "looked_at_by_staff"


LABELS: Mapping[Code, Promise] = {
    Code.MARK_IN_TITLE: _("Your mark stands in its words"),
    Code.MARK_DISGUISED: _("Your mark is written so that filters miss it"),
    Code.PICTURE_LIKE_YOURS: _("Its picture resembles yours"),
    Code.LOGO_IN_PICTURE: _("Your logo is in its picture"),
    Code.LOW_PRICE: _("Its price is far below what such goods cost"),
    Code.WORDS_OF_FAKES: _("It uses words that offers of fakes use"),
    Code.NEW_SELLER: _("The seller is new on this site"),
    Code.LOOKED_AT_BY_STAFF: _("Somebody at the marketplace found it odd"),
}
