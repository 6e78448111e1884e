"""Figures that SQL counts and Django has no word for."""

from django.db.models import Aggregate


class Median(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "Median"
