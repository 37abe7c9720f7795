"""The root's properties that say which game is played: size, rules, komi, handicap, variant.

SGF names no torus and no capture game. What the standard properties cannot say is kept in the
private property GG, a JSON object with the deviating fields of `VariantSpec`; other programs
carry it along, and size and komi are always read from SZ and KM.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple, cast

from gogame.board.rules import DEFAULT_KOMI, PRESETS, Rules, name_of_rules
from gogame.board.topology import Shape
from gogame.board.variant import MAX_KOMI, MAX_SIZE, MIN_SIZE, VariantSpec
from gogame.errors import SgfError, VariantError
from gogame.sgf.tree import Node
from gogame.sgf.values import number_of, raw_number, raw_text

VARIANT_PROPERTY = "GG"
_DEFAULT_SIZE = 19
_DEFAULT_RULES = "japanese"
_HANDICAP_KOMI = 0.5
_LARGE_KOMI = 300
_MAX_HANDICAP = MAX_SIZE * MAX_SIZE
_SIZE = re.compile(r"(\d{1,3})(?:\s*:\s*(\d{1,3}))?", re.ASCII)

# How files begin the names of rules, letters only.
_RULE_NAMES = {
    "japan": "japanese",
    "jp": "japanese",
    "chin": "chinese",
    "cn": "chinese",
    "korea": "korean",
    "kr": "korean",
    "aga": "aga",
    "bga": "aga",
    "french": "aga",
    "nz": "new-zealand",
    "newzealand": "new-zealand",
    "tromp": "tromp-taylor",
    "tt": "tromp-taylor",
}
_SGF_NAMES = {
    "tromp-taylor": "Tromp-Taylor",
    "chinese": "Chinese",
    "japanese": "Japanese",
    "korean": "Korean",
    "aga": "AGA",
    "new-zealand": "NZ",
}


class Header(NamedTuple):
    """The game that a root describes: its variant, its handicap (HA), and what was taken as read.

    Attributes:
        variant: Board, rules, komi, win condition.
        handicap: Number of handicap stones, 0 if none.
        warnings: Properties that were missing or unclear, and what was taken instead.
    """

    variant: VariantSpec
    handicap: int
    warnings: tuple[str, ...]


def header_of(root: Node) -> Header:
    """Returns what game the root's properties describe.

    Raises:
        SgfError: Not Go, or a board that this program does not play.
    """
    warnings: list[str] = []
    game = root.simple_text("GM")
    if game not in (None, "", "1"):
        raise SgfError(f"SGF game {game[:20]} (GM): expected 1, the game of Go")
    height, width = _size(root)
    handicap = _handicap(root, warnings)
    name = rules_name_of(root.simple_text("RU") or "")
    fields = _private_fields(root, warnings)
    if name is None and "rules" not in fields:
        name = _DEFAULT_RULES
        given = root.simple_text("RU")
        what = f"rules {given[:40]!r} (RU) are unknown" if given else "no rules (RU)"
        warnings.append(f"SGF: {what}: {_SGF_NAMES[name]} taken")
    fallback = DEFAULT_KOMI[name or _DEFAULT_RULES] if handicap < 2 else _HANDICAP_KOMI
    komi = _komi(root, fallback, fields.get("komi"), warnings)
    fields |= {"height": height, "width": width, "komi": komi}
    if name is not None:
        fields["rules"] = name
    variant = _variant(fields, name or _DEFAULT_RULES, warnings)
    return Header(variant, handicap, tuple(warnings))


def rules_name_of(text: str) -> str | None:
    """Returns the preset that a rule name in a file means, or None."""
    word = re.sub(r"[^a-z]", "", text.lower())
    return next((name for start, name in _RULE_NAMES.items() if word.startswith(start)), None)


def means(text: str, rules: Rules) -> bool:
    """Returns whether a rule name in a file means these rules, so that it can stay."""
    name = rules_name_of(text)
    return name is not None and PRESETS[name] == rules


def put_header(root: Node, variant: VariantSpec, handicap: int = 0) -> None:
    """Set the root's properties so that `header_of` returns this game."""
    size = str(variant.width)
    if variant.height != variant.width:
        size = f"{variant.width}:{variant.height}"
    name = name_of_rules(variant.rules)
    root.set_values("SZ", [size])
    root.set_values("KM", [raw_number(variant.komi)])
    if name is None:
        root.remove("RU")
    elif not means(root.simple_text("RU") or "", variant.rules):
        root.set_values("RU", [_SGF_NAMES[name]])
    root.set_values("HA", [str(handicap)] if handicap else [])
    fields: dict[str, object] = json.loads(variant.to_json())
    plain: dict[str, object] = json.loads(VariantSpec().to_json())
    kept = {
        key: fields[key] for key in ("shape", "win", "capture_goal") if fields[key] != plain[key]
    }
    if abs(variant.komi) >= _LARGE_KOMI:
        kept["komi"] = variant.komi
    if name is None:
        kept["rules"] = fields["rules"]
    text = raw_text(json.dumps(kept, sort_keys=True))
    root.set_values(VARIANT_PROPERTY, [text] if kept else [])


