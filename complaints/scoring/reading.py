"""A kept model's document, read."""

import json
from collections.abc import Mapping
from typing import Any

from complaints.models import AssessmentModel
from complaints.scoring.bounds import Measured
from complaints.scoring.metrics import Quality


def document_of(model: AssessmentModel) -> Mapping[str, Any]:
    document: Mapping[str, Any] = json.loads(model.content)
    return document


def measured_of(model: AssessmentModel) -> Measured:
    """What it and the rules were worth on the items that it had not seen."""
    found = document_of(model)["metrics"]
    return Measured(model=Quality.from_json(found["model"]), rules=Quality.from_json(found["rules"]))
