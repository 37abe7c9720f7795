"""The words for enums and messages of the state, in the language of the window.

Every text stands here as a literal inside `translate`, so that Qt's tools find it.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from gogame.board.coords import Color
from gogame.board.rules import WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.clock import TimeSettings, TimeSystem
from gogame.errors import IllegalReason
from gogame.record import Result, ResultKind
from gui.engines.traffic import ANALYSIS, SECOND
from gui.game.clocks import PlayerClock
from gui.game.engines import EngineState, EngineStatus
from gui.game.state import Message, MessageKind, Player
from gui.views import drill_texts, style_texts
from gui.views.fault_texts import told_arguments
from gui.views.rule_texts import own_rules_text

translate = QCoreApplication.translate


def color_name(color: Color) -> str:
    """Returns Black or White."""
    if color is Color.BLACK:
        return translate("Texts", "Black")
    return translate("Texts", "White")


def color_letter(color: Color) -> str:
    """Returns Black or White as short as scores are written: B or W."""
    if color is Color.BLACK:
        return translate("Texts", "B")
    return translate("Texts", "W")


def rules_name(preset: str) -> str:
    """Returns what players call a preset of rules."""
    names = {
        "tromp-taylor": translate("Texts", "Tromp-Taylor"),
        "chinese": translate("Texts", "Chinese"),
        "japanese": translate("Texts", "Japanese"),
        "korean": translate("Texts", "Korean"),
        "aga": translate("Texts", "AGA"),
        "new-zealand": translate("Texts", "New Zealand"),
    }
    return names.get(preset, preset)


def shape_name(shape: Shape) -> str:
    """Returns the name of a board's shape."""
    return {
        Shape.PLANE: translate("Texts", "Plane (ordinary)"),
        Shape.CYLINDER: translate("Texts", "Cylinder (left and right joined)"),
        Shape.TORUS: translate("Texts", "Torus (all edges joined)"),
    }[shape]


def win_name(win: WinCondition) -> str:
    """Returns what a win condition is called."""
    return {
        WinCondition.SCORE: translate("Texts", "Territory and stones (ordinary)"),
        WinCondition.CAPTURE: translate("Texts", "First to capture stones wins"),
        WinCondition.MISERE_CAPTURE: translate("Texts", "First to capture stones loses"),
        WinCondition.NO_CAPTURE: translate("Texts", "No captures: who cannot move loses"),
    }[win]


def time_system_name(system: TimeSystem) -> str:
    """Returns the name of a clock system."""
    return {
        TimeSystem.NONE: translate("Texts", "No clock"),
        TimeSystem.ABSOLUTE: translate("Texts", "Main time only"),
        TimeSystem.BYO_YOMI: translate("Texts", "Byo-yomi"),
        TimeSystem.FISCHER: translate("Texts", "Fischer"),
        TimeSystem.CANADIAN: translate("Texts", "Canadian"),
    }[system]


def player_name(player: Player) -> str:
    """Returns who plays, for the player's card."""
    if player.is_ai:
        return player.name if player.engine else translate("Texts", "Computer")
    return player.name or translate("Texts", "Human")


def judge_text(judge: str) -> str:
    """Returns the network that the engine judges by, or rollouts; empty if it has not said."""
    if not judge:
        return ""
    if "rollouts" in judge:
        return translate("Texts", "rollouts")
    return judge.split(maxsplit=1)[0]


def channel_name(channel: str) -> str:
    """Returns what the console calls an engine: what it is for, or its command line."""
    if channel == ANALYSIS:
        return translate("Texts", "Analysis engine")
    if channel == SECOND:
        return translate("Texts", "Second engine")
    return channel or "GoGame"


def strength_text(player: Player) -> str:
    """Returns how long the engine thinks and its style, empty for a human."""
    if not player.is_ai:
        return ""
    if player.style is not None:
        plain = strength_text(replace(player, style=None))
        return f"{plain} · {style_texts.style_name(player.style)}"
    if player.level is not None:
        return translate("Texts", "Level {0}").format(player.level)
    if player.visits is not None:
        return translate("Texts", "{0} visits").format(f"{player.visits:,}")
    return translate("Texts", "{0} s a move").format(f"{player.seconds or 0:g}")


