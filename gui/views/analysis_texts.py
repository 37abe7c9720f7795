"""The words of the analysis, in the language of the window; see `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.board.coords import Color, action_to_gtp
from gogame.board.variant import VariantSpec
from gogame.verdict import MoveClass, Phase
from gui.analysis.estimate import Estimate
from gui.analysis.game_line import Reading
from gui.analysis.labels import Label
from gui.analysis.performance import JudgedMove
from gui.game.engines import EngineChoice, EngineState, EngineStatus
from gui.game.reports import AnalysisState, Metric, PositionReport
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
    return f"{color} {texts.percent_text(0.5 + abs(value) / 2)}"


def label_name(label: Label) -> str:
    """Returns what a line of a candidate is called in choices."""
    names = {
        Label.SCORE: translate("Analysis", "Score"),
        Label.SCORE_LOSS: translate("Analysis", "Points behind the best move"),
        Label.WINRATE: translate("Analysis", "Winrate"),
        Label.WINRATE_LOSS: translate("Analysis", "Winrate behind the best move"),
        Label.VISITS: translate("Analysis", "Visits"),
        Label.PRIOR: translate("Analysis", "First idea (policy)"),
        Label.LCB: translate("Analysis", "Lower bound of the winrate"),
    }
    return names[label]


def estimate_text(estimate: Estimate) -> str:
    """Returns what the count would be if the game ended as the engine expects."""
    return translate("Analysis", "Estimate: Black {0} · White {1}").format(
        f"{estimate.black_points:g}", f"{estimate.white_points:g}"
    )


def mistake_text(move: JudgedMove, variant: VariantSpec) -> str:
    """Returns a line about a mistake: its number, player and move, what it lost, what is better."""
    color = texts.color_name(move.move.color)
    where = _vertex(move.move.action, variant)
    text = translate("Analysis", "{0} · {1} {2} · −{3}").format(
        move.number, color, where, f"{move.verdict.loss:.1f}"
    )
    if move.best is None:
        return text
    better = _vertex(move.best, variant)
    return translate("Analysis", "{0} · better {1}").format(text, better)


def mistake_row(move: JudgedMove, variant: VariantSpec) -> str:
    """Returns the same as `mistake_text` for a narrow list, which shows the player by a stone."""
    text = f"{move.number} · {_vertex(move.move.action, variant)} −{move.verdict.loss:.1f}"
    return text if move.best is None else f"{text} → {_vertex(move.best, variant)}"


def _vertex(action: int, variant: VariantSpec) -> str:
    if action == variant.pass_action:
        return translate("Analysis", "pass")
    return action_to_gtp(action, variant.height, variant.width)


def class_name(kind: MoveClass) -> str:
    """Returns what a class of moves is called."""
    names = {
        MoveClass.EXCELLENT: translate("Analysis", "Excellent"),
        MoveClass.GOOD: translate("Analysis", "Good"),
        MoveClass.INACCURACY: translate("Analysis", "Inaccuracy"),
        MoveClass.MISTAKE: translate("Analysis", "Mistake"),
        MoveClass.BLUNDER: translate("Analysis", "Blunder"),
    }
    return names[kind]


def phase_name(phase: Phase | None) -> str:
    """Returns what a part of a game is called, the whole game for None."""
    names = {
        None: translate("Analysis", "Whole game"),
        Phase.OPENING: translate("Analysis", "Opening"),
        Phase.MIDDLE: translate("Analysis", "Middle game"),
        Phase.ENDGAME: translate("Analysis", "Endgame"),
    }
    return names[phase]


def rival_text(
    rival: AnalysisState, report: PositionReport | None, first: PositionReport | None
) -> str:
    """Returns what the second engine says and how far it is from the first; empty without one."""
    if not rival.is_on:
        return ""
    engine = rival.engine
    name = engine.name if engine is not None and engine.name else engine_name(rival.choice)
    if report is None:
        return translate("Analysis", "{0}: {1}").format(
            name, waiting_text(engine, is_paused=rival.is_paused)
        )
    said = translate("Analysis", "{0}: {1}").format(name, lead_text(report))
    if first is None:
        return said
    if report.has_score and first.has_score:
        apart = f"{abs(report.score_black - first.score_black):.1f}"
        return translate("Analysis", "{0}; they differ by {1} points").format(said, apart)
    apart = f"{100 * abs(report.winrate_black - first.winrate_black):.0f}"
    return translate("Analysis", "{0}; they differ by {1} %").format(said, apart)
