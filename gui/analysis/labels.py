"""What the words on a candidate move say: which numbers, and how they are written. No Qt here."""

from __future__ import annotations

import enum

from gogame.board.coords import Color
from gui.game.reports import Candidate, Metric, PositionReport

MOST_LINES = 3


class Label(enum.StrEnum):
    """One number of a candidate, seen by the player to play."""

    SCORE = "score"
    SCORE_LOSS = "score-loss"
    WINRATE = "winrate"
    WINRATE_LOSS = "winrate-loss"
    VISITS = "visits"
    PRIOR = "prior"
    LCB = "lcb"


DEFAULT_LABELS = (Label.SCORE, Label.VISITS)
_METRIC_OF = {
    Label.SCORE: Metric.SCORE,
    Label.SCORE_LOSS: Metric.SCORE,
    Label.WINRATE: Metric.WINRATE,
    Label.WINRATE_LOSS: Metric.WINRATE,
}
_TWIN = {
    Label.SCORE: Label.WINRATE,
    Label.WINRATE: Label.SCORE,
    Label.SCORE_LOSS: Label.WINRATE_LOSS,
    Label.WINRATE_LOSS: Label.SCORE_LOSS,
}


def labels_to_text(labels: tuple[Label, ...]) -> str:
    """Returns labels as the settings keep them."""
    return ",".join(labels)


def labels_from_text(text: str) -> tuple[Label, ...]:
    """Returns the labels of the settings: known ones, each once, at most three, or the usual."""
    known = {label.value: label for label in Label}
    found = dict.fromkeys(known[word] for word in text.split(",") if word in known)
    return tuple(found)[:MOST_LINES] or DEFAULT_LABELS


def by_metric(labels: tuple[Label, ...], metric: Metric) -> tuple[Label, ...]:
    """Returns labels that say the same by a metric, unless they speak of both on purpose."""
    if metric_of(labels) is None:
        return labels
    twins = (
        _TWIN[label] if _METRIC_OF.get(label, metric) is not metric else label for label in labels
    )
    return tuple(twins)


def metric_of(labels: tuple[Label, ...]) -> Metric | None:
    """Returns the one metric that labels speak of, None if they speak of both or neither."""
    found = {_METRIC_OF[label] for label in labels if label in _METRIC_OF}
    return found.pop() if len(found) == 1 else None


def label_text(label: Label, candidate: Candidate, report: PositionReport, to_play: Color) -> str:
    """Returns one line of a candidate's words.

    Args:
        label: What it says; an engine that counts no points says chances instead.
        candidate: A candidate of the report.
        report: The position.
        to_play: By whom numbers are seen.
    """
    shown = label if report.has_score or label not in _METRIC_OF else _by_chance(label)
    best = report.best or candidate
    is_black = to_play is Color.BLACK
    sign = 1 if is_black else -1
    chance = _seen(candidate.winrate_black, is_black=is_black)
    match shown:
        case Label.SCORE:
            return signed(sign * candidate.score_black)
        case Label.SCORE_LOSS:
            return signed(sign * (candidate.score_black - best.score_black))
        case Label.WINRATE:
            return f"{100 * chance:.0f}%"
        case Label.WINRATE_LOSS:
            behind = 100 * (chance - _seen(best.winrate_black, is_black=is_black))
            return f"{signed(behind)}%"
        case Label.VISITS:
            return short_number(candidate.visits)
        case Label.PRIOR:
            return f"{100 * candidate.prior:.0f}%"
        case Label.LCB:
            if candidate.lcb_black is None:
                return "–"
            return f"{100 * _seen(candidate.lcb_black, is_black=is_black):.0f}%"


def _by_chance(label: Label) -> Label:
    return label if _METRIC_OF[label] is Metric.WINRATE else _TWIN[label]


def _seen(winrate_black: float, *, is_black: bool) -> float:
    return winrate_black if is_black else 1 - winrate_black


def signed(points: float) -> str:
    """Returns points with their sign; what rounds to nothing has none."""
    text = f"{points:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text


def short_number(number: int) -> str:
    """Returns a number in few letters: 950, 1.2k, 34k, 1.2M."""
    for unit, sign in ((1_000_000, "M"), (1_000, "k")):
        if number >= unit:
            share = number / unit
            return f"{share:.1f}{sign}" if share < 10 else f"{share:.0f}{sign}"
    return str(number)
