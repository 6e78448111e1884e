"""Fields that take JSON's own types and nothing that merely looks like them; shapes that know no other field."""

from typing import Any

from django.utils.translation import gettext
from rest_framework import serializers


class Text(serializers.CharField):
    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError(gettext("Must be a text."))
        return super().to_internal_value(data)


class Pattern(serializers.RegexField):
    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError(gettext("Must be a text."))
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise serializers.ValidationError(gettext("Must be true or false."))
        return data


class Number(serializers.IntegerField):
    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            raise serializers.ValidationError(gettext("Must be a whole number."))
        return super().to_internal_value(data)


class Id(serializers.UUIDField):
    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            raise serializers.ValidationError(gettext("Must be an id, as text."))
        return super().to_internal_value(data)


class Day(serializers.DateField):
    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            raise serializers.ValidationError(gettext("Must be a date, such as 2026-11-30."))
        return super().to_internal_value(data)


class Shape(serializers.Serializer[Any]):
    """Of a body that is sent: a field that is not documented is refused, not passed over."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({str(unknown[0])[:60]: [gettext("There is no such field.")]})
        return super().to_internal_value(data)
