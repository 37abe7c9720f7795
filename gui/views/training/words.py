"""The words for runs, in the language of the window.

Every text stands here as a literal inside `translate`, so that Qt's tools find it.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from gogame.run_status import RunState
from gui.training.plan import PlanFault
from gui.training.story import Strength
from gui.training.trouble import Trouble, TroubleKind
from gui.views import fault_texts

translate = QCoreApplication.translate
_SAYING = (  # kinds whose last argument is a sentence of a program or the system
    TroubleKind.BROKEN_FILE,
    TroubleKind.FAILED,
    TroubleKind.NOT_STARTED,
    TroubleKind.NOT_ANSWERED,
    TroubleKind.NOT_STOPPED,
)


def state_name(state: RunState | None) -> str:
    """Returns what a run is doing, in a word."""
    if state is None:
        return translate("Training", "No run")
    return {
        RunState.STARTING: translate("Training", "Starting"),
        RunState.COLD_START: translate("Training", "Cold start"),
        RunState.PLAYING: translate("Training", "Playing"),
        RunState.LEARNING: translate("Training", "Learning"),
        RunState.LADDER: translate("Training", "Ladder"),
        RunState.STOPPING: translate("Training", "Stopping"),
        RunState.STOPPED: translate("Training", "Stopped"),
        RunState.FAILED: translate("Training", "Failed"),
    }[state]


def trouble_text(trouble: Trouble) -> str:
    """Returns one sentence with what went wrong and what to do."""
    text = {
        TroubleKind.NO_RUN: translate(
            "Training", "{0} holds no run: open a folder that has status.json, or start a new run."
        ),
        TroubleKind.BROKEN_FILE: translate(
            "Training",
            "{0} cannot be read ({1}): a run that is going replaces it within a second; else"
            " resume the run.",
        ),
        TroubleKind.NEWER_FILE: translate(
            "Training", "{0} is of a later version of this program: update the program."
        ),
        TroubleKind.DIED: translate(
            "Training",
            "The run's process ended without a word; resume it to go on, nothing is lost. Last"
            " lines: {0}",
        ),
        TroubleKind.FAILED: translate(
            "Training", "The run failed: {0}. Put that right, then resume it."
        ),
        TroubleKind.SILENT: translate(
            "Training",
            "Nothing heard for {0} s: the run is suspended, hangs, or its disk cannot be written.",
        ),
        TroubleKind.NOT_STARTED: translate(
            "Training", "The run did not start: {0}. Put that right and start it again."
        ),
        TroubleKind.NOT_ANSWERED: translate("Training", "The run could not be asked for {0}: {1}"),
        TroubleKind.NOT_STOPPED: translate("Training", "The run could not be stopped: {0}"),
        TroubleKind.NO_NETWORK: translate(
            "Training", "The network {0} is gone: choose another one."
        ),
    }[trouble.kind]
    said = fault_texts.fault_text(trouble.args[-1]) if trouble.kind in _SAYING else ""
    if trouble.kind is TroubleKind.NOT_ANSWERED:
        names = {
            "curves": translate("Training", "its curves"),
            "games": translate("Training", "its games"),
        }
        return text.format(names.get(trouble.args[0], trouble.args[0]), said)
    return text.format(*trouble.args[:-1], said) if said else text.format(*trouble.args)


def fault_text(fault: PlanFault, where: str) -> str:
    """Returns one sentence with what is wrong with a new run."""
    return {
        PlanFault.NO_FOLDER: translate("Training", "Choose a folder for the run."),
        PlanFault.NOT_EMPTY: translate(
            "Training", "{0} is not empty and holds no run: choose another folder."
        ),
        PlanFault.HAS_RUN: translate(
            "Training", "{0} holds a run already: open and resume it, or choose another folder."
        ),
        PlanFault.NO_SOURCE: translate(
            "Training", "{0} is neither a run nor a network file (.safetensors)."
        ),
        PlanFault.BAD_SETTING: translate(
            "Training", "“{0}” is no setting: write key=value, one a line."
        ),
    }[fault].format(where)


def duration(seconds: float) -> str:
    """Returns a duration: 45 s, 12 min, 3 h 05 min."""
    if not math.isfinite(seconds):
        return "–"
    whole = max(0, round(seconds))
    if whole < 60:
        return translate("Training", "{0} s").format(whole)
    if whole < 3600:
        return translate("Training", "{0} min {1} s").format(whole // 60, f"{whole % 60:02d}")
    return translate("Training", "{0} h {1} min").format(whole // 3600, f"{whole % 3600 // 60:02d}")


def moment(seconds: float) -> str:
    """Returns how long after the start of a run, without seconds once it takes minutes."""
    if not math.isfinite(seconds):
        return "–"
    if seconds < 60:
        return duration(seconds)
    minutes = round(seconds / 60)
    if minutes < 60:
        return translate("Training", "{0} min").format(minutes)
    return translate("Training", "{0} h {1} min").format(minutes // 60, f"{minutes % 60:02d}")


def number(value: float) -> str:
    """Returns a count with separators, or a small one with a decimal."""
    if not math.isfinite(value):
        return "–"
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.1f}"


def loss_name(name: str) -> str:
    """Returns what a part of the loss is called."""
    names = {
        "total": translate("Training", "total"),
        "policy": translate("Training", "policy"),
        "reply": translate("Training", "reply"),
        "outcome": translate("Training", "outcome"),
        "score": translate("Training", "score"),
        "ownership": translate("Training", "ownership"),
    }
    return names.get(name, name)


def opponent_name(name: str) -> str:
    """Returns what an opponent of the ladder is called."""
    if name == "random":
        return translate("Training", "random moves")
    kind, _, level = name.partition("-")
    if kind == "gnugo" and level:
        return translate("Training", "GNU Go level {0}").format(level)
    if kind == "rollouts" and level:
        return translate("Training", "{0} rollouts").format(level)
    return name


def visits_text(visits: int) -> str:
    """Returns a number of visits."""
    if visits == 1:
        return translate("Training", "without search")
    return translate("Training", "{0} visits").format(visits)


def strength_text(row: Strength) -> str:
    """Returns how a network did against an opponent, with the interval of that."""
    score, low, high = (f"{100 * share:.0f}" for share in (row.score, row.low, row.high))
    text = translate("Training", "{0} % ({1}–{2}) {3}, {4}")
    return text.format(score, low, high, opponent_name(row.opponent), visits_text(row.visits))


def end_name(end: str) -> str:
    """Returns why a self-play game ended."""
    names = {
        "passes": translate("Training", "passes"),
        "settled": translate("Training", "settled"),
        "win condition": translate("Training", "aim reached"),
        "cut": translate("Training", "cut off"),
    }
    return names.get(end, end)


def player_name(checkpoint: str) -> str:
    """Returns what has played a game, where it is no network of the run shown."""
    kind, _, number = checkpoint.partition("-x")
    if kind == "rollouts" and number:
        return translate("Training", "random games (cold start)")
    if checkpoint == "start":
        return translate("Training", "the network it started from")
    return translate("Training", "network {0}").format(checkpoint[:8])


def curve_name(name: tuple[str, ...]) -> str:
    """Returns what a curve of a chart is called."""
    if len(name) == 1:
        return translate("Training", "positions/s") if name[0] == "positions" else loss_name(*name)
    opponent, visits = name
    if opponent == "elo":
        return visits_text(int(visits))
    return f"{opponent_name(opponent)}, {visits_text(int(visits))}"
