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
from takedown.programme.standing import Record, Tier, needed_for_good_faith
from takedown.programme.states import GrantStep

A_STANDING: dict[str, Any] = {
    "marketplace": "bazaar",
    "right_kind": "trademark",
    "filed_by_agency": None,
    "tier": "priority",
    "step": None,
    "window_days": 180,
    "decided": 20,
    "upheld": 19,
    "overturned": 0,
    "wrongful_automatic": 0,
    "audited": 0,
    "audited_right": 0,
    "audited_precision": None,
    "audited_lower_bound": 0.0,
    "uphold_lower_bound": 0.8263,
    "uphold_upper_bound": 0.9849,
    "overturned_upper_bound": 0.0759,
    "good_faith_uphold_rate": 0.9,
    "good_faith_overturned_rate": 0.05,
    "priority_uphold_rate": 0.8,
    "automatic_uphold_upper_bound": 0.96,
    "upheld_needed_for_good_faith": 29,
    "joint_force_audits": 60,
    "joint_force_precision": 0.99,
    "joint_force_lower_bound": 0.97,
}


class StandingShape(serializers.Serializer[Any]):
    marketplace = serializers.CharField()
    right_kind = serializers.CharField()
    filed_by_agency = serializers.CharField(
        allow_null=True,
        help_text="The agency whose filings these are; null: those of the brand's own people.",
    )
    tier = serializers.ChoiceField(choices=[(str(tier), str(tier)) for tier in Tier])
    step = serializers.ChoiceField(
        choices=[(str(step), str(step)) for step in GrantStep],
        allow_null=True,
        help_text="Where a Good Faith grant in force stands on the ladder; null without one.",
    )
    window_days = serializers.IntegerField(help_text="How far back decisions count.")
    decided = serializers.IntegerField(
        help_text="Items that the marketplace's people decided, in the window."
    )
    upheld = serializers.IntegerField()
    overturned = serializers.IntegerField()
    wrongful_automatic = serializers.IntegerField(help_text="Each weighs three times.")
    audited = serializers.IntegerField(help_text="Automatic removals that a blind audit has looked at.")
    audited_right = serializers.IntegerField(help_text="Those of them that were right.")
    audited_precision = serializers.FloatField(
        allow_null=True, help_text="audited_right ÷ audited, 0 to 1; null before the first audit."
    )
    audited_lower_bound = serializers.FloatField(help_text="One-sided 90 % Wilson bound, 0 to 1.")
    uphold_lower_bound = serializers.FloatField(help_text="One-sided 90 % Wilson bound, 0 to 1.")
    uphold_upper_bound = serializers.FloatField(help_text="One-sided 90 % Wilson bound, 0 to 1.")
    overturned_upper_bound = serializers.FloatField(help_text="One-sided 90 % Wilson bound, 0 to 1.")
    priority_uphold_rate = serializers.FloatField()
    good_faith_uphold_rate = serializers.FloatField()
    good_faith_overturned_rate = serializers.FloatField()
    automatic_uphold_upper_bound = serializers.FloatField(
        help_text="Nothing is removed without a person while uphold_upper_bound is below it; 0: the policy asks for nothing."
    )
    upheld_needed_for_good_faith = serializers.IntegerField(
        allow_null=True, help_text="In a row, for both bounds; null: more than 1000."
    )
    joint_force_audits = serializers.IntegerField()
    joint_force_precision = serializers.FloatField()
    joint_force_lower_bound = serializers.FloatField()


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
                and (self.actor.delegate_id is None or scope.agency_id in {None, self.actor.delegate_id})
            ]
        )


def _facts(scope: ScopeStanding, marketplace: str) -> dict[str, Any]:
    standing, limits = scope.standing, scope.thresholds
    record = standing.record
    return {
        "marketplace": marketplace,
        "right_kind": scope.right_kind,
        "filed_by_agency": scope.agency or None,
        "tier": str(scope.tier),
        "step": scope.grant.step if scope.grant and scope.is_in_force else None,
        "window_days": limits.window_days,
        "decided": record.decided,
        "upheld": record.upheld,
        "overturned": record.overturned,
        "wrongful_automatic": record.wrongful_automatic,
        "audited": record.audited,
        "audited_right": record.audited_right,
        "audited_precision": round(standing.audited_precision, 4) if record.audited else None,
        "audited_lower_bound": round(standing.audited_lower_bound, 4),
        "uphold_lower_bound": round(standing.uphold_lower_bound, 4),
        "uphold_upper_bound": round(standing.uphold_upper_bound, 4),
        "overturned_upper_bound": round(standing.overturned_upper_bound, 4),
        "priority_uphold_rate": limits.priority_uphold_rate,
        "good_faith_uphold_rate": limits.good_faith_uphold_rate,
        "good_faith_overturned_rate": limits.good_faith_overturned_rate,
        "automatic_uphold_upper_bound": limits.automatic_uphold_upper_bound,
        "upheld_needed_for_good_faith": needed_for_good_faith(record, limits),
        "joint_force_audits": limits.joint_force_audits,
        "joint_force_precision": limits.joint_force_precision,
        "joint_force_lower_bound": limits.joint_force_lower_bound,
    }
