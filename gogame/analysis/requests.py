"""Requests as lines of JSON: queries and actions, written by clients and read by servers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from gogame.analysis.fields import Fields, Json, QueryError, line_of, parse_object, present
from gogame.analysis.messages import Action, Include, MoveLimit, Placed, Query

_MOST_TURNS = 1 << 20
_MOST_VISITS = 1 << 50
_MOST_PRIORITY = 1 << 62
_MOST_KOMI = 400.0
_MOST_SECONDS = 1e6
_SIZES = (2, 19)
_MOST_PV = 1000
_MOST_DEPTH = 10**9
_ACTIONS = ("query_version", "query_models", "clear_cache", "terminate", "terminate_all")
_KNOWN = frozenset(
    """id boardXSize boardYSize moves rules komi whiteHandicapBonus initialStones initialPlayer
    analyzeTurns maxVisits priority priorities reportDuringSearchEvery
    firstReportDuringSearchAfter includeOwnership includeOwnershipStdev includeMovesOwnership
    includeMovesOwnershipStdev includePolicy includePVVisits includeNoResultValue analysisPVLen
    avoidMoves allowMoves overrideSettings rootPolicyTemperature rootFpuReductionMax
    variant""".split()
)
# Settings that a query may also hold as fields of their own, with KataGo's ranges.
_SETTINGS = {"rootPolicyTemperature": (0.01, 100.0), "rootFpuReductionMax": (0.0, 2.0)}


def parse_request(line: str) -> Query | Action:
    """Returns what a line asks for.

    Raises:
        QueryError: The line, or a field of it, is not as it should be.
    """
    raw = parse_object(line)
    id_ = raw.get("id")
    if not isinstance(id_, str):
        raise QueryError('a request must have a field "id" that is a string')
    fields = Fields(raw, id_)
    return _action(fields, id_) if "action" in raw else _query(fields, id_)


def _action(fields: Fields, id_: str) -> Action:
    name = fields.required("action", fields.text, "the name of an action")
    if name not in _ACTIONS:
        raise fields.wrong("action", name, f"one of {', '.join(_ACTIONS)}")
    terminate_id = None
    if name == "terminate":
        terminate_id = fields.required("terminateId", fields.text, "the id of a query")
    turns = None
    if name in ("terminate", "terminate_all"):
        turns = fields.wholes("turnNumbers", -_MOST_PRIORITY, _MOST_PRIORITY)
    return Action(id_, name, terminate_id, turns, fields.raw)


def _query(fields: Fields, id_: str) -> Query:
    size = f"a whole number from {_SIZES[0]} to {_SIZES[1]}"
    width = fields.required("boardXSize", lambda name: fields.whole(name, *_SIZES), size)
    height = fields.required("boardYSize", lambda name: fields.whole(name, *_SIZES), size)
    if "moves" not in fields.raw:
        raise fields.error("moves", "is missing: expected a list, an empty one for no moves")
    moves = _placed(fields, "moves")
    turns, priorities = _turns(fields, len(moves))
    seconds = (0.001, _MOST_SECONDS)
    return Query(
        id=id_,
        width=width,
        height=height,
        moves=moves,
        rules=_rules(fields),
        komi=_komi(fields),
        handicap_bonus=fields.text("whiteHandicapBonus"),
        initial_stones=_placed(fields, "initialStones"),
        initial_player=fields.player("initialPlayer"),
        turns=turns,
        max_visits=fields.whole("maxVisits", 1, _MOST_VISITS),
        priority=fields.whole("priority", -_MOST_PRIORITY, _MOST_PRIORITY) or 0,
        priorities=priorities,
        report_every_s=fields.number("reportDuringSearchEvery", *seconds),
        first_report_s=fields.number("firstReportDuringSearchAfter", *seconds),
        include=_include(fields),
        pv_length=fields.whole("analysisPVLen", 1, _MOST_PV),
        avoid=_move_limits(fields, "avoidMoves"),
        allow=_move_limits(fields, "allowMoves"),
        settings=_settings(fields),
        variant=fields.mapping("variant"),
        unknown=_unknown(fields),
    )


def _turns(fields: Fields, num_moves: int) -> tuple[tuple[int, ...] | None, tuple[int, ...] | None]:
    """Returns the turns to analyse and their priorities, where the query gives them."""
    turns = fields.wholes("analyzeTurns", 0, num_moves)
    if turns == ():
        raise fields.error("analyzeTurns", "is empty: expected at least one turn")
    priorities = fields.wholes("priorities", -_MOST_PRIORITY, _MOST_PRIORITY)
    if priorities is not None:
        if turns is None or len(turns) != len(priorities):
            raise fields.error("priorities", "must be as many as analyzeTurns")
        if "priority" in fields.raw:
            raise fields.error("priority", "and priorities exclude each other")
    return turns, priorities


def _include(fields: Fields) -> Include:
    return Include(
        ownership=fields.flag("includeOwnership"),
        ownership_stdev=fields.flag("includeOwnershipStdev"),
        moves_ownership=fields.flag("includeMovesOwnership"),
        moves_ownership_stdev=fields.flag("includeMovesOwnershipStdev"),
        policy=fields.flag("includePolicy"),
        pv_visits=fields.flag("includePVVisits"),
    )


def _unknown(fields: Fields) -> tuple[str, ...]:
    """Returns the fields that change nothing."""
    unknown = [name for name in fields.raw if name not in _KNOWN]
    if fields.flag("includeNoResultValue"):
        unknown.append("includeNoResultValue")
    return tuple(unknown)


def _settings(fields: Fields) -> Json:
    settings = dict(fields.mapping("overrideSettings"))
    for name, (low, high) in _SETTINGS.items():
        value = fields.number(name, low, high)
        if value is not None:
            settings[name] = value
    return settings


def _rules(fields: Fields) -> str | Json:
    rules = fields.raw.get("rules")
    if isinstance(rules, str):
        return rules
    if isinstance(rules, dict):
        return fields.mapping("rules")
    raise fields.wrong("rules", rules, 'a name such as "chinese", or an object of single rules')


def _komi(fields: Fields) -> float | None:
    komi = fields.number("komi", -_MOST_KOMI, _MOST_KOMI)
    if komi is not None and 2 * komi != int(2 * komi):
        raise fields.wrong("komi", komi, "a multiple of 0.5")
    return komi


def _placed(fields: Fields, field: str) -> tuple[Placed, ...]:
    expected = 'a list of pairs such as ["B", "D4"]'
    items = fields.items(field, expected)
    if len(items) > _MOST_TURNS:
        raise fields.wrong(field, items, f"at most {_MOST_TURNS} of them")
    return tuple(_pair(fields, field, item) for item in items)


def _pair(fields: Fields, field: str, item: object) -> Placed:
    if isinstance(item, list):
        pair = cast("list[object]", item)
        if len(pair) == 2 and isinstance(pair[1], str):
            return fields.player_of(field, pair[0]), pair[1]
    raise fields.wrong(field, cast("object", item), 'pairs such as ["B", "D4"]')


def _move_limits(fields: Fields, field: str) -> tuple[MoveLimit, ...]:
    items = fields.items(field, "a list of objects with player, moves and untilDepth")
    found = tuple(_move_limit(fields, field, item) for item in items)
    if field == "allowMoves" and found:
        if "avoidMoves" in fields.raw:
            raise fields.error(field, "and avoidMoves exclude each other")
        if len({one.player for one in found}) < len(found):
            raise fields.error(field, "names a player twice: expected one entry for each")
    return found


def _move_limit(fields: Fields, field: str, item: object) -> MoveLimit:
    if not isinstance(item, dict):
        raise fields.wrong(field, item, "objects with player, moves and untilDepth")
    one = Fields(cast("Json", item), fields.id, inside=field)
    moves = one.items("moves", "a list of points")
    if "moves" not in one.raw or not all(isinstance(move, str) for move in moves):
        raise one.error("moves", "must be a list of points")
    player = one.required("player", one.player, "B or W")
    depth = one.required("untilDepth", lambda name: one.whole(name, 1, _MOST_DEPTH), "plies")
    return MoveLimit(player, tuple(moves), depth)


# Writing


def _limits(limits: Sequence[MoveLimit]) -> list[Json] | None:
    fields = [
        {"player": one.player, "moves": list(one.moves), "untilDepth": one.until_depth}
        for one in limits
    ]
    return fields or None


def format_query(query: Query) -> str:
    """Returns the line of a query, without its line feed."""
    wanted = query.include
    fields = {
        "id": query.id,
        "boardXSize": query.width,
        "boardYSize": query.height,
        "moves": [list(move) for move in query.moves],
        "rules": query.rules if isinstance(query.rules, str) else dict(query.rules),
        "komi": query.komi,
        "whiteHandicapBonus": query.handicap_bonus,
        "initialStones": [list(stone) for stone in query.initial_stones] or None,
        "initialPlayer": query.initial_player,
        "analyzeTurns": None if query.turns is None else list(query.turns),
        "maxVisits": query.max_visits,
        "priority": query.priority if query.priority and query.priorities is None else None,
        "priorities": None if query.priorities is None else list(query.priorities),
        "reportDuringSearchEvery": query.report_every_s,
        "firstReportDuringSearchAfter": query.first_report_s,
        "includeOwnership": wanted.ownership or None,
        "includeOwnershipStdev": wanted.ownership_stdev or None,
        "includeMovesOwnership": wanted.moves_ownership or None,
        "includeMovesOwnershipStdev": wanted.moves_ownership_stdev or None,
        "includePolicy": wanted.policy or None,
        "includePVVisits": wanted.pv_visits or None,
        "analysisPVLen": query.pv_length,
        "avoidMoves": _limits(query.avoid),
        "allowMoves": _limits(query.allow),
        "overrideSettings": dict(query.settings) or None,
        "variant": dict(query.variant) or None,
    }
    return line_of(present(fields))


def format_action(action: Action) -> str:
    """Returns the line of an action, without its line feed; `raw` may add fields."""
    fields = {
        "id": action.id,
        "action": action.name,
        "terminateId": action.terminate_id,
        "turnNumbers": None if action.turns is None else list(action.turns),
    }
    return line_of({**action.raw, **present(fields)})