def _size(root: Node) -> tuple[int, int]:
    given = root.simple_text("SZ")
    if given in (None, ""):
        return _DEFAULT_SIZE, _DEFAULT_SIZE
    match = _SIZE.fullmatch(given)
    if match is None:
        raise SgfError(f"SGF board size {given[:20]!r} (SZ): expected one such as 19 or 19:13")
    width = int(match[1])
    height = int(match[2] or match[1])
    if not (MIN_SIZE <= width <= MAX_SIZE and MIN_SIZE <= height <= MAX_SIZE):
        raise SgfError(f"SGF board size {given} (SZ): expected {MIN_SIZE} to {MAX_SIZE}")
    return height, width


def _handicap(root: Node, warnings: list[str]) -> int:
    given = root.simple_text("HA")
    if given in (None, ""):
        return 0
    number = number_of(given)
    if number is None or number != int(number) or not 0 <= number <= _MAX_HANDICAP:
        warnings.append(f"SGF: handicap {given[:20]!r} (HA) is unclear: 0 taken")
        return 0
    return int(number)


def _komi(root: Node, fallback: float, sure: object, warnings: list[str]) -> float:
    """Returns the komi; a large one is believed only if it is `sure`, the one GG names."""
    given = root.simple_text("KM")
    number = None if given is None else number_of(given)
    if number is None:
        what = "no komi (KM)" if not given else f"komi {given[:20]!r} (KM) is unclear"
        warnings.append(f"SGF: {what}: {fallback:g} taken")
        return fallback
    komi = number
    if _LARGE_KOMI <= abs(komi) <= MAX_KOMI and komi % 25 == 0 and komi != sure:
        komi /= 100  # hundredths, as some servers write 650
    if komi * 4 % 2 == 1:
        komi *= 2  # 3.75 stones, the Chinese way to count 7.5 points
    komi = round(komi * 2) / 2
    if abs(komi) > MAX_KOMI:
        komi = fallback
    if komi != number:
        warnings.append(f"SGF: komi {given} (KM) was read as {komi:g}")
    return komi


def _private_fields(root: Node, warnings: list[str]) -> dict[str, object]:
    text = root.text(VARIANT_PROPERTY)
    if text is None:
        return {}
    try:
        # Two nestings deep is all there can be; deeper texts are not even parsed.
        raw: object = json.loads(text) if len(text) < 2000 and text.count("{") <= 2 else None
    except ValueError:
        raw = None
    if isinstance(raw, dict) and "[" not in text:
        return cast("dict[str, object]", raw)
    warnings.append(f"SGF: variant (GG) is unclear: an ordinary game on a {Shape.PLANE} taken")
    return {}


def _variant(fields: dict[str, object], preset: str, warnings: list[str]) -> VariantSpec:
    try:
        return VariantSpec.from_json(json.dumps(fields))
    except VariantError as error:
        warnings.append(f"SGF: {error} (GG): an ordinary game taken")
    plain = {key: fields[key] for key in ("height", "width", "komi")}
    return VariantSpec.from_json(json.dumps(plain | {"rules": preset}))
