"""The words of the analysis, in the language of the window; see `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.board.coords import Color
from gui.analysis import Metric, PositionReport
from gui.engines import EngineChoice, EngineState, EngineStatus
from gui.game_line import Reading
from gui.views import texts

translate = QCoreApplication.translate


def lead_text(report: PositionReport) -> str:
    """Returns who leads and by how much, and the chance to win."""
    is_black = report.winrate_black >= 0.5
    if report.has_score:
        is_black = report.score_black >= 0
    leader = texts.color_name(Color.BLACK if is_black else Color.WHITE)
    chance = report.winrate_black if is_black else 1 - report.winrate_black
    percent = f"{100 * chance:.0f}"
    if not report.has_score:
        return translate("Analysis", "{0} wins with {1} %").format(leader, percent)
    points = f"{abs(report.score_black):.1f}"
    return translate("Analysis", "{0} +{1} · {2} %").format(leader, points, percent)


def visits_text(report: PositionReport | None, engine: EngineState | None) -> str:
    """Returns how thoroughly the position was searched, and by whom."""
    parts: list[str] = []
    if report is not None:
        parts.append(translate("Analysis", "{0} visits").format(f"{report.visits:,}"))
    if engine is not None and engine.name:
        parts.append(engine.name)
    return " · ".join(parts)


def loss_text(reading: Reading) -> str:
    """Returns what the last move has lost; empty if that is not known."""
    if reading.mover is None or reading.score_black is None:
        return ""
    mover = texts.color_name(reading.mover)
    if reading.loss < 0.05:
        return translate("Analysis", "The last move ({0}) lost nothing.").format(mover)
    return translate("Analysis", "The last move ({0}) lost {1} points.").format(
        mover, f"{reading.loss:.1f}"
    )


def waiting_text(engine: EngineState | None, *, is_paused: bool) -> str:
    """Returns why there is no report yet."""
    if is_paused:
        return translate("Analysis", "Waiting until the engine has moved…")
    if engine is None or engine.status is EngineStatus.STARTING:
        return translate("Analysis", "The analysis engine is starting…")
    if engine.status is EngineStatus.COMPILING:
        return texts.engine_text(engine)
    return translate("Analysis", "Analysing…")


def metric_name(metric: Metric) -> str:
    """Returns what a metric is called."""
    if metric is Metric.SCORE:
        return translate("Analysis", "Score")
    return translate("Analysis", "Winrate")


def engine_name(choice: EngineChoice) -> str:
    """Returns what an engine is called in choices."""
    return translate("Analysis", "GoGame (built in)") if choice.is_ours else choice.name


def value_text(reading: Reading, metric: Metric) -> str:
    """Returns what the graph says about a position; a dash where nothing is known."""
    value = reading.value(metric)
    if value is None:
        return "–"
    color = texts.color_name(Color.BLACK if value >= 0 else Color.WHITE)
    if metric is Metric.SCORE:
        return f"{color} +{abs(value):.1f}"
    return f"{color} {50 + 50 * abs(value):.0f} %"
