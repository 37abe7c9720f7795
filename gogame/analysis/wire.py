"""The JSON lines of an analysis engine as typed values, for its server and for its clients.

Nothing here knows boards, search or processes, so that a window can import it. A client writes
`format_query` and `format_action` and reads with `parse_reply`; a server reads with
`parse_request` and writes with `format_reply`. Every line ends with a line feed that is not part of
what these functions take and return.

Source: KataGo, ``docs/Analysis_Engine.md``.
"""

from __future__ import annotations

from gogame.analysis.fields import QueryError
from gogame.analysis.messages import (
    Action,
    ActionReply,
    AnalysisReply,
    Failure,
    Include,
    MoveInfo,
    MoveLimit,
    Placed,
    Query,
    Reply,
    RootInfo,
    Warned,
)
from gogame.analysis.replies import format_reply, parse_reply
from gogame.analysis.requests import format_action, format_query, parse_request

MAX_LINE = 1 << 24
"""Bytes of a request, at most."""

__all__ = [
    "MAX_LINE",
    "Action",
    "ActionReply",
    "AnalysisReply",
    "Failure",
    "Include",
    "MoveInfo",
    "MoveLimit",
    "Placed",
    "Query",
    "QueryError",
    "Reply",
    "RootInfo",
    "Warned",
    "format_action",
    "format_query",
    "format_reply",
    "parse_reply",
    "parse_request",
]
