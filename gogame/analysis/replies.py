"""Replies as lines of JSON, written by servers and read by clients."""

from __future__ import annotations

from typing import cast

from gogame.analysis.fields import (
    Fields,
    Json,
    QueryError,
    all_rounded,
    line_of,
    parse_object,
    present,
    rounded,
)
from gogame.analysis.messages import (
    ActionReply,
    AnalysisReply,
    Failure,
    MoveInfo,
    Reply,
    RootInfo,
    Warned,
)

_HUGE = 1e12
_MANY = 1 << 62


def format_reply(reply: Reply) -> str:
    """Returns the line of a reply, without its line feed.

    Raises:
        RecursionError: An action nests too deeply to be repeated.
    """
    match reply:
        case AnalysisReply():
            return line_of(_analysis_fields(reply))
        case ActionReply():
            return line_of({**reply.fields, "id": reply.id, "action": reply.name})
        case Failure():
            fields = {"id": reply.id, "field": reply.field, "turnNumber": reply.turn}
            return line_of({**present(fields), "error": reply.message})
        case Warned():
            return line_of({"id": reply.id, "field": reply.field, "warning": reply.message})


def _analysis_fields(reply: AnalysisReply) -> Json:
    head: Json = {
        "id": reply.id,
        "turnNumber": reply.turn,
        "isDuringSearch": reply.is_during_search,
    }
    if reply.root is None:
        return {**head, "noResults": True}
    return present(
        {
            **head,
            "rootInfo": _root_fields(reply.root),
            "moveInfos": [_move_fields(move) for move in reply.moves],
            "ownership": all_rounded(reply.ownership),
            "ownershipStdev": all_rounded(reply.ownership_stdev),
            "policy": all_rounded(reply.policy),
        }
    )


def _score_fields(info: MoveInfo | RootInfo) -> Json:
    lead = rounded(info.score_lead)
    return {
        "visits": info.visits,
        "winrate": rounded(info.winrate),
        "scoreLead": lead,
        "scoreMean": lead,
        "scoreSelfplay": lead,
        "scoreStdev": rounded(info.score_stdev),
        "utility": rounded(info.utility),
    }


def _root_fields(root: RootInfo) -> Json:
    fields = {
        **_score_fields(root),
        "currentPlayer": root.player,
        "thisHash": root.this_hash or None,
        "symHash": root.symmetric_hash or None,
    }
    if root.raw_winrate is not None:
        fields["rawWinrate"] = rounded(root.raw_winrate)
    if root.raw_lead is not None:
        fields["rawLead"] = fields["rawScoreSelfplay"] = rounded(root.raw_lead)
    return present(fields)


def _move_fields(move: MoveInfo) -> Json:
    return present(
        {
            **_score_fields(move),
            "move": move.move,
            "edgeVisits": move.visits,
            "prior": rounded(move.prior),
            "lcb": rounded(move.lcb),
            "utilityLcb": rounded(move.utility_lcb),
            "order": move.order,
            "pv": list(move.pv),
            "pvVisits": None if move.pv_visits is None else list(move.pv_visits),
            "pvEdgeVisits": None if move.pv_visits is None else list(move.pv_visits),
            "ownership": all_rounded(move.ownership),
            "ownershipStdev": all_rounded(move.ownership_stdev),
        }
    )


# Reading


def parse_reply(line: str) -> Reply:
    """Returns the reply of a line; fields that are not known here are skipped.

    Raises:
        QueryError: The line is no reply of an analysis engine.
    """
    fields = Fields(parse_object(line), None)
    id_ = fields.text("id")
    fields.id = id_
    message = fields.text("error")
    if message is not None:
        turn = fields.whole("turnNumber", 0, _MANY)
        return Failure(message, id_, fields.text("field"), turn)
    if id_ is None:
        raise QueryError(f"a reply without id: {line[:60]!r}")
    message = fields.text("warning")
    if message is not None:
        return Warned(message, id_, fields.text("field") or "")
    action = fields.text("action")
    if action is not None:
        return ActionReply(id_, action, fields.raw)
    return _parse_analysis(fields, id_)


def _parse_analysis(fields: Fields, id_: str) -> AnalysisReply:
    turn = fields.required("turnNumber", lambda name: fields.whole(name, 0, _MANY), "a turn")
    if "rootInfo" not in fields.raw:
        if fields.flag("noResults"):
            return AnalysisReply(id_, turn)
        raise fields.error("rootInfo", "is missing: expected it, or noResults")
    moves = fields.items("moveInfos", "a list of objects")
    return AnalysisReply(
        id_,
        turn,
        fields.flag("isDuringSearch"),
        tuple(_parse_move(Fields(_object(fields, move), id_, "moveInfos")) for move in moves),
        _parse_root(Fields(fields.mapping("rootInfo"), id_, "rootInfo")),
        _numbers(fields, "ownership"),
        _numbers(fields, "ownershipStdev"),
        _numbers(fields, "policy"),
    )


def _object(fields: Fields, value: object) -> Json:
    if not isinstance(value, dict):
        raise fields.wrong("moveInfos", value, "objects")
    return cast("Json", value)


def _numbers(fields: Fields, field: str) -> tuple[float, ...] | None:
    if field not in fields.raw:
        return None
    values = fields.items(field, "a list of numbers")
    if not all(type(value) in (int, float) for value in values):
        raise fields.error(field, "must be a list of numbers")
    return tuple(map(float, values))


def _number(fields: Fields, field: str, default: float | None = None) -> float:
    value = fields.number(field, -_HUGE, _HUGE)
    if value is None:
        value = default
    return fields.required(field, lambda _name: value, "a number")


def _count(fields: Fields, field: str) -> int:
    return fields.required(field, lambda name: fields.whole(name, 0, _MANY), "a whole number")


def _parse_root(fields: Fields) -> RootInfo:
    raw_winrate = fields.number("rawWinrate", -_HUGE, _HUGE)
    return RootInfo(
        player=fields.player("currentPlayer") or "",
        visits=_count(fields, "visits"),
        winrate=_number(fields, "winrate"),
        score_lead=_number(fields, "scoreLead"),
        score_stdev=_number(fields, "scoreStdev", 0.0),
        utility=_number(fields, "utility", 0.0),
        this_hash=fields.text("thisHash") or "",
        symmetric_hash=fields.text("symHash") or "",
        raw_winrate=raw_winrate,
        raw_lead=fields.number("rawLead", -_HUGE, _HUGE),
    )


def _parse_move(fields: Fields) -> MoveInfo:
    winrate, utility = _number(fields, "winrate"), _number(fields, "utility", 0.0)
    pv = fields.items("pv", "a list of vertices")
    if not all(isinstance(vertex, str) for vertex in pv):
        raise fields.error("pv", "must be a list of vertices")
    return MoveInfo(
        move=fields.required("move", fields.text, "a vertex"),
        visits=_count(fields, "visits"),
        winrate=winrate,
        score_lead=_number(fields, "scoreLead"),
        score_stdev=_number(fields, "scoreStdev", 0.0),
        prior=_number(fields, "prior", 0.0),
        lcb=_number(fields, "lcb", winrate),
        utility=utility,
        utility_lcb=_number(fields, "utilityLcb", utility),
        order=_count(fields, "order"),
        pv=tuple(pv),
        pv_visits=fields.wholes("pvVisits", 0, _MANY),
        ownership=_numbers(fields, "ownership"),
        ownership_stdev=_numbers(fields, "ownershipStdev"),
    )