def full_strength_text(player: Player) -> str:
    """Returns how long an engine thinks that holds nothing back; other engines by their names."""
    name = player_name(player) if player.engine else translate("Texts", "Full strength")
    return f"{name} · {strength_text(player)}"


def result_text(result: Result) -> str:
    """Returns a result as a sentence."""
    if result.kind is ResultKind.DRAW:
        return translate("Texts", "Draw")
    if result.kind is ResultKind.VOID or result.winner is None:
        return translate("Texts", "No result")
    winner = color_name(result.winner)
    if result.kind is ResultKind.SCORE and result.points is not None:
        return _won_by_text(winner, result.points)
    if result.kind is ResultKind.RESIGN:
        return translate("Texts", "{0} wins by resignation").format(winner)
    if result.kind is ResultKind.TIME:
        return translate("Texts", "{0} wins on time").format(winner)
    return translate("Texts", "{0} wins").format(winner)


def _won_by_text(winner: str, points: float) -> str:
    """Half points are apart, because Korean has a word for them."""
    whole, half = divmod(points, 1)
    if half != 0.5:
        text = translate("Texts", "{0} wins by {1} points")
        if points == 1:
            text = translate("Texts", "{0} wins by {1} point")
        return text.format(winner, f"{points:g}")
    if not whole:
        return translate("Texts", "{0} wins by 0.5 points").format(winner)
    return translate("Texts", "{0} wins by {1}.5 points").format(winner, f"{whole:.0f}")


def short_result_text(said: str) -> str:
    """Returns a record's result as briefly as the language says it; unclear ones as they are."""
    result = Result.parse(said)
    if result.winner is None:
        return said if result.kind is ResultKind.UNKNOWN else result_text(result)
    winner = color_letter(result.winner)
    if result.points is not None:
        whole, half = divmod(result.points, 1)
        if half != 0.5:
            return translate("Texts", "{0}+{1}").format(winner, f"{result.points:g}")
        if not whole:
            return translate("Texts", "{0}+0.5").format(winner)
        return translate("Texts", "{0}+{1}.5").format(winner, f"{whole:.0f}")
    if result.kind is ResultKind.RESIGN:
        return translate("Texts", "{0}+R").format(winner)
    if result.kind is ResultKind.TIME:
        return translate("Texts", "{0}+T").format(winner)
    return translate("Texts", "{0}+").format(winner)


def komi_text(komi: float) -> str:
    """Returns komi in words; half points are apart, because Korean has a word for them."""
    whole, half = divmod(komi, 1)
    if half != 0.5 or komi < 0:
        return translate("Texts", "komi {0}").format(f"{komi:g}")
    if not whole:
        return translate("Texts", "komi 0.5")
    return translate("Texts", "komi {0}.5").format(f"{whole:.0f}")


def percent_text(share: float, decimals: int = 0) -> str:
    """Returns a share from 0 to 1 in percent, written as the language does."""
    return translate("Texts", "{0} %").format(f"{100 * share:.{decimals}f}")


def engine_text(engine: EngineState) -> str:
    """Returns how the engine is, in a few words."""
    if engine.status is EngineStatus.STARTING:
        return translate("Texts", "Engine is starting…")
    if engine.status is EngineStatus.COMPILING:
        return translate("Texts", "Engine is being compiled, only this once: about a minute…")
    if engine.status is EngineStatus.THINKING:
        if engine.visits:
            return translate("Texts", "Thinking… {0} visits").format(f"{engine.visits:,}")
        return translate("Texts", "Thinking…")
    if engine.status is EngineStatus.JUDGING:
        return translate("Texts", "Looking for dead stones…")
    if engine.status is EngineStatus.DEAD:
        return translate("Texts", "Engine stopped")
    return translate("Texts", "Engine is ready")


def clock_text(clock: PlayerClock) -> str:
    """Returns what a clock shows."""
    seconds = max(0.0, clock.left_s)
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    shown = f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
    if seconds < 10:
        shown = f"{minutes}:{seconds:04.1f}"
    if not clock.overtime:
        return shown
    if clock.settings.system is TimeSystem.BYO_YOMI:
        if clock.count == 1:
            return translate("Texts", "{0} (1 period)").format(shown)
        return translate("Texts", "{0} ({1} periods)").format(shown, clock.count)
    if clock.count == 1:
        return translate("Texts", "{0} (1 stone)").format(shown)
    return translate("Texts", "{0} ({1} stones)").format(shown, clock.count)


