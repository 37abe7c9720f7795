"""The analysis server: takes queries at any time, and answers each turn once.

Between two batches of search it takes in what has arrived and writes what is due; it starts no
thread. Whatever a line holds, the server lives on: each gets its answers, or one error. It ends
when its input has ended and all queries are answered, and when nobody reads its replies any more.
"""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gogame.analysis.channels import LineInput, LineOutput, LongLine, wait
from gogame.analysis.games import Game, action_of
from gogame.analysis.reports import Hashes, Reporter, detail_of
from gogame.analysis.settings import Settings, apply
from gogame.analysis.wire import (
    MAX_LINE,
    Action,
    ActionReply,
    AnalysisReply,
    Failure,
    MoveLimit,
    Query,
    QueryError,
    Reply,
    Warned,
    format_reply,
    parse_request,
)
from gogame.board.coords import Color
from gogame.board.variant import VariantSpec, standard
from gogame.engine import NETWORK_VISITS, ROLLOUT_VISITS
from gogame.errors import CoordinateError, GoError
from gogame.features import FEATURES_VERSION
from gogame.gtp.session import NAME
from gogame.search.pool import DelayedPosition, SearchPool, Ticket
from gogame.search.restriction import restrict
from gogame.sgf.files import program_version

MAX_OPEN = 100_000
"""Turns that may wait for their analysis."""

_log = logging.getLogger(__name__)
# How long lines are taken in before search goes on.
_READING_S = 0.05
# Bytes of replies that wait for their reader: from the first number on no reply comes during a
# search, from the second on nothing is done.
_MUCH_WAITS = 1 << 20
_TOO_MUCH_WAITS = 1 << 26


@dataclass(slots=True)
class _Open:
    """A turn that waits for its final reply.

    Attributes:
        reporter: Writes its replies.
        every_s: Seconds between replies during the search.
        due_s: When the next one is due, in seconds of its search.
        hashes: Names of its position, once they are known.
    """

    reporter: Reporter
    every_s: float
    due_s: float
    hashes: Hashes | None = None


