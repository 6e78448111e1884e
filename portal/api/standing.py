"""A brand's standing for programs: the figures of the published formula."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import example
from accounts.api.views import ApiView
from accounts.roles import Action
from core import clock
from listings.models import Marketplace
from takedown.programme.grants import ScopeStanding, standings_of
from takedown.programme.standing import Record, Tier, upheld_needed

A_STANDING: dict[str, Any] = {
    "marketplace": "bazaar",
    "right_kind": "trademark",
    "tier": "priority",
    "decided": 20,
    "upheld": 19,
    "overturned": 0,
    "wrongful_automatic": 0,
    "uphold_lower_bound": 0.8263,
    "overturned_upper_bound": 0.0759,
    "good_faith_uphold_rate": 0.9,
    "good_faith_overturned_rate": 0.05,
    "priority_uphold_rate": 0.8,
    "upheld_needed_for_good_faith": 29,
}


class StandingShape(serializers.Serializer[Any]):
    marketplace = serializers.CharField()
    right_kind = serializers.CharField()
    tier = serializers.ChoiceField(choices=[(str(tier), str(tier)) for tier in Tier])
    decided = serializers.IntegerField(
        help_text="Items that the marketplace's people decided, in the window."
    )
    upheld = serializers.IntegerField()
    overturned = serializers.IntegerField()
    wrongful_automatic = serializers.IntegerField(help_text="Each weighs three times.")
    uphold_lower_bound = serializers.FloatField(help_text="One-sided 90 % Wilson bound, 0 to 1.")
    overturned_upper_bound = serializers.FloatField(help_text="One-sided 90 % Wilson bound, 0 to 1.")
    priority_uphold_rate = serializers.FloatField()
    good_faith_uphold_rate = serializers.FloatField()
    good_faith_overturned_rate = serializers.FloatField()
    upheld_needed_for_good_faith = serializers.IntegerField(
        allow_null=True, help_text="In a row; null: more than 1000."
    )


class StandingView(ApiView):
    actions = {"GET": Action.SEE_STANDING}

    @extend_schema(
        operation_id="get_standing",
        summary="Where the brand stands, for each marketplace and kind of right",
        responses=StandingShape(many=True),
        examples=[example("One scope", [A_STANDING])],
    )
    def get(self, request: Request) -> Response:
        sites = {m.id: m for m in Marketplace.objects.all()}
        found = standings_of([self.actor.tenant], now=clock.now())
        return Response(
            [
                _facts(scope, sites[scope.marketplace_id].slug)
                for scope in found
                if (scope.grant or scope.standing.record != Record())
                and (sites[scope.marketplace_id].is_sandbox or not self.actor.sandbox)
            ]
        )


def _facts(scope: ScopeStanding, marketplace: str) -> dict[str, Any]:
    record, limits = scope.standing.record, scope.thresholds
    return {
        "marketplace": marketplace,
        "right_kind": scope.right_kind,
        "tier": str(scope.tier),
        "decided": record.decided,
        "upheld": record.upheld,
        "overturned": record.overturned,
        "wrongful_automatic": record.wrongful_automatic,
        "uphold_lower_bound": round(scope.standing.uphold_lower_bound, 4),
        "overturned_upper_bound": round(scope.standing.overturned_upper_bound, 4),
        "priority_uphold_rate": limits.priority_uphold_rate,
        "good_faith_uphold_rate": limits.good_faith_uphold_rate,
        "good_faith_overturned_rate": limits.good_faith_overturned_rate,
        "upheld_needed_for_good_faith": upheld_needed(record, limits.good_faith_uphold_rate),
    }
