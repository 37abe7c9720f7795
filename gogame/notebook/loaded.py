"""`LoadedEngine`: the engine as Python programs and notebooks use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from gogame.board.coords import action_to_gtp
from gogame.board.position import Position
from gogame.board.variant import VariantSpec, standard
from gogame.engine import Engine
from gogame.evaluation import Evaluator
from gogame.notebook.shown import FileReview, PositionAnalysis, result_of
from gogame.notebook.start import GameOptions, Moves, position_of
from gogame.review.analyst import SearchAnalyst
from gogame.review.batch import review_lines
from gogame.review.document import document_of
from gogame.review.page import PageOptions, page_of
from gogame.review.reviewed_file import ReviewSettings, digest_of, lines_of
from gogame.review.words import Language, words_of
from gogame.search.config import Limits
from gogame.search.result import Request


class LoadedEngine:
    """Analyses positions, chooses moves and reviews games.

    Calls do not depend on one another: nothing but the network is kept between them.
    """

    def __init__(self, evaluator_for: Callable[[VariantSpec], Evaluator], seed: int = 0) -> None:
        """Take what judges the positions of each game, and the seed of searches."""
        self._evaluator_for = evaluator_for
        self._engine = Engine(evaluator_for(standard()), seed=seed, evaluator_for=evaluator_for)

    def analyze(
        self,
        moves: Moves = (),
        *,
        visits: int | None = None,
        seconds: float | None = None,
        **game: Unpack[GameOptions],
    ) -> PositionAnalysis:
        """Returns what the engine thinks of a position.

        Args:
            moves: Moves from where `game` begins.
            visits: Of the search; by default what suits the judge, or as many as there is time.
            seconds: Longest time to think.
            **game: Where the moves begin, see `GameOptions`.

        Raises:
            GoError: A move, a file, a size or a rule that cannot be; in one sentence.
        """
        limits = self._begin(position_of(moves, **game), visits, seconds)
        *_, final = self._engine.analyze(limits, Request(interval_s=float("inf")))
        return result_of(self._engine.position, final, self._engine.evaluator.name)

    def genmove(
        self,
        moves: Moves = (),
        *,
        visits: int | None = None,
        seconds: float | None = None,
        **game: Unpack[GameOptions],
    ) -> str:
        """Returns the move that the engine plays: a vertex, ``"pass"`` or ``"resign"``.

        Args:
            moves: As in `analyze`.
            visits: As in `analyze`.
            seconds: As in `analyze`.
            **game: As in `analyze`.

        Raises:
            GoError: As `analyze`; or the game is over.
        """
        position = position_of(moves, **game)
        limits = self._begin(position, visits, seconds)
        self._engine.config = replace(self._engine.config, limits=limits)
        try:
            action = self._engine.choose().action
        finally:
            self._engine.config = replace(self._engine.config, limits=None)
        variant = position.variant
        return "resign" if action is None else action_to_gtp(action, variant.height, variant.width)

    def review(
        self,
        path: str | Path,
        *,
        visits: int | None = None,
        seconds: float | None = None,
        language: str = "en",
    ) -> FileReview:
        """Returns the review of all games of an SGF file; nothing is written.

        Args:
            path: The file.
            visits: Of each position; by default 400 with a network, 2,000 without.
            seconds: Longest time for each position.
            language: Of the page: ``"en"`` or ``"ko"``.

        Raises:
            GoError: The file cannot be read or reviewed, or an option cannot be.
        """
        file = Path(path)
        analyst = SearchAnalyst(self._evaluator_for)
        settings = ReviewSettings("api", visits, seconds, Language.parse(language))
        lines = lines_of(file)
        judges = [analyst.judge(line.variant) for line in lines]
        reviews = review_lines(lines, analyst, settings)
        is_rough = any(judge.random_games for judge in judges)
        options = PageOptions(file.name, words_of(settings.language), is_rough)
        digest = digest_of(file)
        written = {"visits": visits, "seconds": seconds, "language": language}
        source = {"file": file.name, "sha256": digest}
        document = document_of(reviews, settings.key(digest), source, written)
        return FileReview(tuple(reviews), page_of(reviews, options), document)

    def _begin(self, position: Position, visits: int | None, seconds: float | None) -> Limits:
        """Sets a position up, with nothing left of earlier calls; returns the limits to use."""
        self._engine.forget()
        self._engine.set_position(position)
        if visits is None and seconds is None:
            return self._engine.limits
        return Limits(visits=visits, seconds=seconds)
