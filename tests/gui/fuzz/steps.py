"""What a step of the fuzz does: `STEPS` holds how often each comes, and how it is done.

A step takes the window's world and dice, does one thing and returns its words. Dice never depend
on what the window shows, so that a seed means the same steps again, whatever time they take.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gogame.board.coords import Color
from gogame.board.rules import PRESETS, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import MAX_SIZE, MIN_SIZE, VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.errors import GoError
from gui.game.engines import OUR_ANALYSIS, EngineChoice, Protocol
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, Player
from gui.game.transitions import new_game
from tests.gui.fuzz.dialogs import TEXTS
from tests.gui.fuzz.records import write_records
from tests.gui.fuzz.world import World

Step = Callable[[World, random.Random], str]
# Done by a step of its own, or by nobody: they end the window or start a program that outlives it.
LEFT_ALONE = {"file.quit", "training.new"}
_MOODS = {
    Protocol.GTP: (
        "kind", "kind", "kind", "slow 0.2", "crash", "silent", "resigns", "passes", "illegal",
        "nonsense", "garbage", "refuses", "quits", "echo", "plain", "small", "kata", "lz", "live",
        "compiles 0.3",
    ),
    Protocol.ANALYSIS: (
        "kind", "kind", "kind", "slow 0.05", "crash", "silent", "refuses", "broken", "off-board",
        "endless", "quits", "no-model", "garbage", "echo",
    ),
}  # fmt: skip
_KEYS = [
    *(getattr(Qt.Key, f"Key_{letter}") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape, Qt.Key.Key_Return,
    Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Comma,
    Qt.Key.Key_Period, Qt.Key.Key_Slash, Qt.Key.Key_F1, Qt.Key.Key_F11, Qt.Key.Key_F12,
]  # fmt: skip
_NONE = Qt.KeyboardModifier.NoModifier
_MODIFIERS = (
    _NONE, _NONE, _NONE, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


def command(world: World, dice: random.Random) -> str:
    """Has a command done, also one that cannot be done now."""
    chance = dice.random()
    commands = [c for c in world.window.commands.all if c.name not in LEFT_ALONE]
    chosen = commands[int(chance * len(commands))]
    if chosen.action.isEnabled():
        chosen.action.trigger()
        return f"command {chosen.name}"
    chosen.action.triggered.emit()
    return f"command {chosen.name}, which is disabled"


def click_board(world: World, dice: random.Random) -> str:
    """Clicks on the board, mostly on a point and with the left button."""
    return _press(world.window.board, dice, "board")


def click_widget(world: World, dice: random.Random) -> str:
    """Clicks somewhere on something that is seen."""
    widget = _some_widget(world, dice)
    return _press(widget, dice, f"{type(widget).__name__} {widget.objectName()}")


def _some_widget(world: World, dice: random.Random) -> QWidget:
    chance = dice.random()
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
    seen = [w for one in windows for w in one.findChildren(QWidget) if w.isVisible()]
    return seen[int(chance * len(seen))] if seen else world.window


def _place(widget: QWidget, dice: random.Random) -> QPoint:
    x, y = dice.random(), dice.random()
    return QPoint(int(x * widget.width()), int(y * widget.height()))


def _press(widget: QWidget, dice: random.Random, name: str) -> str:
    place, kind = _place(widget, dice), dice.random()
    modifier = dice.choice(_MODIFIERS)
    button = Qt.MouseButton.LeftButton if kind < 0.85 else Qt.MouseButton.RightButton
    if kind > 0.95:
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, modifier, place)
    else:
        QTest.mouseClick(widget, button, modifier, place)
    return f"click {name} at {place.x()}, {place.y()}, {button.name}"


def drag(world: World, dice: random.Random) -> str:
    """Presses the button in one place and lets it go in another."""
    widget = world.window.board if dice.random() < 0.5 else _some_widget(world, dice)
    words = f"drag on {type(widget).__name__}"
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, _NONE, _place(widget, dice))
    for _ in range(dice.randrange(1, 4)):
        QTest.mouseMove(widget, _place(widget, dice))
    if dice.random() < 0.9:
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, _NONE, _place(widget, dice))
    return words


def wheel(world: World, dice: random.Random) -> str:
    """Turns the wheel."""
    widget = world.window.board if dice.random() < 0.7 else _some_widget(world, dice)
    turn = QPoint(0, dice.choice([120, -120, 240, -720, 15, -15]))
    at = QPointF(_place(widget, dice))
    event = QWheelEvent(
        at, QPointF(widget.mapToGlobal(at)), QPoint(), turn, Qt.MouseButton.NoButton,
        dice.choice(_MODIFIERS), Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return f"wheel {turn.y()} on {type(widget).__name__}"


def key(world: World, dice: random.Random) -> str:
    """Presses a key, with whatever has the keyboard."""
    pressed, modifier = dice.choice(_KEYS), dice.choice(_MODIFIERS)
    if modifier is not _NONE and pressed is Qt.Key.Key_Q:
        return "no key"
    QTest.keyClick(QApplication.focusWidget() or world.window, pressed, modifier)
    return f"key {modifier.name} {pressed.name}"


def type_text(world: World, dice: random.Random) -> str:
    """Types a text into whatever has the keyboard."""
    text = dice.choice([text for text in TEXTS if text.isascii()])[:20]
    QTest.keyClicks(QApplication.focusWidget() or world.window, text)
    return f"type {text[:12]!r}"


def resize(world: World, dice: random.Random) -> str:
    """Makes the window larger or smaller."""
    width, height = dice.randrange(300, 2000), dice.randrange(300, 1400)
    world.window.resize(width, height)
    return f"resize to {width} x {height}"


def change_mood(world: World, dice: random.Random) -> str:
    """Changes what engines started from now on are like, and perhaps kills those that run."""
    protocol = dice.choice(list(Protocol))
    mood = dice.choice(_MOODS[protocol])
    world.set_mood(protocol, mood)
    return f"mood of {protocol.value}: {mood}; {kill(world, dice)}"


def kill(world: World, dice: random.Random) -> str:
    """Kills an engine's process."""
    is_ours = dice.random() < 0.5
    session = world.session
    pid = session.engine_process_id if is_ours else session.analysis_process_id
    if pid:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return f"kill the engine that {'plays' if is_ours else 'analyses'}"


