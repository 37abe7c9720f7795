"""Reviewing many files: in the order given, positions of several games together, again and again.

Whatever was analysed is on disk at once, so a run that is stopped, however rudely, goes on where
it was. Begin with `review_files`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.variant import VariantSpec
from gogame.errors import GoError
from gogame.review.judged import GameReview, judge_line
from gogame.review.line import Line
from gogame.review.notes import is_about_a_move
from gogame.review.progress import Progress
from gogame.review.reviewed_file import (
    Judge,
    ReviewedFile,
    ReviewSettings,
    Task,
    digest_of,
    is_finished,
    judge_text,
)
from gogame.review.summary import of_player
from gogame.review.targets import Target
from gogame.review.words import words_of
from gogame.search.config import Limits
from gogame.sgf import load
from gogame.sgf.analysis import NodeAnalysis, rounded

# Positions that are handed to the search together: enough to fill its batches nearly always.
_TOGETHER = 1000


class Analyst(Protocol):
    """Analyses positions."""

    def judge(self, variant: VariantSpec) -> Judge:
        """Returns who judges the games of a variant."""
        ...

    def analyze(
        self, positions: Sequence[Position], limits: Limits
    ) -> Iterator[tuple[int, NodeAnalysis]]:
        """Yields the final analysis of every position with its index, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """Where a run is told about.

    Attributes:
        progress: How far it is, and what went wrong.
        result: Gets the page of every file that is finished.
    """

    progress: Progress
    result: Callable[[str], None]


def review_files(
    targets: Sequence[Target], analyst: Analyst, settings: ReviewSettings, report: Report
) -> int:
    """Reviews files; returns how many could not be reviewed.

    Args:
        targets: The files; those that are finished with the same settings are left as they are.
        analyst: Who analyses.
        settings: How.
        report: Where to tell about it.

    Raises:
        EngineError: The evaluator failed.
    """
    num_failed = 0
    left: list[tuple[Target, int]] = []
    for target in targets:
        try:
            size = _num_positions(target, settings)
        except GoError as error:
            report.progress.say(f"skipped: {error}")
            num_failed += 1
            continue
        if size is None:
            report.progress.say(f"{target.source}: reviewed already")
            report.result(str(target.html))
        else:
            left.append((target, size))
    report.progress.begin(sum(size for _, size in left))
    try:
        return num_failed + _review_left(left, analyst, settings, report)
    except KeyboardInterrupt:
        report.progress.say("stopped: the same command goes on from here")
        raise


def review_lines(
    lines: Sequence[Line], analyst: Analyst, settings: ReviewSettings
) -> list[GameReview]:
    """Returns the reviews of games at once; nothing is read or written.

    Raises:
        EngineError: The evaluator failed.
    """
    words = words_of(settings.language)
    reviews: list[GameReview] = []
    for line in lines:
        judge = analyst.judge(line.variant)
        limits = settings.limits(judge)
        chosen = [(i, step.position) for i, step in enumerate(line.steps) if step.position]
        found = analyst.analyze([position for _, position in chosen], limits)
        shape = (line.variant.height, line.variant.width)
        analyses = {chosen[index][0]: rounded(analysis, *shape) for index, analysis in found}
        text = judge_text(judge, limits, words)
        reviews.append(judge_line(line, analyses, text, knows_shape=not judge.random_games))
    return reviews


def _num_positions(target: Target, settings: ReviewSettings) -> int | None:
    """Returns about how many positions there are to analyse, None if the review is finished."""
    if is_finished(target, settings.key(digest_of(target.source))):
        return None
    return sum(len(tree.main_line()) for tree in load(target.source))


def _review_left(
    targets: Sequence[tuple[Target, int]],
    analyst: Analyst,
    settings: ReviewSettings,
    report: Report,
) -> int:
    """Reviews files with about so many positions each; returns how many could not be."""
    num_failed = 0
    waiting: list[ReviewedFile] = []
    for target, size in targets:
        try:
            file = ReviewedFile(target, settings, analyst.judge)
        except GoError as error:
            report.progress.say(f"skipped: {error}")
            report.progress.skip(size)
            num_failed += 1
            continue
        if file.num_known:
            known = f"{file.num_known} positions were analysed before"
            report.progress.say(f"{target.source}: {known}, {len(file.tasks)} are left")
        report.progress.skip(size - len(file.tasks))
        waiting.append(file)
        if sum(len(one.tasks) for one in waiting) >= _TOGETHER:
            num_failed += _analyze(waiting, analyst, report)
            waiting = []
    return num_failed + _analyze(waiting, analyst, report)


def _analyze(files: Sequence[ReviewedFile], analyst: Analyst, report: Report) -> int:
    """Analyses what is left of files and finishes each as soon as it is complete."""
    num_failed = sum(not _finish(file, report) for file in files if file.is_complete)
    jobs = [(file, task) for file in files for task in file.tasks]
    for limits in dict.fromkeys(task.limits for _, task in jobs):
        chosen = [(file, task) for file, task in jobs if task.limits == limits]
        positions = [task.position for _, task in chosen]
        for index, analysis in analyst.analyze(positions, limits):
            num_failed += not _take(*chosen[index], analysis, report)
    return num_failed


def _take(file: ReviewedFile, task: Task, analysis: NodeAnalysis, report: Report) -> bool:
    """Gives a file an analysis; returns whether all is well."""
    file.take(task, analysis)
    report.progress.advance(file.target.source.name)
    return _finish(file, report) if file.is_complete else True


def _finish(file: ReviewedFile, report: Report) -> bool:
    try:
        reviews = file.finish()
    except GoError as error:
        report.progress.say(f"skipped: {error}")
        return False
    for note in (note for review in reviews for note in review.line.notes):
        if is_about_a_move(note):
            report.progress.say(f"{file.target.source}: {note}")
    report.progress.say(f"{file.target.source}: {_said(reviews)}")
    report.result(str(file.target.html))
    return True


def _said(reviews: Sequence[GameReview]) -> str:
    if len(reviews) > 1:
        return f"{len(reviews)} games reviewed"
    review = reviews[0]
    shares = [of_player(review, color).accuracy for color in Color]
    black, white = ("-" if share is None else f"{share:.0f}" for share in shares)
    return f"{len(review.moves)} moves judged, accuracy Black {black}, White {white}"
