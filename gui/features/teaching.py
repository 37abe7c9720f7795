"""`Teaching`: the teacher who judges a person's moves, and hints."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer

from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.game.lesson import JUDGING, LessonChoices, LessonView, TeacherLevel
from gui.game.state import GameState
from gui.lessons import hinting, teaching
from gui.views import teaching_texts
from gui.views.teacher_panel import TeacherPanel

_PROMPT_POINTS = (0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0)
_PROMPTS = (0, 1, 2, 3, 9)


class Teaching(Feature):
    """Owns the card of the teacher, and sees to it that moves are judged and hints found."""

    def __init__(self, desk: Desk) -> None:
        """Add commands and card; the teacher is there if it was when the program ended."""
        super().__init__(desk)
        self.panel = TeacherPanel()
        self._has_asked = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._go_on)
        self._add_commands()
        desk.frame.add_card(self.panel)
        self._join()
        settings = desk.preferences.now
        choices = LessonChoices.from_json(settings.teacher)
        desk.session.change(
            lambda state: teaching.with_teacher(
                teaching.with_choices(state, choices), is_on=settings.teaches
            )
        )

    def _add_commands(self) -> None:
        commands, session = self.desk.commands, self.desk.session
        settings = self.desk.preferences.now
        commands.separate(Section.GAME)
        commands.switch(
            "game.teach", lambda: self.tr("Teacher"), self._switch, "F6", is_on=settings.teaches
        )
        commands.add("game.hint", lambda: self.tr("Hint"), self._give_hint, "H")
        commands.add(
            "game.take-back",
            lambda: self.tr("Take the move back that the teacher asks about"),
            lambda: session.change(teaching.taken_back),
            "Backspace",
        )
        commands.add("game.better", lambda: self.tr("Show the better move"), self._better, "Y")
        commands.add(
            "game.answer", lambda: self.tr("Show why the move loses"), self._answer, "Shift+Y"
        )
        self._add_choices(LessonChoices.from_json(settings.teacher))

    def _add_choices(self, chosen: LessonChoices) -> None:
        commands = self.desk.commands
        levels = {
            level.value: (lambda level=level: teaching_texts.level_name(level))
            for level in TeacherLevel
        }
        commands.choices(
            "game.teacher-level",
            lambda: self.tr("Teacher judges for"),
            levels,
            chosen.level.value,
            lambda code: self._choose(level=TeacherLevel(code)),
        )
        commands.choices(
            "game.teacher-asks-from",
            lambda: self.tr("Teacher asks from"),
            {
                f"{points:g}": (lambda points=points: self._from(points))
                for points in _PROMPT_POINTS
            },
            f"{chosen.prompt_at:g}",
            lambda code: self._choose(prompt_at=float(code)),
        )
        commands.choices(
            "game.teacher-asks",
            lambda: self.tr("Teacher asks about a move"),
            {str(number): (lambda number=number: self._times(number)) for number in _PROMPTS},
            str(chosen.num_prompts),
            lambda code: self._choose(num_prompts=int(code)),
        )

    def _from(self, points: float) -> str:
        if points == 0:
            return self.tr("As the level wants")
        return self.tr("{0} points").format(f"{points:g}")

    def _times(self, number: int) -> str:
        return self.tr("Never") if number == 0 else self.tr("Up to {0} times").format(number)

    def _join(self) -> None:
        session, panel = self.desk.session, self.panel
        panel.taken_back.connect(lambda: session.change(teaching.taken_back))
        panel.kept.connect(lambda: session.change(teaching.kept))
        panel.better_wanted.connect(self._better)
        panel.answer_wanted.connect(self._answer)
        panel.hint_wanted.connect(self._give_hint)

    # What the person wants

    def _switch(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        self.desk.preferences.change(teaches=is_on)
        self.desk.session.change(lambda state: teaching.with_teacher(state, is_on=is_on))

    def _choose(self, **changes: object) -> None:
        now = self.desk.session.state.lesson.choices
        choices = replace(now, **changes)  # type: ignore[arg-type]
        self.desk.preferences.change(teacher=choices.to_json())
        self.desk.session.change(lambda state: teaching.with_choices(state, choices))

    def _give_hint(self) -> None:
        self.desk.session.change(hinting.asked)

    def _better(self) -> None:
        self.desk.session.change(lambda state: teaching.showing(state, LessonView.BETTER))

    def _answer(self) -> None:
        self.desk.session.change(lambda state: teaching.showing(state, LessonView.ANSWER))

    # Judging

    def show_state(self, state: GameState) -> None:
        """Shows the lesson, and goes on with it once this state has been shown everywhere."""
        self.panel.show_state(state)
        commands = self.desk.commands
        verdict = teaching.last_verdict(state)
        is_told = verdict is not None and verdict.loss >= JUDGING[state.lesson.choices.level].told
        commands["game.teach"].setChecked(state.lesson.is_on)
        commands["game.hint"].setEnabled(hinting.can_hint(state))
        commands["game.take-back"].setEnabled(teaching.is_asking(state))
        commands["game.better"].setEnabled(is_told)
        commands["game.answer"].setEnabled(is_told)
        if state.lesson.is_on or hinting.is_wanted(state) or self._has_asked:
            self._soon.start()

    def _go_on(self) -> None:
        """Asks for the reports that are needed, and uses those that have come."""
        session = self.desk.session
        state = session.state
        nodes = teaching.nodes_wanted(state)
        visits = state.lesson.choices.judging.visits
        if hinting.is_wanted(state):
            nodes, visits = (state.cursor,), max(hinting.HINT_VISITS, visits)
        if nodes or self._has_asked:
            self._has_asked = bool(nodes)
            session.examine(nodes, visits)
        session.change(lambda now: hinting.given(teaching.judged(now)))

    def close(self) -> None:
        """Stops going on."""
        self._soon.stop()
