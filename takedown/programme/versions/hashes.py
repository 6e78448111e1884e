"""The fingerprint of a set of numbers: the same numbers have the same, however they were typed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from takedown.programme.policy import Numbers


def hash_of(numbers: Mapping[str, Any]) -> str:
    whole = Numbers.from_json(numbers).to_json()
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
