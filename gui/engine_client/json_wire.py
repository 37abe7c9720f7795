"""One line of KataGo's analysis protocol to and from the window's values. No Qt here.

Source: KataGo, ``docs/Analysis_Engine.md``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.errors import CoordinateError, GoError
from gui.analysis import Candidate, PositionReport, ownership_bytes
from gui.engine_client.interface import AnalysisQuery, action_of
from gui.engine_sync import Obstacle, UnknownGame, rules_value, variant_of


class ReplyError(GoError):
    """A line is no reply."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One line of an engine.

    Attributes:
        id: The query that it answers, empty if it names none.
        turn: The turn that it is about, -1 if it is no analysis.
        body: The analysis as it was sent, None if there is none.
        error: Why there is no answer, empty if there is one.
        version: The engine's version if that was asked.
        is_last: Whether nothing more comes for this turn.
    """

    id: str
    turn: int = -1
    body: Mapping[str, Any] | None = None
    error: str = ""
    version: str = ""
    is_last: bool = True


def format_query(query: AnalysisQuery, number: int) -> str:
    """Returns the line that asks a query.

    Raises:
        UnknownGame: The protocol has no words for the game.
    """
    variant = variant_of(query.game.variant)
    if variant.shape is not Shape.PLANE or variant.win is not WinCondition.SCORE:
        where = f"{variant.shape.value}, {variant.win.value}"
        raise UnknownGame(Obstacle.NOT_ORDINARY, f"cannot tell an engine of a game on {where}")
    stones = [("B", vertex) for vertex in query.game.handicap]
    asked: dict[str, Any] = {
        "id": str(number),
        "rules": rules_value(variant.rules),
        "komi": variant.komi,
        "boardXSize": variant.width,
        "boardYSize": variant.height,
        "initialStones": [*stones, *query.game.stones],
        "initialPlayer": query.color_at(0),
        "moves": query.game.moves,
        "analyzeTurns": query.turns,
        "maxVisits": query.max_visits,
        "includeOwnership": True,
        "priority": query.priority,
        "overrideSettings": {"reportAnalysisWinratesAs": "BLACK"},
    }
    if query.report_s:
        asked["reportDuringSearchEvery"] = query.report_s
    return json.dumps(asked)


def parse_reply(line: str) -> Reply:
    """Returns one line of an engine.

    Raises:
        ReplyError: It is no reply.
    """
    try:
        raw: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReplyError(f"not JSON: {line[:80]!r}") from error
    if not isinstance(raw, dict):
        raise ReplyError(f"not a reply: {line[:80]!r}")
    reply = cast("dict[str, Any]", raw)
    name = str(reply.get("id", ""))
    if "error" in reply:
        return Reply(name, error=str(reply["error"]))
    if "action" in reply:
        return Reply(name, version=str(reply.get("version", "")))
    if "turnNumber" not in reply:
        return Reply(name)  # a warning
    is_last = not reply.get("isDuringSearch", False)
    body = None if reply.get("noResults") else reply
    return Reply(name, _number(reply["turnNumber"]), body, is_last=is_last)


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise ReplyError(f"turnNumber {value!r}: expected a whole number")
    return value


def report_of(reply: Reply, board: tuple[int, int]) -> PositionReport | None:
    """Returns what a reply says about a position, None if it says nothing.

    Args:
        reply: The reply.
        board: Rows and columns of the query that it answers.

    Raises:
        ReplyError: Something is missing or makes no sense.
    """
    body = reply.body
    if body is None:
        return None
    try:
        root, owners = body["rootInfo"], body.get("ownership")
        moves = sorted(body["moveInfos"], key=lambda move: int(move["order"]))
        return PositionReport(
            int(root["visits"]),
            float(root["winrate"]),
            float(root["scoreLead"]),
            tuple(_candidate(move, board) for move in moves),
            _ownership(owners, board),
            is_final=reply.is_last,
        )
    except (KeyError, TypeError, ValueError, CoordinateError) as error:
        raise ReplyError(f"broken analysis: {type(error).__name__} {error}") from error


def _ownership(values: Any, board: tuple[int, int]) -> bytes | None:
    if values is None or len(values) != board[0] * board[1]:
        return None
    return ownership_bytes(tuple(values))


def _candidate(move: dict[str, Any], board: tuple[int, int]) -> Candidate:
    return Candidate(
        action_of(str(move["move"]), board),
        int(move["visits"]),
        float(move["winrate"]),
        float(move["scoreLead"]),
        float(move.get("prior", 0.0)),
        tuple(action_of(str(vertex), board) for vertex in move.get("pv", ())),
    )