def time_text(time: TimeSettings) -> str:
    """Returns a game's clocks in short."""
    main = f"{time.main_s / 60:g}"
    period = f"{time.period_s:g}"
    if time.system is TimeSystem.ABSOLUTE:
        return translate("Texts", "{0} min").format(main)
    if time.system is TimeSystem.BYO_YOMI:
        return translate("Texts", "{0} min + {1} × {2} s").format(main, time.count, period)
    if time.system is TimeSystem.FISCHER:
        return translate("Texts", "{0} min + {1} s a move").format(main, period)
    if time.system is TimeSystem.CANADIAN:
        return translate("Texts", "{0} min + {1} stones in {2} s").format(main, time.count, period)
    return time_system_name(time.system)


def game_title(variant: VariantSpec, preset: str | None, komi: float, handicap: int) -> str:
    """Returns a game in one line: size, rules, komi, handicap."""
    parts = [f"{variant.width}×{variant.height}"]
    if variant.shape is Shape.CYLINDER:
        parts.append(translate("Texts", "cylinder"))
    elif variant.shape is Shape.TORUS:
        parts.append(translate("Texts", "torus"))
    if variant.win is WinCondition.SCORE:
        parts.append(rules_name(preset) if preset else own_rules_text(variant.rules))
        parts.append(komi_text(komi))
    elif variant.win is WinCondition.CAPTURE:
        parts.append(translate("Texts", "capture {0} to win").format(variant.capture_goal))
    elif variant.win is WinCondition.MISERE_CAPTURE:
        parts.append(translate("Texts", "capture {0} to lose").format(variant.capture_goal))
    else:
        parts.append(translate("Texts", "no captures"))
    if handicap:
        parts.append(translate("Texts", "{0} handicap stones").format(handicap))
    return " · ".join(parts)


def _illegal_text(where: str, reason: str) -> str:
    texts = {
        IllegalReason.OCCUPIED: translate("Texts", "{0} is occupied."),
        IllegalReason.KO: translate("Texts", "{0} would retake the ko at once: play elsewhere."),
        IllegalReason.SUPERKO: translate("Texts", "{0} would repeat an earlier position."),
        IllegalReason.SUICIDE: translate("Texts", "{0} would be suicide."),
        IllegalReason.CAPTURE_FORBIDDEN: translate("Texts", "{0} would capture, forbidden here."),
        IllegalReason.PASS_FORBIDDEN: translate(
            "Texts", "You may not pass while a stone can be played."
        ),
        IllegalReason.OFF_BOARD: translate("Texts", "{0} is not on the board."),
        IllegalReason.GAME_OVER: translate("Texts", "The game is over."),
    }
    return texts[IllegalReason(reason)].format(where)


def message_text(message: Message) -> str:
    """Returns a message as a sentence."""
    args = (*told_arguments(message), "", "", "")
    if message.kind is MessageKind.ILLEGAL_MOVE:
        return _illegal_text(args[0], args[1])
    if message.kind is MessageKind.PASSED:
        return translate("Texts", "{0} passes.").format(color_name(Color.parse(args[0])))
    if message.kind is MessageKind.WELCOME:
        color = color_name(Color.parse(args[0]))
        return translate("Texts", "{0} to play: click a point of the board.").format(color)
    if message.kind is MessageKind.PLAYED_OUT:
        return _played_out_text(*args[:3])
    if message.kind is MessageKind.NO_DRILL_DUE:
        return drill_texts.none_due_text(*args[:2])
    if message.kind is MessageKind.DRILLS_ADDED:
        return drill_texts.added_text(*args[:3])
    if message.kind is MessageKind.OPENED:
        return _opened_text(*args[:3])
    return _plain_text(message.kind).format(*args)


