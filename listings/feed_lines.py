"""One line of a feed: what a marketplace says of one listing, or what is wrong with the line."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ParseError, ValidationError

from accounts.api.fields import Number, Pattern, Shape, Text
from accounts.api.parsing import read
from accounts.api.problems import Problem, problem_of
from listings.connectors.base import Condition, RemoteListing, RemoteSeller, RemoteState
from listings.feed import Observed
from listings.marketplaces import LONGEST_REF, ref_of
from listings.models import Listing, Marketplace

LONGEST_DESCRIPTION = 20_000
MOST_IMAGES = 20
# How far ahead a marketplace's clock may be.
AHEAD = timedelta(minutes=5)
_WHOLE = ("url", "title", "price", "currency", "seller")


class Moment(serializers.DateTimeField):
    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            raise ValidationError("Must be a time, such as 2026-11-30T09:30:00Z.")
        return super().to_internal_value(data)


class SellerShape(Shape):
    ref = Text(max_length=100, help_text="As the marketplace knows the seller.")
    name = Text(max_length=200)
    email = serializers.EmailField(
        max_length=254,
        required=False,
        allow_blank=True,
        default="",
        help_text="Where the seller is told of a removal.",
    )
    language = Text(max_length=10, required=False, default="en", help_text="In which the seller reads.")
    country = Pattern("^[A-Z]{2}$", required=False, default="", help_text="ISO 3166.")


class ListingLine(Shape):
    """The whole listing, or for one that is hidden or gone just `ref`, `state` and `observed_at`."""

    ref = Text(max_length=LONGEST_REF, help_text="As it stands in the listing's address.")
    state = serializers.ChoiceField(choices=[("live", "live"), ("hidden", "hidden"), ("gone", "gone")])
    observed_at = Moment(help_text="When it was so: nothing overwrites what was so later.")
    marketplace = Text(max_length=50, required=False, help_text="The key's own; another one is refused.")
    url = Text(max_length=500, required=False, help_text="Where buyers see it.")
    title = Text(max_length=500, required=False)
    description = Text(max_length=LONGEST_DESCRIPTION, required=False, allow_blank=True, default="")
    language = Text(max_length=10, required=False, allow_blank=True, default="")
    category = Text(max_length=80, required=False, allow_blank=True, default="")
    nice_class = Number(min_value=1, max_value=45, required=False, allow_null=True, default=None)
    price = Pattern(r"^[0-9]{1,12}(\.[0-9]{1,2})?$", required=False, help_text="As text, such as “129.90”.")
    currency = Pattern("^[A-Z]{3}$", required=False, help_text="ISO 4217.")
    quantity = Number(min_value=0, max_value=2**31 - 1, required=False, default=0)
    condition = serializers.ChoiceField(
        choices=[(str(one), str(one)) for one in Condition if one], required=False, default=Condition.UNSAID
    )
    brand_field = Text(max_length=120, required=False, allow_blank=True, default="")
    image_urls = serializers.ListField(
        child=Pattern(r"^https?://[\x21-\x7e]+$", max_length=500),
        required=False,
        default=list,
        max_length=MOST_IMAGES,
    )
    seller = SellerShape(required=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        missing = [name for name in _WHOLE if name not in data]
        if missing and (data["state"] == "live" or len(missing) < len(_WHOLE)):
            raise ValidationError({missing[0]: ["This field is required."]})
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with a line. `field` is a path, or empty."""

    code: str
    message: str
    field: str = ""


class Reader:
    """Reads the lines of one feed. `now`: nothing can have been seen later."""

    def __init__(self, marketplace: Marketplace, now: datetime) -> None:
        self._marketplace, self._now = marketplace, now
        # One for all lines: building the fields anew for each costs more than all the rest.
        self._shape = ListingLine()

    def read(self, line: bytes | None) -> RemoteListing | Observed | Wrong:
        if line is None:
            return Wrong(code="too_long", message="The line is too long.")
        try:
            data = self._shape.run_validation(read(line))
        except ParseError as error:
            return Wrong(code="not_json", message=str(error))
        except ValidationError as error:
            return _invalid(problem_of(error))
        return self._against_the_marketplace(data) or self._understood(data)

    def _against_the_marketplace(self, data: dict[str, Any]) -> Wrong | None:
        site = self._marketplace
        if data.get("marketplace", site.slug) != site.slug:
            return Wrong(
                code="other_marketplace", field="marketplace", message=f"This key is for {site.slug} only."
            )
        if "url" in data and ref_of(data["url"], site) != data["ref"]:
            return Wrong(
                code="other_marketplace", field="url", message=f"This is not that listing on {site.name}."
            )
        if data["observed_at"] > self._now + AHEAD:
            return Wrong(code="in_the_future", field="observed_at", message="This is yet to come.")
        return None

    def _understood(self, data: dict[str, Any]) -> RemoteListing | Observed:
        at = min(data["observed_at"], self._now)
        if "title" not in data:
            return Observed(ref=data["ref"], state=Listing.State(data["state"]), at=at)
        return RemoteListing(
            ref=data["ref"],
            url=data["url"],
            state=RemoteState(data["state"]),
            title=data["title"],
            description=data["description"],
            language=data["language"],
            category=data["category"],
            nice_class=data["nice_class"],
            price=Decimal(data["price"]),
            currency=data["currency"],
            quantity=data["quantity"],
            condition=Condition(data["condition"]),
            brand_field=data["brand_field"],
            image_urls=tuple(data["image_urls"]),
            seller=RemoteSeller(**data["seller"]),
            updated_at=at,
        )


def _invalid(problem: Problem | None) -> Wrong:
    errors = problem.errors if problem else ()
    first = next(iter(errors), None)
    return Wrong(
        code="invalid", field=first.field if first else "", message=first.message if first else "Not right."
    )
