"""`Fields`: values out of JSON objects that others have written, checked one by one.

Whatever does not fit is a `TypeError` or `ValueError` that names the key; `parsed` makes one
`TrainingError` of them for a whole text.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from gogame.errors import GoError
from gui.training.trouble import TrainingError, TroubleKind

VERSION = 1
"""Of the files and answers that this program understands."""
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of one JSON object; a missing or null one takes a default.

    Attributes:
        tree: The object.
    """

    tree: Mapping[str, Any]

    @classmethod
    def of(cls, value: object, what: str) -> Fields:
        """Returns an object's fields.

        Raises:
            TypeError: It is no object.
        """
        if not isinstance(value, dict):
            raise TypeError(f"{what} is {str(value)[:40]!r}, expected an object")
        return cls(cast("dict[str, Any]", value))

    def text(self, key: str) -> str:
        """Returns a text, empty by default."""
        value = self.tree.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(key, value, "a text")
        return value

    def whole(self, key: str) -> int:
        """Returns a whole number, 0 by default."""
        value = self.tree.get(key)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key, value, "a whole number")
        return value

    def number(self, key: str) -> float:
        """Returns a number, NaN by default."""
        value = self.tree.get(key)
        if value is None:
            return math.nan
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self._wrong(key, value, "a number")
        return float(value)

    def list(self, key: str) -> list[Any]:
        """Returns a list, empty by default."""
        value = self.tree.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(key, value, "a list")
        return cast("list[Any]", value)

    def objects(self, key: str) -> list[Fields]:
        """Returns the objects of a list, none by default."""
        return [Fields.of(value, f"one of {key}") for value in self.list(key)]

    def object(self, key: str) -> Fields:
        """Returns an object, an empty one by default."""
        value = self.tree.get(key)
        return Fields({}) if value is None else Fields.of(value, key)

    def wholes(self, key: str) -> tuple[int, ...]:
        """Returns whole numbers, none by default."""
        values = self.list(key)
        if not all(isinstance(value, int) for value in values):
            raise self._wrong(key, values, "whole numbers")
        return tuple(values)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Returns numbers, none by default."""
        values = self.list(key)
        if not all(isinstance(value, int | float) for value in values):
            raise self._wrong(key, values, "numbers")
        return tuple(map(float, values))

    def _wrong(self, key: str, value: object, expected: str) -> TypeError:
        return TypeError(f"{key} is {str(value)[:40]!r}, expected {expected}")


def parsed(text: str, where: str, make: Callable[[Fields], _Made]) -> _Made:
    """Returns what `make` makes of a JSON object.

    Args:
        text: The JSON.
        where: The file or question that it came from.
        make: Takes the object's fields.

    Raises:
        TrainingError: It is no such object, or of a later version.
    """
    try:
        fields = Fields.of(json.loads(text), where)
        if fields.whole("version") > VERSION:
            raise TrainingError(TroubleKind.NEWER_FILE, where)
        return make(fields)
    except TrainingError:
        raise
    except (TypeError, ValueError, KeyError, RecursionError, GoError) as error:
        raise TrainingError(TroubleKind.BROKEN_FILE, where, str(error)[:200]) from error