def restart(world: World, dice: random.Random) -> str:
    """Starts the engines again."""
    world.session.restart_engine()
    if dice.random() < 0.5:
        world.session.restart_analysis()
    return "restart engines"


def set_player(world: World, dice: random.Random) -> str:
    """Hands a colour over."""
    color, player = dice.choice(list(Color)), _player(dice)
    world.session.set_player(color, player)
    return f"player {color.name}: {player.kind.value} {player.engine}"


def _player(dice: random.Random) -> Player:
    mood = dice.choice(_MOODS[Protocol.GTP])
    others = [HUMAN, HUMAN, DEFAULT_AI, replace(DEFAULT_AI, visits=9, seconds=None)]
    return dice.choice([*others, replace(DEFAULT_AI, name=mood, engine=mood)])


def choose_analysis(world: World, dice: random.Random) -> str:
    """Lets another engine analyse."""
    protocol = dice.choice(list(Protocol))
    mood = dice.choice(_MOODS[protocol])
    choice = dice.choice([OUR_ANALYSIS, EngineChoice(mood, mood, protocol)])
    world.session.choose_analysis(choice)
    return f"analysis by {choice}"


def begin_game(world: World, dice: random.Random) -> str:
    """Begins a game of any kind."""
    setup = _setup(dice)
    try:
        new_game(setup, 0)
    except GoError:
        return "no game of that kind"
    world.session.new_game(setup)
    return f"new game: {setup}"


def _setup(dice: random.Random) -> GameSetup:
    sizes = [dice.choice([5, 9, 9, 13, 19])] * 2
    if dice.random() < 0.2:
        sizes = [dice.randint(MIN_SIZE, MAX_SIZE) for _ in range(2)]
    rules = dice.choice(sorted(PRESETS))
    variant = standard(9, rules)
    with contextlib.suppress(GoError):
        variant = VariantSpec(
            sizes[0], sizes[1], rules=variant.rules, komi=variant.komi,
            shape=dice.choice([Shape.PLANE] * 3 + list(Shape)),
            win=dice.choice([WinCondition.SCORE] * 3 + list(WinCondition)),
        )  # fmt: skip
    time = TimeSettings(TimeSystem.BYO_YOMI, dice.choice([0.3, 60.0]), 0.3, 2)
    return GameSetup(
        variant,
        _player(dice),
        _player(dice),
        dice.choice([0, 0, 0, 2, 4, 9]),
        dice.random() < 0.5,
        dice.choice([TimeSettings(), TimeSettings(), time]),
        rules,
    )


def open_record(world: World, dice: random.Random) -> str:
    """Opens a record, which may be a broken one."""
    path = dice.choice(write_records(world.files))
    world.session.open_file(path)
    return f"open {path.name}"


def save_record(world: World, dice: random.Random) -> str:
    """Saves, sometimes where that cannot be done."""
    path = dice.choice([world.files / "mine.sgf", world.files, world.files / "no" / "place.sgf"])
    world.session.save_file(path)
    return f"save {path.name}"


def type_command(world: World, dice: random.Random) -> str:
    """Types a line into the console of an engine."""
    channels = world.session.traffic.channels
    channel = channels[int(dice.random() * len(channels))] if channels else ""
    line = dice.choice(["name", "genmove b", "quit", "clear_board", "", "nonsense", "{}", "stop"])
    world.session.type_command(channel, line)
    return f"type {line!r} to {channel!r}"


def wait(world: World, dice: random.Random) -> str:
    """Lets the engines work."""
    milliseconds = dice.randrange(150)
    world.wait(milliseconds)
    return f"wait {milliseconds} ms"


STEPS: dict[Step, int] = {
    command: 24,
    click_board: 28,
    click_widget: 10,
    key: 10,
    wheel: 5,
    drag: 5,
    wait: 12,
    set_player: 3,
    begin_game: 3,
    open_record: 4,
    save_record: 2,
    change_mood: 4,
    kill: 3,
    restart: 4,
    choose_analysis: 2,
    type_text: 3,
    type_command: 2,
    resize: 2,
}