def _played_out_text(num_moves: str, lead: str, onward: str) -> str:
    if not lead and onward:
        text = translate("Texts", "Played out for {0} moves; the line goes on with them.")
    elif not lead:
        text = translate("Texts", "Played out for {0} moves; the variation is kept.")
    elif onward:
        text = translate("Texts", "Played out in {0} moves: {1}. The line goes on with them.")
    else:
        text = translate("Texts", "Played out in {0} moves: {1}. The variation is kept.")
    return text.format(num_moves, result_text(Result.by_score(float(lead))) if lead else "")


def _opened_text(name: str, warning: str, num_games: str) -> str:
    text = translate("Texts", "Opened {0}.").format(name)
    if not name:
        text = translate("Texts", "Opened the record of the clipboard.")
    if num_games not in ("", "1"):
        text += " " + translate("Texts", "It holds {0} games.").format(num_games)
    return f"{text} {warning}".strip()


def _plain_text(kind: MessageKind) -> str:
    return {
        MessageKind.PLACE_HANDICAP: translate(
            "Texts", "Put down Black's handicap stones: {0} to go."
        ),
        MessageKind.NOT_YOUR_TURN: translate("Texts", "It is not your turn."),
        MessageKind.LEFT_OUT: translate(
            "Texts", "Moves of the rest that are no longer possible were left out: {0}."
        ),
        MessageKind.RESTORED: translate("Texts", "Your unfinished game is back."),
        MessageKind.READING: translate("Texts", "Reading {0}…"),
        MessageKind.SAVED: translate("Texts", "Saved {0}."),
        MessageKind.OPEN_FAILED: translate("Texts", "Cannot open {0}: {1}"),
        MessageKind.SAVE_FAILED: translate("Texts", "Cannot save {0}: {1}"),
        MessageKind.AUTOSAVE_FAILED: translate(
            "Texts", "The game cannot be kept for the next start: {0}"
        ),
        MessageKind.RESULTS_FAILED: translate(
            "Texts", "The results for even games cannot be kept or read: {0}"
        ),
        MessageKind.DRILLS_KEPT: translate(
            "Texts", "Mistakes kept for practice: {0} new, {1} in all."
        ),
        MessageKind.DRILLS_FAILED: translate(
            "Texts", "Positions to practise cannot be kept or read: {0}"
        ),
        MessageKind.SETTINGS_FAILED: translate(
            "Texts", "The settings cannot be kept for the next start: {0}"
        ),
        MessageKind.SETTINGS_DAMAGED: translate(
            "Texts", "The settings could not be read and begin anew; they were put aside in {0}"
        ),
        MessageKind.RESTORE_FAILED: translate(
            "Texts", "The unfinished game could not be read ({0}); it was put aside in {1}"
        ),
        MessageKind.ENGINE_DIED: translate(
            "Texts", "The engine stopped: {0}. Restart it to go on; nothing is lost."
        ),
        MessageKind.ANALYSIS_STOPPED: translate(
            "Texts", "The analysis engine stopped: {0}. Restart it to go on."
        ),
        MessageKind.ANALYSIS_REFUSED: translate(
            "Texts", "The engine cannot analyse this position: {0}."
        ),
        MessageKind.ENGINE_RESTARTED: translate("Texts", "The engine is being restarted."),
        MessageKind.NETWORK_CHOSEN: translate(
            "Texts", "GoGame plays and analyses with the network {0} from now on."
        ),
        MessageKind.NETWORK_BUILT_IN: translate(
            "Texts", "GoGame plays and analyses with its own network again."
        ),
        MessageKind.NETWORK_GONE: translate(
            "Texts", "The chosen network {0} is gone: GoGame uses its own one."
        ),
        MessageKind.UNEXPECTED: translate("Texts", "That did not work: {0}"),
        MessageKind.PLAYING_OUT: translate(
            "Texts", "The engine plays the game out as a variation. Press L to stop."
        ),
        MessageKind.STUDYING: translate(
            "Texts", "Analysis mode: play for both colours; the engine moves when you press Enter."
        ),
        MessageKind.PLAYING_AGAIN: translate("Texts", "Play mode: the engine answers your moves."),
        MessageKind.NO_FRAME: translate(
            "Texts",
            "No frame fits: it takes an ordinary board of which a problem with stones of both "
            "colours fills a part.",
        ),
    }.get(kind, "{0}")
