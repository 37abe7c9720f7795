"""`TrainingRoom`: the one object that replaces the `TrainingState`.

It looks at the run's files once a second while somebody watches, asks ``gogame-selfplay`` for the
rest in child processes, and starts and stops runs. Nothing here waits.
"""

from __future__ import annotations

import functools
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gogame.errors import GoError
from gogame.trained import trained_sizes
from gui.training.games import Game, Page, parse_page
from gui.training.plan import RunPlan, resumed
from gui.training.processes import Question, start_run
from gui.training.replay import Replay
from gui.training.run_folder import Look, look
from gui.training.state import Asked, TrainingState
from gui.training.story import Story, parse_story
from gui.training.trouble import TrainingError, Trouble, TroubleKind

LOOK_MS = 1000
MOVE_MS = 240
PAUSE_MS = 2500  # at the end of a stored game
PAGE_SIZE = 100
_LIVE_MS = 160
_FILL_GAP_S = 5.0  # between two questions about rounds that went by too fast


class TrainingRoom(QObject):
    """Watches one run.

    Signals:
        changed: The new `TrainingState`.
    """

    changed = Signal(object)

    def __init__(self, folder_of_logs: Path, parent: QObject | None = None) -> None:
        """Watch nothing yet.

        Args:
            folder_of_logs: Where the output of runs goes that are started here.
            parent: The owner.
        """
        super().__init__(parent)
        self._logs = folder_of_logs
        self._state = TrainingState()
        self._questions: dict[Asked, Question] = {}
        self._asked_curves_at = -_FILL_GAP_S
        self._num_lost = 0  # rounds of which the run itself knows nothing
        self._live: Game | None = None
        self._looker = QTimer(self)
        self._looker.setInterval(LOOK_MS)
        self._looker.timeout.connect(self.look)
        self._mover = QTimer(self)
        self._mover.setSingleShot(True)
        self._mover.timeout.connect(self._move)

    @property
    def state(self) -> TrainingState:
        """The present state."""
        return self._state

    def _change(self, **fields: Any) -> None:  # noqa: ANN401 - fields of `TrainingState`
        self._state = replace(self._state, **fields)
        self.changed.emit(self._state)

    # Which run

    def wake(self) -> None:
        """Begins to look; somebody watches."""
        if not self._looker.isActive():
            self._looker.start()
            self._mover.start(MOVE_MS)
            self.look()

    def sleep(self) -> None:
        """Stops looking; nobody watches."""
        self._looker.stop()
        self._mover.stop()

    def open(self, folder: Path) -> None:
        """Shows the run of a folder."""
        launch = self._state.launch if self._state.folder == folder else None
        self._forget_questions()
        self._live = None
        now = self._state
        self._state = TrainingState(
            folder=folder, launch=launch, network=now.network, learnt=now.learnt
        )
        self.look()
        if self._state.status is not None:
            self.ask_curves()
            self.ask_games()

    def show_network(self, network: str) -> None:
        """Tells which network file our engine uses."""
        learnt = trained_sizes(Path(network) if network else None)
        if (network, learnt) != (self._state.network, self._state.learnt):
            self._change(network=network, learnt=learnt)

    def close(self) -> None:
        """Ends the questions; a run goes on."""
        self.sleep()
        self._forget_questions()

    # Runs

    def start(self, plan: RunPlan) -> None:
        """Starts a run and shows it."""
        folder = Path(plan.folder)
        is_other = folder != self._state.folder
        try:
            launch = start_run(plan.words, self._log_of(folder))
        except TrainingError as error:
            self._change(refusal=error.trouble)
            return
        if is_other:
            self._forget_questions()
            self._live = None
            now = self._state
            self._state = TrainingState(folder=folder, network=now.network, learnt=now.learnt)
        self._change(launch=launch, refusal=None, trouble=None, is_alive=True, is_watching=True)
        self.wake()

    def resume(self) -> None:
        """Goes on with the run that is shown."""
        state = self._state
        if state.can_resume and state.folder is not None and state.status is not None:
            self.start(resumed(state.folder, state.status))

    def stop(self) -> None:
        """Asks the run to stop."""
        state = self._state
        if state.can_stop and state.folder is not None:
            self._ask(Asked.STOP, ("stop", str(state.folder)), self._take_stop)

    def _log_of(self, folder: Path) -> Path:
        number = zlib.crc32(str(folder.absolute()).encode())
        return self._logs / f"{folder.name or 'run'}-{number:08x}.log"

    # What its files say

    def look(self) -> None:
        """Looks at the run's files now."""
        state = self._state
        if state.folder is None:
            return
        seen = look(state.folder, state.launch, self._log_of(state.folder))
        was_known = state.status is not None
        story = state.story
        if seen.status is not None and seen.trouble is None:
            story = story.with_status(seen.status)
        self._follow_live(seen)
        self._change(
            status=seen.status if seen.status is not None else state.status,
            is_alive=seen.is_alive,
            trouble=seen.trouble,
            story=story,
            log=seen.log,
        )
        is_first = not was_known and seen.status is not None and state.launch is None
        if is_first or (story.num_missing > self._num_lost and self._may_fill_gap()):
            self.ask_curves()

    def _may_fill_gap(self) -> bool:
        """Whether it is time to ask for rounds that went by between two looks."""
        is_asked = Asked.CURVES in self._state.asked
        return not is_asked and time.monotonic() - self._asked_curves_at > _FILL_GAP_S

    def _follow_live(self, seen: Look) -> None:
        """Takes the game in progress onto the board, if the board is for it."""
        state = self._state
        self._live = seen.live[0] if seen.live and seen.is_alive else None
        if self._live is None or not state.is_watching:
            return
        try:
            if state.replay is None or not state.replay.is_live:
                replay = Replay.of(self._live, is_live=True, shown=len(self._live.moves))
            else:
                replay = state.replay.follow(self._live)
        except GoError as error:
            self._refuse_game(error)
            return
        self._state = replace(state, replay=replay)

    # Questions

    def ask_curves(self) -> None:
        """Asks how the run has gone."""
        if self._state.folder is not None:
            self._asked_curves_at = time.monotonic()
            self._ask(Asked.CURVES, ("curves", str(self._state.folder)), self._take_curves)

    def ask_games(self, skip: int = 0, checkpoint: str = "") -> None:
        """Asks for stored games.

        Args:
            skip: So many newer ones are left out.
            checkpoint: Only games of this network, empty for all.
        """
        folder = self._state.folder
        if folder is None:
            return
        words = ["games", str(folder), "--limit", str(PAGE_SIZE), "--skip", str(skip)]
        if checkpoint:
            words += ["--checkpoint", checkpoint]
        self._state = replace(self._state, checkpoint=checkpoint)
        self._ask(Asked.GAMES, tuple(words), self._take_games)

    def _ask(self, what: Asked, words: tuple[str, ...], take: Callable[[str], None]) -> None:
        before = self._questions.pop(what, None)
        if before is not None:
            before.drop()
            _let_go(before)
        question = self._questions[what] = Question(words, self)
        question.answered.connect(functools.partial(self._answered, what, take))
        question.failed.connect(functools.partial(self._unanswered, what))
        self._change(asked=self._state.asked | {what}, refusal=None)

    def _answered(self, what: Asked, take: Callable[[str], None], text: str) -> None:
        self._done(what)
        try:
            take(text)
        except GoError as error:
            self._change(refusal=Trouble(TroubleKind.NOT_ANSWERED, (what.value, str(error))))

    def _unanswered(self, what: Asked, reason: str) -> None:
        self._done(what)
        if what is Asked.STOP:
            self._change(refusal=Trouble(TroubleKind.NOT_STOPPED, (reason,)))
        else:
            self._change(refusal=Trouble(TroubleKind.NOT_ANSWERED, (what.value, reason)))

    def _done(self, what: Asked) -> None:
        question = self._questions.pop(what, None)
        if question is not None:
            _let_go(question)
        self._change(asked=self._state.asked - {what})

    def _forget_questions(self) -> None:
        for question in self._questions.values():
            question.drop()
            _let_go(question)
        self._questions.clear()
        self._state = replace(self._state, asked=frozenset())

    def _take_stop(self, _text: str) -> None:
        self.look()

    def _take_curves(self, text: str) -> None:
        story: Story = parse_story(text, "gogame-selfplay curves")
        self._num_lost = story.num_missing
        if self._state.status is not None:
            story = story.with_status(self._state.status)
        self._change(story=story)

    def _take_games(self, text: str) -> None:
        page: Page = parse_page(text, "gogame-selfplay games")
        self._change(page=page)
        if page.games and (self._state.replay is None) and self._live is None:
            self._show_stored(page.games[0])

    # The board

    def watch_live(self) -> None:
        """Shows the game in progress, or the newest stored one if there is none."""
        self._state = replace(self._state, is_watching=True, replay=None)
        if self._live is None and self._state.page.games:
            self._show_stored(self._state.page.games[0])
        self.look()

    def show_game(self, number: int) -> None:
        """Shows a stored game from its start, by its place in the list."""
        games = self._state.page.games
        if 0 <= number < len(games):
            self._state = replace(self._state, is_watching=False)
            self._show_stored(games[number])

    def _show_stored(self, game: Game) -> None:
        try:
            self._change(replay=Replay.of(game, is_live=False))
        except GoError as error:
            self._refuse_game(error)
        else:
            self._wait()

    def _refuse_game(self, error: GoError) -> None:
        self._change(replay=None, refusal=Trouble(TroubleKind.NOT_ANSWERED, ("games", str(error))))

    def go_to(self, number: int) -> None:
        """Shows a position of the game on the board, and stays there."""
        if self._state.replay is not None:
            replay = self._state.replay.go_to(number)
            self._change(replay=replace(replay, is_running=False))

    def step(self, moves: int) -> None:
        """Goes some moves on or back, and stays there."""
        if self._state.replay is not None:
            self.go_to(self._state.replay.shown + moves)

    def run_on(self, *, is_running: bool) -> None:
        """Lets the moves follow one another by themselves, or stops them."""
        replay = self._state.replay
        if replay is None:
            return
        if is_running and replay.is_at_end and not replay.is_live:
            replay = replay.go_to(0)
        self._change(replay=replace(replay, is_running=is_running))
        self._wait()

    def _wait(self) -> None:
        """Sets when the next move is shown."""
        if self._looker.isActive():
            replay = self._state.replay
            self._mover.start(_LIVE_MS if replay is not None and replay.is_live else MOVE_MS)

    def _move(self) -> None:
        """Shows the next move, or after the last one of a stored game the next game."""
        replay = self._state.replay
        if replay is not None and replay.is_running and not replay.is_at_end:
            advanced = replay.advance()
            self._change(replay=advanced)
            if advanced.is_at_end and not advanced.is_live:
                self._mover.start(PAUSE_MS)
                return
        elif replay is not None and replay.is_running and not replay.is_live:
            self._next_stored(replay)
            return
        self._wait()

    def _next_stored(self, replay: Replay) -> None:
        games = self._state.page.games
        names = [game.game_id for game in games]
        here = names.index(replay.game.game_id) if replay.game.game_id in names else -1
        if games and self._state.is_watching:
            self._show_stored(games[(here + 1) % len(games)])
        else:
            self._change(replay=replace(replay, is_running=False))
            self._wait()


def _let_go(question: Question) -> None:
    """Frees a question; its connections keep its parent alive, which must not end while it does."""
    question.answered.disconnect()
    question.failed.disconnect()
    question.deleteLater()
