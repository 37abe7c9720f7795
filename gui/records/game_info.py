"""What is known about a game: who played, where, by which rules; read and changed. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gogame import sgf
from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import PRESETS
from gogame.errors import SgfError
from gogame.record import Result, ResultKind
from gogame.sgf.header import rules_name_of
from gogame.sgf.values import number_of
from gui.files.game_files import root_of
from gui.game.move_tree import ROOT
from gui.game.state import GameState, Phase, Player
from gui.game.transitions import uncounted
from gui.records import tree_edits
from gui.records.edits import edited

FIELDS = tuple("PB BR BT PW WR WT GN EV RO DT PC RE KM RU TM OT ON AN US SO CP GC".split())
_LARGEST_KOMI = 1000


def info_of(state: GameState) -> dict[str, str]:
    """Returns the texts of all fields by SGF identifier, empty for those that are not known."""
    root = root_of(state)
    return {ident: root.text(ident) or "" for ident in FIELDS}


def with_info(state: GameState, info: Mapping[str, str]) -> GameState:
    """Returns the state with other information; fields that are not named stay.

    Raises:
        SgfError: The komi is no number of half points.
    """
    before = info_of(state)
    changes = {
        ident: info[ident] for ident in FIELDS if ident in info and info[ident] != before[ident]
    }
    if not changes:
        return state
    raw: dict[str, tuple[str, ...]] = {
        ident: (sgf.raw_text(text),) if text else () for ident, text in changes.items()
    }
    if "KM" in changes:
        raw["KM"] = (f"{_komi_of(changes['KM']):g}",)
    root = state.tree[ROOT].with_values(raw)
    start = state.tree.position(ROOT)
    wanted = _with_rules(start, changes)
    tree = state.tree.changed(ROOT, replace(root, position=wanted))
    if wanted is not start:
        tree = tree_edits.forgotten_below(tree, ROOT)
    after = edited(state, tree)
    setup = after.setup
    if wanted is not start:
        setup = replace(setup, variant=wanted.variant)
    if "RU" in changes:
        setup = replace(setup, rules_name=rules_name_of(changes["RU"]) or "")
    named = replace(after, setup=setup)
    for color in Color:
        named = _with_name(named, color, info_of(after), changes)
    return _with_result(named, changes["RE"]) if "RE" in changes else named


def _komi_of(text: str) -> float:
    komi = number_of(text)
    if komi is None or komi * 2 % 1 or abs(komi) > _LARGEST_KOMI:
        raise SgfError(f"komi {text[:20]!r}: expected a number of half points such as 6.5")
    return komi


def _with_rules(start: Position, changes: Mapping[str, str]) -> Position:
    position = start
    name = rules_name_of(changes.get("RU", ""))
    if name is not None and PRESETS[name] != position.variant.rules:
        position = position.with_rules(PRESETS[name])
    if "KM" in changes and _komi_of(changes["KM"]) != position.variant.komi:
        position = position.with_komi(_komi_of(changes["KM"]))
    return position


def _with_name(
    state: GameState, color: Color, info: Mapping[str, str], changes: Mapping[str, str]
) -> GameState:
    """Returns the state with a player's name as the record has it; engines keep theirs."""
    name, rank = (f"P{color.letter}", f"{color.letter}R")
    player = state.setup.player(color)
    if player.is_ai or not {name, rank} & set(changes):
        return state
    words = " ".join(word for word in (info[name], info[rank]) if word)[:60]
    named: Player = replace(player, name=words)
    if color is Color.BLACK:
        return replace(state, setup=replace(state.setup, black=named))
    return replace(state, setup=replace(state.setup, white=named))


def _with_result(state: GameState, text: str) -> GameState:
    result = Result.parse(text)
    is_known = result.kind is not ResultKind.UNKNOWN
    if state.phase is Phase.SCORING and is_known:
        return replace(uncounted(state), phase=Phase.OVER, result=result)
    if state.phase in (Phase.PLAYING, Phase.OVER):
        phase = Phase.OVER if is_known else Phase.PLAYING
        has_ended = state.has_ended or state.phase is Phase.OVER
        return replace(state, phase=phase, result=result if is_known else None, has_ended=has_ended)
    return state
