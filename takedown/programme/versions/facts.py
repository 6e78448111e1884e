"""Facts as they are kept: compact, and readable after years, when the code knows more than it did.

Pure. A field that an old row does not have takes its default, or the empty value of its type: nothing was known
of it then. A field that the code no longer has is left aside. Of findings only code and effect are kept: more
the policy does not read, and the sentences stand in the item's assessment.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from complaints.assessment.rules import Effect, Finding
from takedown.programme.policy import Facts, Numbers, agency_is_proved, cap_on, is_new, tier_on

_SETS = (tuple, frozenset)
_EMPTY: Mapping[type, Any] = {bool: False, int: 0, float: 0.0, str: ""}


def pack(facts: Facts) -> dict[str, Any]:
    packed: dict[str, Any] = _pack(facts)
    return packed


def unpack(data: Mapping[str, Any]) -> Facts:
    found: Facts = _unpack(Facts, data)
    return found


# Asked first: most values are as they are kept. A member of an enumeration is of its own type.
_AS_THEY_ARE = frozenset({bool, int, float, str, NoneType})


def _pack(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, Finding):
        return [value.code, value.effect.value]
    if isinstance(value, tuple):
        return [_pack(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(_pack(one) for one in value)
    kind: type = type(value)
    if is_dataclass(kind):
        return {
            name: _pack(one)
            for name, default in _defaults_of(kind)
            if (one := getattr(value, name)) != default
        }
    return value.value if isinstance(value, Enum) else value


@cache
def _defaults_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _unpack(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    kind = _without_none(kind)
    if kind is Finding:
        return Finding(code=data[0], effect=Effect(data[1]), weight=0.0, sentence="")
    if get_origin(kind) in _SETS:
        return get_origin(kind)(_unpack(get_args(kind)[0], one) for one in data)
    nested: bool = is_dataclass(kind)
    if nested:
        of_kind = _fields_of(kind)
        return kind(
            **{name: _unpack(hint, data.get(name, absent)) for name, (hint, absent) in of_kind.items()}
        )
    return kind(data)


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in {Union, UnionType}:
        return next(one for one in get_args(kind) if one is not NoneType)
    return kind


@cache
def _fields_of(kind: Any) -> dict[str, tuple[Any, Any]]:
    """Name → type, and what stands there when a row is older than the field."""
    hints = get_type_hints(kind)
    return {field.name: (hints[field.name], _when_absent(field, hints[field.name])) for field in fields(kind)}


def _when_absent(field: Field[Any], kind: Any) -> Any:
    """Raises TypeError for a field that cannot be read from older rows."""
    if field.default is not MISSING:
        return _pack(field.default)
    if NoneType in get_args(kind):
        return None
    if get_origin(kind) in _SETS:
        return ()
    if is_dataclass(kind):
        return {}
    if kind in _EMPTY:
        return _EMPTY[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        # The first tier is that of nobody; a kind of its own says the same by its first member.
        return next(iter(kind)).value
    raise TypeError(f"{field.name}: a field of facts needs a default, or a type with an empty value")


def under(facts: Facts, *, made_under: Numbers, to: Numbers) -> Facts:
    """The same facts as other numbers would have made them: tier, cap and "new" depend on them.

    Where the numbers do not differ, nothing is made again. The record itself is that of its own window.
    """
    basis = facts.basis
    if basis is None:
        return facts
    if to.thresholds != made_under.thresholds:
        facts = replace(facts, tier=tier_on(basis, to), agency_is_proved=agency_is_proved(basis, to))
    if to.newcomer_days != made_under.newcomer_days:
        facts = replace(facts, filer_is_new=is_new(basis.filer_days, to))
    was, cap = cap_on(basis, made_under), cap_on(basis, to)
    if cap != was:
        # What people have raised it to stays raised.
        raised = facts.brand_hourly_cap if facts.brand_hourly_cap > was else 0
        facts = replace(facts, brand_hourly_cap=max(cap, raised))
    return facts