class Server:
    """Answers one client."""

    def __init__(
        self,
        pool: SearchPool,
        source: LineInput,
        target: LineOutput,
        settings: Settings | None = None,
        *,
        waits_at_end: bool = True,
    ) -> None:
        """Take what searches, and where lines come from and go to.

        Args:
            pool: Searches; nobody else may use it.
            source: Requests.
            target: Replies.
            settings: What holds where queries do not say otherwise.
            waits_at_end: Whether to finish all queries when the input has ended.
        """
        self._pool = pool
        self._source = source
        self._target = target
        self._settings = settings or Settings()
        self._waits_at_end = waits_at_end
        self._open: dict[Ticket, _Open] = {}

    def run(self) -> None:
        """Answers until the input has ended.

        Raises:
            BrokenPipeError: Nobody reads the replies any more.
        """
        while True:
            self._target.check()
            self._target.flush(_TOO_MUCH_WAITS)
            self._take_lines()
            if self._source.has_ended and not self._waits_at_end:
                return
            if len(self._pool):
                self._search()
            elif self._source.has_ended:
                break
            else:
                wait(self._source, self._target)
        self._target.flush(at_most=0)

    def _take_lines(self) -> None:
        deadline = time.monotonic() + _READING_S
        while time.monotonic() < deadline:
            line = self._source.next_line()
            if line is not None:
                self.answer(line)
            elif not self._source.receive():
                return

    def _send(self, reply: Reply) -> None:
        self._target.send(format_reply(reply))

    # Requests

    def answer(self, line: str | LongLine) -> None:
        """Takes one line: answers an action, puts a query in line, or says why not."""
        if isinstance(line, str) and not line.strip("\ufeff \t\r"):
            return
        id_: str | None = None
        try:
            if isinstance(line, LongLine):
                raise QueryError(f"line too long: expected at most {MAX_LINE} bytes")
            request = parse_request(line.strip("\ufeff \t\r"))
            id_ = request.id
            if isinstance(request, Action):
                self._act(request)
            else:
                self._enqueue(request)
        except QueryError as error:
            self._send(Failure(str(error), error.id, error.field))
        except RecursionError:
            self._send(Failure("the request nests too deeply to be repeated", id_))
        except BrokenPipeError:
            raise
        except Exception:  # noqa: BLE001 - the server outlives any fault of a request
            _log.exception("internal error in a request")
            self._send(Failure("internal error", id_))

    def _act(self, action: Action) -> None:
        fields = dict(action.raw)
        if action.name == "query_version":
            fields |= {"version": program_version(), "git_hash": "<omitted>", "name": NAME}
        elif action.name == "query_models":
            fields["models"] = self._models()
        elif action.name == "clear_cache":
            self._pool.forget()
        self._send(ActionReply(action.id, action.name, fields))
        if action.name in ("terminate", "terminate_all"):
            self._terminate(action)

    def _models(self) -> list[dict[str, object]]:
        """Returns what judges the games on usual boards."""
        names = {self._pool.evaluator(standard(size)).name: None for size in (9, 13, 19)}
        return [
            {
                "name": name,
                "internalName": name,
                "maxBatchSize": self._pool.config(standard()).batch_size,
                "usesHumanSLProfile": False,
                "usingFP16": "auto",
                "version": FEATURES_VERSION,
            }
            for name in names
        ]

    def _terminate(self, action: Action) -> None:
        ended = [
            ticket
            for ticket, one in self._open.items()
            if action.terminate_id in (None, one.reporter.id)
            and (action.turns is None or one.reporter.turn in action.turns)
        ]
        for ticket in ended:
            if self._pool.has_begun(ticket):
                self._finish(ticket)
            else:
                one = self._open.pop(ticket)
                self._send(AnalysisReply(one.reporter.id, one.reporter.turn))
            self._pool.cancel(ticket)

    # Queries

    def _enqueue(self, query: Query) -> None:
        """Puts the turns of a query in line.

        Raises:
            QueryError: It cannot be carried out; nothing has been put in line.
        """
        game = Game(query)
        variant = game.variant
        settings, ignored = self._settings_of(query)
        avoid = _avoided(query, variant)
        turns = query.turns or (game.num_moves,)
        if game.is_won and game.num_moves in turns:
            message = f"analyzeTurns {game.num_moves}: expected a turn at which the game goes on"
            raise QueryError(message, query.id, "analyzeTurns")
        priorities = dict(zip(turns, query.priorities or (), strict=False))
        if len(self._open) + len(set(turns)) > MAX_OPEN:
            raise QueryError(f"more than {MAX_OPEN} turns wait already: try again later", query.id)
        reads_planes = self._pool.evaluator(variant).reads_planes
        limits = settings.limits(NETWORK_VISITS if reads_planes else ROLLOUT_VISITS)
        config = settings.config(self._pool.config(variant))
        self._warn(query, ignored)
        first = query.first_report_s or query.report_every_s or float("inf")
        for turn in sorted(set(turns)):
            ticket = self._pool.submit(
                DelayedPosition(variant, functools.partial(game.position, turn)),
                limits,
                avoid=avoid,
                priority=priorities.get(turn, query.priority),
                config=config,
            )
            reporter = Reporter(
                query.id, turn, variant, query.include, settings.report_as, settings.pv_length
            )
            self._open[ticket] = _Open(reporter, query.report_every_s or float("inf"), first)

    def _settings_of(self, query: Query) -> tuple[Settings, tuple[str, ...]]:
        try:
            settings, ignored = apply(self._settings, query.settings)
        except GoError as error:
            message = f"overrideSettings: {error}"
            raise QueryError(message, query.id, "overrideSettings") from error
        return replace(
            settings,
            max_visits=query.max_visits or settings.max_visits,
            pv_length=query.pv_length or settings.pv_length,
        ), ignored

    def _warn(self, query: Query, ignored: Sequence[str]) -> None:
        if ignored:
            names = ", ".join(name[:40] for name in ignored[:20])
            message = f"overrideSettings: {names}: ignored, for this engine has no such setting"
            self._send(Warned(message, query.id, "overrideSettings"))
        for name in query.unknown:
            message = f"{name[:40]}: ignored, for it means nothing to this engine"
            self._send(Warned(message, query.id, name))

    # Searching

    def _search(self) -> None:
        """Searches one batch, and sends what is due."""
        try:
            for ticket in self._pool.step():
                self._finish(ticket)
            if self._target.num_waiting < _MUCH_WAITS:
                self._report()
        except BrokenPipeError:
            raise
        except Exception:  # noqa: BLE001 - the server outlives any fault of a search
            _log.exception("internal error in a search")
            failed, self._open = self._open, {}
            self._pool.clear()
            for one in failed.values():
                self._send(Failure("internal error", one.reporter.id, None, one.reporter.turn))

    def _report(self) -> None:
        for ticket in self._pool.running:
            one = self._open[ticket]
            seconds = self._pool.seconds(ticket)
            if seconds >= one.due_s:
                one.due_s = seconds + one.every_s
                self._send(self._reply(ticket, one, is_during_search=True))

    def _finish(self, ticket: Ticket) -> None:
        """Sends the final reply of a turn whose search has begun."""
        one = self._open.pop(ticket)
        try:
            reply = self._reply(ticket, one, is_during_search=False)
        except GoError as error:
            reply = Failure(str(error), one.reporter.id, None, one.reporter.turn)
        self._send(reply)

    def _reply(self, ticket: Ticket, one: _Open, *, is_during_search: bool) -> Reply:
        analysis = self._pool.analysis(ticket, detail_of(one.reporter.include))
        if one.hashes is None:
            one.hashes = Hashes.of(self._pool.position(ticket))
        return one.reporter.reply(analysis, one.hashes, is_during_search=is_during_search)


def _avoided(query: Query, variant: VariantSpec) -> NDArray[np.int32] | None:
    """Returns `[2, A]` int32, see `SearchPool.submit`.

    Raises:
        QueryError: A vertex lies on no point.
    """
    if not query.avoid and not query.allow:
        return None
    avoid = np.zeros((2, variant.num_actions), dtype=np.int32)
    for field, limits in (("avoidMoves", query.avoid), ("allowMoves", query.allow)):
        for limit in limits:
            color = Color.parse(limit.player)
            actions = _actions(query, field, limit, variant)
            restrict(avoid, color, actions, limit.until_depth, allows=field == "allowMoves")
    return avoid


def _actions(query: Query, field: str, limit: MoveLimit, variant: VariantSpec) -> list[int]:
    try:
        return [action_of(vertex, variant) for vertex in limit.moves]
    except CoordinateError as error:
        raise QueryError(f"{field}: {error}", query.id, field) from error
