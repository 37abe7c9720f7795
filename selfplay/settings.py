"""Configurations: frozen dataclasses, read from TOML, changed by ``key=value``, self-explaining.

Any tree of frozen dataclasses is a configuration: `resolve` fills one, `to_table` writes it down
again, `describe` lists its keys with the text of the classes' ``Attributes:``. Unknown keys and
values of the wrong type fail.
"""

from __future__ import annotations

import dataclasses
import enum
import inspect
import re
import tomllib
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, cast

from gogame.errors import ConfigError, VariantError

_Config = TypeVar("_Config")


_TYPE_NAMES = {str(int): "a whole number", str(float): "a number", str(bool): "true or false"}


class KeyHelp(NamedTuple):
    """One key of a configuration: its dotted name, its default as TOML shows it, its meaning."""

    key: str
    default: str
    text: str


def resolve(
    kind: type[_Config],
    toml: str = "",
    changes: Sequence[str] = (),
    *,
    where: str = "configuration",
) -> _Config:
    """Returns a configuration: defaults, then a TOML text, then single changes.

    Args:
        kind: A dataclass, whose fields all have defaults.
        toml: TOML; tables are nested dataclasses, arrays of tables tuples of them.
        changes: ``"games.komi_spread=2.5"`` each; the value is written as in TOML, quotes around
            a text may be left out.
        where: What the TOML text is, for messages.

    Raises:
        ConfigError: Not TOML, an unknown key, or a value of the wrong type or out of range.
    """
    try:
        table: dict[str, Any] = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where} is not TOML: {error}") from error
    for change in changes:
        _apply(table, change)
    return _build(kind, table, "")


def _apply(table: dict[str, Any], change: str) -> None:
    """Puts one ``key=value`` into a table."""
    key, equals, text = change.partition("=")
    names = key.strip().split(".")
    if not equals or not all(names):
        raise ConfigError(
            f"setting {change[:80]!r}: expected key=value, for example search.c_puct=1.1"
        )
    try:
        value = tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        value = text.strip()
    for name in names[:-1]:
        inner = table.setdefault(name, {})
        if not isinstance(inner, dict):
            raise ConfigError(f"setting {change[:80]!r}: {name} is not a table")
        table = cast("dict[str, Any]", inner)
    table[names[-1]] = value


def _build(kind: type[_Config], table: Mapping[str, object], path: str) -> _Config:
    """Returns a dataclass from a table."""
    hints = typing.get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(cast(Any, kind))}
    for key in table:
        if key not in names:
            raise ConfigError(
                f"unknown key {path + key!r}: expected one of {', '.join(sorted(names))}"
            )
    values = {key: _value(hints[key], value, path + key) for key, value in table.items()}
    try:
        return kind(**values)
    except (ConfigError, VariantError) as error:
        raise ConfigError(f"{path[:-1]}: {error}" if path else str(error)) from error


def _value(hint: object, value: object, key: str) -> object:
    """Returns a TOML value as the type of its field."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        if not isinstance(value, dict):
            raise _wrong(key, value, "a table")
        return _build(hint, cast("dict[str, Any]", value), key + ".")
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _value(next(a for a in arguments if a is not types.NoneType), value, key)
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(key, value, "an array")
        items = cast("list[Any]", value)
        return tuple(_value(arguments[0], item, f"{key}[{i}]") for i, item in enumerate(items))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        members = [str(member.value) for member in hint]
        if value not in members:
            raise _wrong(key, value, f"one of {', '.join(members)}")
        return hint(value)
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        type_name = str(cast(object, hint))
        raise _wrong(key, value, _TYPE_NAMES.get(type_name, "a text"))
    return value


def _wrong(key: str, value: object, expected: str) -> ConfigError:
    return ConfigError(f"{key} {str(value)[:60]!r}: expected {expected}")


def to_table(config: object) -> dict[str, Any]:
    """Returns a configuration as nested dictionaries of JSON and TOML values; None is left out."""
    return {
        field.name: value
        for field in dataclasses.fields(cast(Any, config))
        if (value := _plain(getattr(config, field.name))) is not None
    }


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return to_table(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[Any, ...]", value)]
    return value.value if isinstance(value, enum.Enum) else value


def describe(kind: type[Any], path: str = "") -> list[KeyHelp]:
    """Returns the keys of a configuration, nested ones after their table's."""
    hints = typing.get_type_hints(kind)
    texts = _attribute_texts(kind)
    found: list[KeyHelp] = []
    for field in dataclasses.fields(cast(Any, kind)):
        hint = hints[field.name]
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            found += describe(hint, f"{path}{field.name}.")
            continue
        default = getattr(kind(), field.name)
        shown = str(_plain(default)) if not isinstance(default, str) else f'"{_plain(default)}"'
        found.append(KeyHelp(path + field.name, shown, texts.get(field.name, "")))
    return found


def _attribute_texts(kind: type[Any]) -> dict[str, str]:
    """Returns what a class's docstring says of its attributes."""
    _, _, section = inspect.cleandoc(kind.__doc__ or "").partition("Attributes:\n")
    section = re.split(r"\n(?=\S)", section)[0]
    entries = re.findall(r"^    (\w+): (.*(?:\n {5,}.*)*)", section, flags=re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}


def check_range(name: str, number: float, low: float, high: float) -> None:
    """Refuse a number out of range.

    Raises:
        ConfigError: Naming it and the range.
    """
    if not low <= number <= high:
        raise ConfigError(f"{name} {number}: expected {low:g} to {high:g}")
