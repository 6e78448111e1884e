"""The marketplaces that programs can file against."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.examples import SITES, example
from accounts.api.views import ApiView
from accounts.roles import Action
from complaints.api import facts, shapes
from complaints.api.reach import marketplaces_of


class MarketplacesView(ApiView):
    actions = {"GET": Action.SEE_COMPLAINTS}

    @extend_schema(
        operation_id="list_marketplaces",
        summary="The marketplaces that complaints can be filed against",
        responses=shapes.MarketplaceLine(many=True),
        examples=[example("Two sites", SITES)],
    )
    def get(self, request: Request) -> Response:
        return Response(facts.marketplace_lines(marketplaces_of(self.actor)))
