"""One line of JSON: reading typed values out of it, and writing it.

Text of any kind is answered: what is not JSON, nests too deeply or holds a number that no float
can be is a `QueryError` like a field of the wrong type, which names the field.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from gogame.errors import GoError

Json = dict[str, Any]
_Value = TypeVar("_Value")
_SHOWN = 40
_DIGITS = 6


class QueryError(GoError):
    """A line that cannot be carried out.

    Attributes:
        id: The query's id, or None if the line has none.
        field: The field at fault, or None.
    """

    def __init__(self, message: str, id_: str | None = None, field: str | None = None) -> None:
        """Keep the sentence, and what the reply says beside it."""
        super().__init__(message)
        self.id = id_
        self.field = field


def shown(value: object) -> str:
    """Returns a value as a message quotes it: short, whatever it is."""
    if isinstance(value, dict | list):
        kind = "an object" if isinstance(value, dict) else "a list"
        return f"{kind} of {len(cast('Json | list[Any]', value))}"
    text = json.dumps(value) if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"number {text[:_SHOWN]} is too large")
    return value


def _no_constant(text: str) -> float:
    raise ValueError(f"{text} is no JSON number")


def parse_object(line: str) -> Json:
    """Returns the JSON object of a line.

    Raises:
        QueryError: The line is no JSON, or none that can be read, or no object.
    """
    try:
        value: object = json.loads(line, parse_float=_finite, parse_constant=_no_constant)
    except RecursionError as error:
        raise QueryError("could not parse the line as JSON: it nests too deeply") from error
    except ValueError as error:
        raise QueryError(f"could not parse the line as JSON: {str(error)[:200]}") from error
    if not isinstance(value, dict):
        raise QueryError(f"expected a JSON object on each line, got {shown(value)}")
    return cast("Json", value)


class Fields:
    """The fields of one object; whatever is read must be of its type and range.

    Attributes:
        raw: The object.
        id: The query that it belongs to, for errors.
    """

    def __init__(self, raw: Mapping[str, Any], id_: str | None, inside: str | None = None) -> None:
        """Take an object; errors name the field `inside`, if it is not the query itself."""
        self.raw = raw
        self.id = id_
        self._inside = inside

    def error(self, field: str, message: str) -> QueryError:
        """Returns the error that a field is at fault."""
        where = field if self._inside is None else f"{self._inside}: {field}"
        return QueryError(f"{where} {message}", self.id, self._inside or field)

    def wrong(self, field: str, value: object, expected: str) -> QueryError:
        """Returns the error that a value is not as expected."""
        return self.error(field, f"{shown(value)}: expected {expected}")

    def required(self, field: str, read: Callable[[str], _Value | None], expected: str) -> _Value:
        """Returns what `read` finds in a field that must be there."""
        value = read(field)
        if value is None:
            raise self.error(field, f"is missing: expected {expected}")
        return value

    def text(self, field: str) -> str | None:
        """Returns a string, or None if the field is not there."""
        value = self.raw.get(field)
        if field in self.raw and not isinstance(value, str):
            raise self.wrong(field, value, "a string")
        return value

    def flag(self, field: str) -> bool:
        """Returns true or false; false if the field is not there."""
        value = self.raw.get(field, False)
        if not isinstance(value, bool):
            raise self.wrong(field, value, "true or false")
        return value

    def whole(self, field: str, low: int, high: int) -> int | None:
        """Returns a whole number within a range, or None if the field is not there."""
        if field not in self.raw:
            return None
        return self._whole(field, self.raw[field], low, high)

    def _whole(self, field: str, value: object, low: int, high: int) -> int:
        if type(value) is not int or not low <= value <= high:
            raise self.wrong(field, value, f"a whole number from {low} to {high}")
        return value

    def wholes(self, field: str, low: int, high: int) -> tuple[int, ...] | None:
        """Returns a list of whole numbers within a range, or None if the field is not there."""
        if field not in self.raw:
            return None
        items = self.items(field, "a list of whole numbers")
        return tuple(self._whole(field, item, low, high) for item in items)

    def number(self, field: str, low: float, high: float) -> float | None:
        """Returns a number within a range, or None if the field is not there."""
        if field not in self.raw:
            return None
        value = self.raw[field]
        if type(value) not in (int, float) or not low <= value <= high:
            raise self.wrong(field, value, f"a number from {low:g} to {high:g}")
        return float(value)

    def items(self, field: str, expected: str) -> list[Any]:
        """Returns a list, an empty one if the field is not there."""
        value = self.raw.get(field, [])
        if not isinstance(value, list):
            raise self.wrong(field, value, expected)
        return cast("list[Any]", value)

    def mapping(self, field: str) -> Json:
        """Returns an object, an empty one if the field is not there."""
        value = self.raw.get(field, {})
        if not isinstance(value, dict):
            raise self.wrong(field, value, "an object")
        return cast("Json", value)

    def player(self, field: str) -> str | None:
        """Returns ``"B"`` or ``"W"``, or None if the field is not there."""
        if field not in self.raw:
            return None
        return self.player_of(field, self.raw[field])

    def player_of(self, field: str, value: object) -> str:
        """Returns ``"B"`` or ``"W"`` for a value inside a field."""
        word = value.strip().lower() if isinstance(value, str) else ""
        if word in ("b", "black"):
            return "B"
        if word in ("w", "white"):
            return "W"
        raise self.wrong(field, value, 'a player, "B" or "W"')


# Writing


def line_of(fields: Mapping[str, Any]) -> str:
    """Returns an object as one line without its line feed, ASCII only."""
    return json.dumps(fields, separators=(",", ":"), sort_keys=True, allow_nan=False)


def present(fields: Mapping[str, Any]) -> Json:
    """Returns an object without the fields that are None."""
    return {name: value for name, value in fields.items() if value is not None}


def rounded(value: float) -> float:
    """Returns a number as it is written, to six decimals."""
    return round(value, _DIGITS) + 0.0  # no minus zero


def all_rounded(values: Sequence[float] | None) -> list[float] | None:
    """Returns numbers as they are written, or None."""
    return None if values is None else [rounded(value) for value in values]
