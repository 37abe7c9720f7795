"""`Drilling`: keeps the person's mistakes and puts them up again until they are known."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QTimer

from gogame.errors import ConfigError, GoError
from gui.analysis.choices import choices_from
from gui.analysis.performance import Judge
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.files.settings import write_atomically
from gui.game.state import GameState, MessageKind
from gui.lessons import drills
from gui.lessons.drills import Drill
from gui.records import drilling
from gui.views.drill_panel import DrillPanel

_FILE_NAME = "drills.json"
_LIMITS = (0.5, 1.0, 2.0, 3.0)


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


class Drilling(Feature):
    """Owns the file of mistakes and the card of the one that is practised.

    Attributes:
        today: Tells the day; tests set it.
    """

    def __init__(self, desk: Desk, may_leave: Callable[[], bool]) -> None:
        """Add commands and card; read the mistakes that were kept.

        Args:
            desk: Where to work.
            may_leave: Asks the person whether the present game may be given up.
        """
        super().__init__(desk)
        self.today = _today
        self._may_leave = may_leave
        self._judge = Judge()
        self._file = desk.preferences.folders.data / _FILE_NAME
        self.drills: tuple[Drill, ...] = self._kept()
        self._put_off: frozenset[str] = frozenset()  # until the practice ends
        self._recorded: tuple[int, str] | None = None  # the game and task whose answer is kept
        self._has_asked = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._go_on)
        self.panel = DrillPanel()
        desk.frame.add_card(self.panel)
        self._add_commands()
        self.panel.answer_wanted.connect(lambda: desk.session.change(drilling.shown))
        self.panel.next_wanted.connect(self._next)
        self.panel.dropped.connect(self._drop)
        self.panel.ended.connect(self._end)

    def _add_commands(self) -> None:
        commands = self.desk.commands
        commands.separate(Section.GAME)
        commands.add("game.drill", lambda: self.tr("Practise mistakes"), self.begin, "Ctrl+Shift+J")
        commands.add(
            "game.drill-keep",
            lambda: self.tr("Keep the mistakes of this game for practice"),
            self.keep_mistakes,
        )
        commands.choices(
            "game.drill-points",
            lambda: self.tr("In practice a move may lose"),
            {f"{points:g}": (lambda points=points: self._points(points)) for points in _LIMITS},
            f"{self.desk.preferences.now.drill_points:g}",
            lambda code: self.desk.preferences.change(drill_points=float(code)),
        )

    def _points(self, points: float) -> str:
        return self.tr("{0} points").format(f"{points:g}")

    # The file

    def _kept(self) -> tuple[Drill, ...]:
        try:
            return drills.from_text(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            self.desk.session.say(MessageKind.DRILLS_FAILED, str(error))
            return ()
        except ConfigError as error:
            self._put_aside(str(error))
            return ()

    def _put_aside(self, why: str) -> None:
        try:
            self._file.replace(self._file.with_suffix(".damaged"))
        except OSError as error:
            self.desk.session.say(MessageKind.DRILLS_FAILED, f"{why}; {error}")
        else:
            self.desk.session.say(MessageKind.DRILLS_FAILED, why)

    def _keep(self, changed: tuple[Drill, ...]) -> bool:
        """Keeps other drills; returns whether they could be written."""
        self.drills = changed
        try:
            write_atomically(self._file, drills.to_text(changed))
        except OSError as error:
            self.desk.session.say(MessageKind.DRILLS_FAILED, str(error))
            return False
        return True

    # What the person wants

    def keep_mistakes(self) -> None:
        """Keeps the mistakes that people made on the line shown."""
        state = self.desk.session.state
        least = choices_from(self.desk.preferences.now.analysis).mistake
        moves = self._judge.moves(state)
        found = drilling.collected(state, moves, least, self.today())
        more = drills.with_new(self.drills, found)
        num_new = len({drill.key for drill in more} - {drill.key for drill in self.drills})
        if self._keep(more):
            self.desk.session.say(MessageKind.DRILLS_KEPT, str(num_new), str(len(more)))

    def begin(self) -> None:
        """Puts up the first position that is due."""
        self._put_off = frozenset()
        self._next()

    def _due(self) -> tuple[Drill, ...]:
        found = drills.due(self.drills, self.today())
        return tuple(drill for drill in found if drill.key not in self._put_off)

    def _next(self) -> None:
        session = self.desk.session
        task = session.state.drill
        if task is not None and task.is_open:
            self._put_off |= {task.key}
        waiting = self._due()
        if not waiting:
            session.change(drilling.ended)
            day = drills.next_day(self.drills)
            session.say(MessageKind.NO_DRILL_DUE, "" if day is None else day.isoformat())
            return
        if task is None and not self._may_leave():
            return
        limit = self.desk.preferences.now.drill_points
        try:
            session.start(lambda game: drilling.started(waiting[0], game, limit))
        except GoError as error:
            self._keep(drills.without(self.drills, waiting[0].key))
            session.say(MessageKind.DRILLS_FAILED, str(error))

    def _drop(self) -> None:
        task = self.desk.session.state.drill
        if task is not None:
            self._keep(drills.without(self.drills, task.key))
            self._next()

    def _end(self) -> None:
        self.desk.session.change(drilling.ended)

    # Going on

    def show_state(self, state: GameState) -> None:
        """Shows the task, and goes on with it once this state has been shown everywhere."""
        task = state.drill
        key = "" if task is None else task.key
        source = next((drill.source for drill in self.drills if drill.key == key), "")
        waiting = {key, *(drill.key for drill in self._due())}
        self.panel.show_task(state, len(waiting), source, drilling.answer_of(state))
        is_shown = state.analysis.is_shown and not state.is_secret
        has_moves = is_shown and bool(self._judge.moves(state))
        self.desk.commands["game.drill-keep"].setEnabled(has_moves)
        if task is not None or self._has_asked:
            self._soon.start()

    def _go_on(self) -> None:
        """Asks for the reports that are needed, uses those that have come, keeps the answer."""
        session = self.desk.session
        nodes = drilling.nodes_wanted(session.state)
        if nodes or self._has_asked:
            self._has_asked = bool(nodes)
            session.examine(nodes, drilling.VISITS)
        session.change(drilling.judged)
        state = session.state
        task = state.drill
        if task is None or task.is_open or self._recorded == (state.game, task.key):
            return
        self._recorded = (state.game, task.key)
        at_once = task.is_solved_at_once
        self._keep(drills.answered(self.drills, task.key, self.today(), at_once=at_once))

    def close(self) -> None:
        """Stops going on."""
        self._soon.stop()
