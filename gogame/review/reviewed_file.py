"""One file under review: its games, the analyses that are there, and what is written at the end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError, SgfError
from gogame.review.annotate import annotate
from gogame.review.document import document_of
from gogame.review.judged import GameReview, judge_line
from gogame.review.line import Line, line_of
from gogame.review.page import PageOptions, page_of
from gogame.review.partial import Partial
from gogame.review.targets import Target, check_replaceable, read_document
from gogame.review.words import Language, Words, words_of
from gogame.search.config import Limits
from gogame.sgf import GameTree, load, save
from gogame.sgf.analysis import NodeAnalysis, analysis_of, origin_of, rounded
from gogame.sgf.files import write_whole

# Visits of each position where nobody says otherwise.
NETWORK_VISITS, ROLLOUT_VISITS = 400, 2000
_KEY_VERSION = 1


class Judge(NamedTuple):
    """Who judges the positions of a game.

    Attributes:
        name: For people.
        random_games: Random games for each visit, 0 for a network.
    """

    name: str
    random_games: int = 0


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How to review.

    Attributes:
        judge: Names the judges of all games, with all that their opinions depend on.
        visits: Of each position; None for what suits the judge, or for as many as there is time.
        seconds: For each position, None for no limit.
        language: Of comments and the page.
    """

    judge: str
    visits: int | None = None
    seconds: float | None = None
    language: Language = Language.ENGLISH

    def analysis_key(self, digest: str) -> str:
        """Returns what analyses of a file belong to: the file and all but the language."""
        fields = asdict(self) | {"language": "", "file": digest, "version": _KEY_VERSION}
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]

    def key(self, digest: str) -> str:
        """Returns what a finished review belongs to."""
        return f"{self.analysis_key(digest)}-{self.language.value}"

    def limits(self, judge: Judge) -> Limits:
        """Returns when the search of a position ends."""
        if self.visits is None and self.seconds is None:
            return Limits(visits=ROLLOUT_VISITS if judge.random_games else NETWORK_VISITS)
        return Limits(visits=self.visits, seconds=self.seconds)


class Task(NamedTuple):
    """A position to analyse: its game, its step, and how long to think."""

    game: int
    step: int
    position: Position
    limits: Limits


