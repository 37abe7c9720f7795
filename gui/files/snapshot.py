"""A game as one JSON text: what is kept of an unfinished game, and of the last new game's choices.

The moves are an SGF text inside, so that a person can save them even from a file that this
version cannot read. Nothing here knows where the text is kept. No Qt here.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, cast

from gogame.board.coords import EMPTY, WHITE
from gogame.board.score import Correction
from gogame.board.variant import VariantSpec
from gogame.clock import TimeSettings, TimeSystem
from gogame.errors import ConfigError, GoError
from gogame.levels import LEVELS
from gogame.styles import PlayStyle
from gui.files.game_files import game_text, parse_game, state_of, without_usual_root
from gui.game.clocks import Clocks, PlayerClock
from gui.game.move_tree import ROOT, MoveTree
from gui.game.shelf import Entry, Shelf
from gui.game.state import GameSetup, GameState, Phase, Player, PlayerKind
from gui.game.transitions import ended, new_game, place_handicap

_FORMAT = 1


def setup_to_json(setup: GameSetup) -> dict[str, Any]:
    """Returns a setup as JSON values."""
    return {
        "variant": setup.variant.to_json(),
        "rules_name": setup.rules_name,
        "black": asdict(setup.black),
        "white": asdict(setup.white),
        "handicap": setup.handicap,
        "free_handicap": setup.free_handicap,
        "time": asdict(setup.time),
    }


def setup_from_json(raw: dict[str, Any]) -> GameSetup:
    """Returns the setup that `setup_to_json` wrote.

    Raises:
        ConfigError: Something in it makes no sense.
    """
    try:
        time = dict(raw["time"])
        return GameSetup(
            VariantSpec.from_json(str(raw["variant"])),
            _player(raw["black"]),
            _player(raw["white"]),
            int(raw["handicap"]),
            bool(raw["free_handicap"]),
            TimeSettings(
                TimeSystem(str(time["system"])),
                float(time["main_s"]),
                float(time["period_s"]),
                int(time["count"]),
            ),
            str(raw["rules_name"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError, GoError) as error:
        raise ConfigError(f"game setup: {type(error).__name__} {error}") from error


def _player(raw: dict[str, Any]) -> Player:
    kind = PlayerKind(str(raw["kind"]))
    visits = None if raw["visits"] is None else max(1, int(raw["visits"]))
    seconds = None if raw["seconds"] is None else max(0.05, float(raw["seconds"]))
    level = None if raw.get("level") is None else int(raw["level"])
    if level is not None and not 1 <= level <= len(LEVELS):
        raise ConfigError(f"an engine's level {level}: expected 1 to {len(LEVELS)}")
    if kind is PlayerKind.AI and visits is None and seconds is None and level is None:
        raise ConfigError("an engine's strength: expected a level, visits or seconds")
    name, engine = str(raw["name"])[:60], str(raw.get("engine", ""))
    style = None if raw.get("style") is None else PlayStyle.parse(str(raw["style"]))
    return Player(kind, name, visits, seconds, engine, level, style)


def to_text(state: GameState) -> str:
    """Returns a game as JSON text."""
    return json.dumps(
        {
            "format": _FORMAT,
            "sgf": game_text(state),
            "setup": setup_to_json(state.setup),
            "phase": state.phase.value,
            "placed": list(state.placed),
            "dead": sorted(state.dead),
            "corrections": sorted([c.owner, sorted(c.points)] for c in state.corrections),
            "proposed": None if state.proposed is None else sorted(state.proposed),
            "counted": state.counted.hex(),
            "cursor": _branches(state.tree, state.cursor),
            "clocks": [] if state.clocks is None else [_clock(clock) for clock in state.clocks],
            "path": "" if state.path is None else str(state.path),
            "unsaved": state.unsaved,
            "is_record": state.is_record,
            "has_ended": state.has_ended,
            "games": [] if state.shelf is None else [asdict(e) for e in state.shelf.entries],
            "game": 0 if state.shelf is None else state.shelf.at,
        },
        ensure_ascii=False,
    )


def _clock(clock: PlayerClock) -> dict[str, Any]:
    return {
        "left_s": clock.left_s,
        "count": clock.count,
        "overtime": clock.overtime,
        "is_spent": clock.is_spent,
    }


def from_text(text: str, game: int) -> GameState:
    """Returns the game that `to_text` wrote, as it stood.

    Raises:
        ConfigError: The text is damaged or from another version.
    """
    try:
        raw = json.loads(text)
        if not isinstance(raw, dict) or cast(dict[str, Any], raw).get("format") != _FORMAT:
            raise ConfigError(f"unfinished game: expected format {_FORMAT}")
        return _restored(cast(dict[str, Any], raw), game)
    except ConfigError:
        raise
    except (LookupError, TypeError, ValueError, OverflowError, RecursionError, GoError) as error:
        raise ConfigError(f"unfinished game: {type(error).__name__} {error}") from error


def _restored(raw: dict[str, Any], game: int) -> GameState:
    setup = setup_from_json(raw["setup"])
    phase = Phase(str(raw["phase"]))
    path = Path(str(raw["path"])) if raw["path"] else None
    shelf = _shelf(list(raw.get("games", ())), int(raw.get("game", 0)))
    if phase is Phase.PLACING:
        state = new_game(setup, game)
        for point in raw["placed"]:
            state = place_handicap(state, int(point))
        return replace(state, path=path, unsaved=bool(raw["unsaved"]), shelf=shelf)
    state = state_of(parse_game(str(raw["sgf"])), game, path)
    clocks = _clocks(setup.time, list(raw["clocks"]))
    cursor = _follow(state.tree, [int(branch) for branch in raw["cursor"]])
    position = state.tree.position(cursor)
    state = replace(
        state,
        setup=setup,
        cursor=cursor,
        position=position,
        tree=state.tree.seen(cursor),
        phase=phase,
        placed=tuple(int(point) for point in raw["placed"]),
        clocks=clocks,
        **_count(raw, position.grid.tobytes()),
        unsaved=bool(raw["unsaved"]),
        is_record=bool(raw["is_record"]),
        has_ended=bool(raw.get("has_ended", False)),
        shelf=shelf,
    )
    if not state.is_record:
        state = without_usual_root(state)
    if phase is Phase.SCORING:
        if not position.is_over:
            raise ConfigError("unfinished game: a count without two passes")
        return ended(state)
    return state


def _count(raw: dict[str, Any], stones: bytes) -> dict[str, Any]:
    """Returns what was said in a count, as fields of a state.

    Args:
        raw: The snapshot; earlier versions kept only the dead stones of the position shown.
        stones: The stones of that position.
    """
    dead = _points(raw["dead"])
    if "counted" not in raw:
        return {"dead": dead, "proposed": dead or None, "counted": stones}
    corrections = frozenset(Correction(_points(c[1]), int(c[0])) for c in raw["corrections"])
    if not all(EMPTY <= correction.owner <= WHITE for correction in corrections):
        raise ConfigError("unfinished game: a region that belongs to neither player nor nobody")
    return {
        "dead": dead,
        "corrections": corrections,
        "proposed": None if raw["proposed"] is None else _points(raw["proposed"]),
        "counted": bytes.fromhex(raw["counted"]),
    }


def _points(raw: list[Any]) -> frozenset[int]:
    return frozenset(int(point) for point in raw)


def _shelf(entries: list[dict[str, Any]], at: int) -> Shelf | None:
    if not 0 <= at < len(entries):
        return None
    return Shelf(tuple(Entry(**entry) for entry in entries), at)


def _clocks(settings: TimeSettings, readings: list[dict[str, Any]]) -> Clocks | None:
    full = Clocks.start(settings)
    if full is None or len(readings) != 2:
        return full
    black, white = (
        PlayerClock(
            settings,
            float(reading["left_s"]),
            int(reading["count"]),
            bool(reading["overtime"]),
            is_spent=bool(reading.get("is_spent", False)),
        )
        for reading in readings
    )
    return Clocks(black, white)


def _branches(tree: MoveTree, node: int) -> list[int]:
    """Returns which child to take at each step from the root to a node."""
    path = tree.path(node)
    return [tree[a].children.index(b) for a, b in itertools.pairwise(path)]


def _follow(tree: MoveTree, branches: list[int]) -> int:
    at = ROOT
    for branch in branches:
        at = tree[at].children[branch]
    return at


def is_worth_keeping(state: GameState) -> bool:
    """Returns whether an unfinished game is to be there at the next start."""
    if state.is_record:
        return state.unsaved
    if state.editing.past and state.unsaved:
        return True
    if state.phase is Phase.OVER:
        return False
    return bool(state.placed) or bool(state.tree.path(state.cursor)[1:]) or not state.at_end


def kept_part(state: GameState) -> tuple[object, ...]:
    """Returns what a snapshot depends on."""
    return (
        state.game,
        state.tree,
        state.cursor,
        state.phase,
        state.dead,
        state.corrections,
        state.proposed,
        state.placed,
        state.setup,
        state.path,
        state.unsaved,
        state.shelf,
    )
