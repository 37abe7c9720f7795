"""`Drilling`: puts up mistakes of the person's and exercises until they are known."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from gogame.errors import ConfigError, GoError
from gui.analysis.choices import choices_from
from gui.analysis.performance import Judge
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.files.reader import Reader
from gui.files.settings import write_atomically
from gui.files.side_thread import SideThread
from gui.game.state import GameState, MessageKind
from gui.lessons import drills
from gui.lessons.drill_answer import answer_of
from gui.lessons.drills import Drill, Kind
from gui.records import drilling, exercises
from gui.records.exercises import Found
from gui.views import drill_texts
from gui.views.drill_panel import DrillPanel, Shown

_FILE_NAME = "drills.json"
_LIMITS = (0.5, 1.0, 2.0, 3.0)


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


class Drilling(Feature):
    """Owns the file of drills and the card of the one that is practised.

    Attributes:
        today: Tells the day; tests set it.

    Signals:
        found: Kind, name of the file or nothing, and the `Found` of a collection that was read.
        failed: What is wrong with a collection, or with the file of drills.
    """

    found = Signal(object, str, object)
    failed = Signal(str)

    def __init__(self, desk: Desk, may_leave: Callable[[], bool]) -> None:
        """Add commands and card; read the drills that were kept.

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
        self._kind = Kind.MISTAKE  # what is practised
        self._reader, self._writing = Reader(self), SideThread()
        self._put_off: frozenset[str] = frozenset()  # until the practice ends
        self._recorded: tuple[int, str] | None = None  # the game and task whose answer is kept
        self._has_asked = self._is_closed = False
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
        self.found.connect(self._add)
        self.failed.connect(self._fail)
        desk.session.tell_reading(self._reader)

    def _add_commands(self) -> None:
        commands = self.desk.commands
        commands.separate(Section.GAME)
        commands.add("game.drill", lambda: self.tr("Practise mistakes"), self.begin, "Ctrl+Shift+J")
        commands.add(
            "game.drill-keep",
            lambda: self.tr("Keep the mistakes of this game for practice"),
            self.keep_mistakes,
        )
        for kind, words in (
            (Kind.OPENING, lambda: self.tr("Practise openings")),
            (Kind.MIDDLE, lambda: self.tr("Practise middle games")),
            (Kind.ENDGAME, lambda: self.tr("Practise endgames")),
        ):
            commands.add(f"game.drill-{kind}", words, lambda kind=kind: self.begin(kind))
        commands.add(
            "game.drill-file",
            lambda: self.tr("Practise the positions of a file…"),
            self._choose_file,
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
            self._fail(str(error))
            return ()
        except ConfigError as error:
            self._put_aside(str(error))
            return ()

    def _put_aside(self, why: str) -> None:
        try:
            self._file.replace(self._file.with_suffix(".damaged"))
        except OSError as error:
            self._fail(f"{why}; {error}")
        else:
            self._fail(why)

    def _keep(self, changed: tuple[Drill, ...]) -> None:
        """Keeps other drills; their file may be large, and is written beside the window."""
        if changed == self.drills:
            return
        self.drills = changed

        def work() -> None:
            try:
                write_atomically(self._file, drills.to_text(changed))
            except (OSError, ValueError) as error:
                self.failed.emit(str(error))

        self._writing.start(work)

    def _fail(self, why: str) -> None:
        self.desk.session.say(MessageKind.DRILLS_FAILED, why)

    # What the person wants

    def keep_mistakes(self) -> None:
        """Keeps the mistakes that people made on the line shown."""
        state = self.desk.session.state
        least = choices_from(self.desk.preferences.now.analysis).mistake
        moves = self._judge.moves(state)
        found = drilling.collected(state, moves, least, self.today())
        more = drills.with_new(self.drills, found)
        num_new = len({drill.key for drill in more} - {drill.key for drill in self.drills})
        self._keep(more)
        num_kept = len(drills.of_kind(more, Kind.MISTAKE))
        self.desk.session.say(MessageKind.DRILLS_KEPT, str(num_new), str(num_kept))

    def begin(self, kind: Kind = Kind.MISTAKE) -> None:
        """Puts up the first position of a kind that is due.

        Args:
            kind: The person's own mistakes, or exercises that come with the program.
        """
        if kind in drills.EXERCISES:
            self._read(kind, "", lambda: exercises.load(kind, self.today()))
        else:
            self._begin(kind)

    def begin_file(self, path: Path) -> None:
        """Adds the positions of a file to those practised, and puts up the first one due."""
        self._read(Kind.FILE, path.name, lambda: exercises.load_file(path, self.today()))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.desk.frame,
            self.tr("Positions to practise"),
            "",
            self.tr("Go records (*.sgf *.SGF)"),
        )
        if name:
            self.begin_file(Path(name))

    def _read(self, kind: Kind, name: str, load: Callable[[], Found]) -> None:
        def work() -> Callable[[], object]:
            try:
                found = load()
            except (GoError, OSError, ValueError, MemoryError) as error:
                return functools.partial(self.failed.emit, str(error))
            return functools.partial(self.found.emit, kind, name, found)

        self._reader.read(name or self.tr("the exercises"), work)

    def _add(self, kind: Kind, name: str, found: Found) -> None:
        """Adds what was read, and begins."""
        if self._is_closed:
            return
        known = {drill.key for drill in self.drills}
        more = drills.with_new(self.drills, found.drills)
        self._keep(more)
        self._begin(kind)
        new = {drill.key for drill in found.drills} - known
        num_new = len(new & {drill.key for drill in more})
        num_left_out = found.left_out + len(new) - num_new
        if name and (num_new or num_left_out):
            args = name, str(num_new), str(num_left_out)
            self.desk.session.say(MessageKind.DRILLS_ADDED, *args)

    def _begin(self, kind: Kind) -> None:
        self._kind = kind
        self._put_off = frozenset()
        self._next()

    def _due(self) -> tuple[Drill, ...]:
        found = drills.due(drills.of_kind(self.drills, self._kind), self.today())
        return tuple(drill for drill in found if drill.key not in self._put_off)

    def _next(self) -> None:
        session = self.desk.session
        task = session.state.drill
        if task is not None and task.is_open:
            self._put_off |= {task.key}
        if self._due() and task is None and not self._may_leave():
            return
        limit = self.desk.preferences.now.drill_points
        has_failed = False
        while waiting := self._due():
            try:
                session.start(lambda game: drilling.started(waiting[0], game, limit))
            except GoError as error:
                self._keep(drills.without(self.drills, waiting[0].key))
                self._fail(str(error))
                has_failed = True
            else:
                return
        session.change(drilling.ended)
        if not has_failed:
            self._say_when()

    def _say_when(self) -> None:
        """Says when a position of the kind that is practised is due."""
        day = drills.next_day(drills.of_kind(self.drills, self._kind))
        when = "" if day is None else day.isoformat()
        if day is not None and day <= self.today():
            when = drill_texts.PUT_OFF
        self.desk.session.say(MessageKind.NO_DRILL_DUE, when, self._kind)

    def _drop(self) -> None:
        task = self.desk.session.state.drill
        if task is not None:
            self._keep(drills.never_again(self.drills, task.key))
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
        task_words = Shown(self._kind, len(waiting), source, answer_of(state))
        self.panel.show_task(state, task_words)
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
        """Stops going on, waits for what is written, and gives up what is read too long."""
        self._soon.stop()
        self._is_closed = True
        self._reader.leave()
        self._writing.wait()