def digest_of(path: Path) -> str:
    """Returns the SHA-256 of a file.

    Raises:
        SgfError: It cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise SgfError(f"cannot open {path}: {error.strerror}") from error


def is_finished(target: Target, key: str) -> bool:
    """Returns whether a review with this key is there, whole."""
    document = read_document(target.json)
    is_same = document is not None and document.get("key") == key
    return is_same and target.sgf.exists() and target.html.exists()


class ReviewedFile:
    """The games of a file, filled with analyses until `finish` can write them.

    Attributes:
        target: The file, and where its review goes.
        tasks: What is still to be analysed.
        num_known: Positions that were analysed before.
    """

    def __init__(
        self,
        target: Target,
        settings: ReviewSettings,
        judge_of: Callable[[VariantSpec], Judge],
    ) -> None:
        """Read the file and what an earlier review of it has left.

        Args:
            target: The file.
            settings: Of the review.
            judge_of: Who judges the games of a variant.

        Raises:
            SgfError: The file cannot be read or reviewed.
            ConfigError: What is to be written cannot be, or would replace somebody's file.
        """
        check_replaceable(target)
        self.target = target
        self._settings = settings
        self._digest = digest_of(target.source)
        self._lines = lines_of(target.source)
        self._judges = [judge_of(line.variant) for line in self._lines]
        self._analyses: list[dict[int, NodeAnalysis]] = [{} for _ in self._lines]
        analysis_key = settings.analysis_key(self._digest)
        self._partial = Partial(target.partial, analysis_key)
        finished = _finished_analyses(target, self._lines, analysis_key)
        self.tasks: list[Task] = []
        for game, line in enumerate(self._lines):
            limits = settings.limits(self._judges[game])
            shape = (line.variant.height, line.variant.width)
            for index, step in enumerate(line.steps):
                if step.position is None:
                    continue
                known = self._partial.analysis(game, index, *shape)
                known = known or finished.get((game, index))
                if known is None or known.to_play is not step.position.to_play:
                    self.tasks.append(Task(game, index, step.position, limits))
                else:
                    self._analyses[game][index] = known
        self.num_known = sum(map(len, self._analyses))
        self._num_left = len(self.tasks)

    @property
    def is_complete(self) -> bool:
        """Whether every position has its analysis."""
        return self._num_left == 0

    def take(self, task: Task, analysis: NodeAnalysis) -> None:
        """Keep the analysis of one of the tasks, on disk too.

        Raises:
            ConfigError: It cannot be written.
        """
        variant = self._lines[task.game].variant
        shape = (variant.height, variant.width)
        self._partial.add(task.game, task.step, analysis, shape)
        self._analyses[task.game][task.step] = rounded(analysis, *shape)
        self._num_left -= 1

    def finish(self) -> list[GameReview]:
        """Write the review, each file whole or not at all, and return it.

        Raises:
            GoError: A file cannot be written.
        """
        words = words_of(self._settings.language)
        reviews = [
            judge_line(
                line,
                analyses,
                judge_text(judge, self._settings.limits(judge), words),
                knows_shape=not judge.random_games,
            )
            for line, analyses, judge in zip(self._lines, self._analyses, self._judges, strict=True)
        ]
        key = self._settings.key(self._digest)
        is_rough = any(judge.random_games for judge in self._judges)
        page = page_of(reviews, PageOptions(self.target.source.name, words, is_rough))
        document = document_of(reviews, key, self._source(), self._written_settings())
        analysis_key = self._settings.analysis_key(self._digest)
        save(self.target.sgf, [annotate(review, analysis_key, words) for review in reviews])
        _write(self.target.html, page)
        _write(self.target.json, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        self._partial.delete()
        return reviews

    def _source(self) -> Mapping[str, Any]:
        return {"file": self.target.source.name, "sha256": self._digest}

    def _written_settings(self) -> Mapping[str, Any]:
        settings = self._settings
        return {
            "judge": settings.judge,
            "visits": settings.visits,
            "seconds": settings.seconds,
            "language": settings.language.value,
        }


def lines_of(path: Path) -> list[Line]:
    """Returns the games of a file.

    Raises:
        SgfError: Naming the file, and the game if it has several.
    """
    lines: list[Line] = []
    trees = load(path)
    for number, tree in enumerate(trees, start=1):
        try:
            lines.append(line_of(tree))
        except SgfError as error:
            where = f"{path}, game {number}" if len(trees) > 1 else str(path)
            raise SgfError(f"{where}: {error}", error.offset) from error
    return lines


def _finished_analyses(
    target: Target, lines: Sequence[Line], key: str
) -> Mapping[tuple[int, int], NodeAnalysis]:
    """Returns the analyses of a finished review with the same key, which may lack other files.

    A game whose main line has been edited since then, or holds damaged analyses, gives none.
    """
    found: dict[tuple[int, int], NodeAnalysis] = {}
    if not target.sgf.exists():
        return found
    for game, (tree, line) in enumerate(zip(load(target.sgf), lines, strict=False)):
        origin = origin_of(tree.root)
        if origin is not None and origin[0] == key and _moves(tree) == _moves(line.tree):
            found |= {(game, step): one for step, one in _analyses(tree, line.variant).items()}
    return found


def _moves(tree: GameTree) -> list[list[str]]:
    return [[*node.values("B"), "", *node.values("W")] for node in tree.main_line()]


def _analyses(tree: GameTree, variant: VariantSpec) -> dict[int, NodeAnalysis]:
    """Returns the analyses of a main line by index, none if one of them is damaged."""
    try:
        read = [analysis_of(node, variant.height, variant.width) for node in tree.main_line()]
    except SgfError:
        return {}  # judged again
    return {index: one for index, one in enumerate(read) if one is not None}


def judge_text(judge: Judge, limits: Limits, words: Words) -> str:
    """Returns who judged and how long, for people."""
    name = judge.name
    if judge.random_games:
        name = words("random_games", count=judge.random_games)
    parts = [name]
    if limits.visits is not None:
        parts.append(words("visits", count=limits.visits))
    if limits.seconds is not None:
        parts.append(words("seconds", count=f"{limits.seconds:g}"))
    return ", ".join(parts)


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
