"""What the lines of an analysis engine say, as values.

Moves are GTP vertices (``"D4"``, ``"pass"``), players ``"B"`` and ``"W"``. Scores, winning chances,
utility and ownership are seen by the player whom the setting ``reportAnalysisWinratesAs`` names.

Source: KataGo, ``docs/Analysis_Engine.md``. What this program's values mean where they differ from
KataGo's is said at `MoveInfo` and `RootInfo`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Placed = tuple[str, str]
"""A player and a vertex."""


@dataclass(frozen=True, slots=True)
class MoveLimit:
    """Moves that one player is not to consider, or only to consider, for some plies.

    Attributes:
        player: ``"B"`` or ``"W"``.
        moves: Vertices.
        until_depth: The ply before which this holds; 1 for the root's moves alone.
    """

    player: str
    moves: tuple[str, ...]
    until_depth: int = 1


@dataclass(frozen=True, slots=True)
class Include:
    """What a reply holds beside moves and the root.

    Attributes:
        ownership: Who is expected to own each point.
        ownership_stdev: The standard deviation of that over the search.
        moves_ownership: The ownership after each move.
        moves_ownership_stdev: Its standard deviation.
        policy: The evaluator's own policy.
        pv_visits: Visits of each move of a line.
    """

    ownership: bool = False
    ownership_stdev: bool = False
    moves_ownership: bool = False
    moves_ownership_stdev: bool = False
    policy: bool = False
    pv_visits: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """One game and the turns of it that are to be analysed; each gets one final reply.

    Attributes:
        id: Comes back with every reply.
        width: Columns.
        height: Rows.
        moves: Players and vertices, from the start.
        rules: A preset's name or KataGo's object of single rules.
        komi: White's points; None for the default of the rules.
        handicap_bonus: ``"0"``, ``"N"`` or ``"N-1"`` instead of that of the rules.
        initial_stones: Players and vertices of stones put on the board before the first move.
        initial_player: Who is to play first; None to tell from the moves and stones.
        turns: Numbers of moves played before the positions to analyse; None for the last only.
        max_visits: Visits of each position; None for the engine's own number.
        priority: Of all turns; higher ones go first.
        priorities: Of each turn, instead.
        report_every_s: Seconds between replies during the search; None for final replies only.
        first_report_s: Seconds until the first of them, if not the same.
        include: What replies hold.
        pv_length: Most moves of a line, the first not counted; None for the engine's own number.
        avoid: Moves not to consider.
        allow: The only moves to consider; not both.
        settings: KataGo's ``overrideSettings``.
        variant: What is not ordinary Go: `shape`, `win` and `captureGoal`; an extension.
        unknown: Fields that mean nothing here; read, never written.
    """

    id: str
    width: int
    height: int
    moves: tuple[Placed, ...] = ()
    rules: str | Mapping[str, Any] = "chinese"
    komi: float | None = None
    handicap_bonus: str | None = None
    initial_stones: tuple[Placed, ...] = ()
    initial_player: str | None = None
    turns: tuple[int, ...] | None = None
    max_visits: int | None = None
    priority: int = 0
    priorities: tuple[int, ...] | None = None
    report_every_s: float | None = None
    first_report_s: float | None = None
    include: Include = Include()
    pv_length: int | None = None
    avoid: tuple[MoveLimit, ...] = ()
    allow: tuple[MoveLimit, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    variant: Mapping[str, Any] = field(default_factory=dict[str, Any])
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A request that is no query: ``query_version``, ``terminate`` and the like.

    Attributes:
        id: Comes back with the answer.
        name: What to do.
        terminate_id: Whose turns to end, for ``terminate``.
        turns: Only these turns, or None for all.
        raw: The whole request, which the answer repeats.
    """

    id: str
    name: str
    terminate_id: str | None = None
    turns: tuple[int, ...] | None = None
    raw: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class MoveInfo:
    """One candidate move.

    ``scoreMean`` and ``scoreSelfplay`` are written too, equal to ``scoreLead``: the evaluators
    know one score, the expected result of the game. ``edgeVisits`` equals ``visits``, for the tree
    has no transpositions.

    Attributes:
        move: Vertex.
        visits: Playouts through it.
        winrate: Chance to win, 0 to 1.
        score_lead: Expected lead in points.
        score_stdev: Standard deviation of the scores that the playouts through the move expected.
            An evaluator's own doubt about each of them is not in it, so it is smaller than
            KataGo's number of this name, and 0 after one visit.
        prior: The evaluator's probability.
        lcb: Lower confidence bound of `winrate`.
        utility: What search maximises.
        utility_lcb: Its lower confidence bound.
        order: 0 for the best.
        pv: Expected line, beginning with `move`.
        pv_visits: Visits of its moves, if asked for.
        ownership: One number a point, row by row from the top left, +1 where the player reported
            for will own it, if asked for.
        ownership_stdev: Likewise.
    """

    move: str
    visits: int
    winrate: float
    score_lead: float
    score_stdev: float
    prior: float
    lcb: float
    utility: float
    utility_lcb: float
    order: int
    pv: tuple[str, ...]
    pv_visits: tuple[int, ...] | None = None
    ownership: tuple[float, ...] | None = None
    ownership_stdev: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class RootInfo:
    """The analysed position itself; what it shares with `MoveInfo` means the same.

    Attributes:
        player: Who is to play.
        visits: Playouts.
        winrate: Chance to win, 0 to 1.
        score_lead: Expected lead in points.
        score_stdev: As in `MoveInfo`, over all playouts.
        utility: What search maximises.
        this_hash: Equal for equal positions: stones, player, ko.
        symmetric_hash: Equal for positions that are equal after turning or reflecting the board.
        raw_winrate: What the evaluator says by itself; None if the game is over.
        raw_lead: Likewise.
    """

    player: str
    visits: int
    winrate: float
    score_lead: float
    score_stdev: float = 0.0
    utility: float = 0.0
    this_hash: str = ""
    symmetric_hash: str = ""
    raw_winrate: float | None = None
    raw_lead: float | None = None


@dataclass(frozen=True, slots=True)
class AnalysisReply:
    """What is known of one turn.

    Attributes:
        id: The query.
        turn: The turn.
        is_during_search: False for the one final reply.
        moves: Candidates, best first.
        root: The position; None if it was ended before it was looked at (``noResults``).
        ownership: See `MoveInfo`.
        ownership_stdev: Likewise.
        policy: Probability of each point row by row from the top left, then of the pass; -1 where
            a move is illegal.
    """

    id: str
    turn: int
    is_during_search: bool = False
    moves: tuple[MoveInfo, ...] = ()
    root: RootInfo | None = None
    ownership: tuple[float, ...] | None = None
    ownership_stdev: tuple[float, ...] | None = None
    policy: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A request, or one turn of a query, that gets no analysis.

    Attributes:
        message: Why, in one sentence.
        id: The request, or None if its line did not say.
        field: The field at fault, or None.
        turn: The turn that failed, or None for the whole request.
    """

    message: str
    id: str | None = None
    field: str | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in a query that was left out of account; its analysis follows.

    Attributes:
        message: What.
        id: The query.
        field: The field.
    """

    message: str
    id: str
    field: str


@dataclass(frozen=True, slots=True)
class ActionReply:
    """The answer to an action.

    Attributes:
        id: The action.
        name: What was done.
        fields: The whole answer: the request repeated, and what was asked for.
    """

    id: str
    name: str
    fields: Mapping[str, Any]


Reply = AnalysisReply | Failure | Warned | ActionReply
