"""`Training`: self-play runs: started, watched, stopped; games against what they have learnt."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from gogame.board.variant import VariantSpec, standard
from gogame.errors import GoError
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.new_run import NewRunDialog
from gui.files import game_files
from gui.files.settings import network_of
from gui.game.state import GameState, Message, MessageKind
from gui.looks.theme import Theme
from gui.session.engine_room import use_network
from gui.training.games import game_sgf
from gui.training.networks import CheckpointPlayer, network_file, setup_against
from gui.training.processes import tell
from gui.training.room import TrainingRoom
from gui.training.state import TrainingState
from gui.training.story import Round
from gui.views.training import words
from gui.views.training.window import TrainingWindow

_MOST_RUNS = 8
_RUNS_FOLDER = "gogame-runs"
_NO_VARIANT = standard(9, "chinese", komi=7.0)


class Training(Feature):
    """Owns the training window and the room behind it."""

    def __init__(self, desk: Desk, may_leave: Callable[[], bool]) -> None:
        """Add the commands; the window is made when it is first wanted.

        Args:
            desk: Where to work.
            may_leave: Asks the person whether the present game may be given up.
        """
        super().__init__(desk)
        self._may_leave = may_leave
        self._theme = desk.theme
        self._is_settled = False  # whether the person has said what becomes of the run
        self.window: TrainingWindow | None = None
        self.room = TrainingRoom(desk.preferences.folders.data / "training", self)
        self.room.changed.connect(self._show_training)
        add = desk.commands.add
        add("training.show", lambda: self.tr("Training…"), self.show_window, "F9")
        desk.commands.separate(Section.TRAINING)
        add("training.new", lambda: self.tr("New self-play run…"), self.ask_new_run)
        add("training.open", lambda: self.tr("Open run…"), self.ask_open_run)
        desk.commands.separate(Section.TRAINING)
        add(
            "training.built-in",
            lambda: self.tr("Use the built-in network"),
            lambda: self.use_network(""),
        )
        network = desk.preferences.now.network
        if network and not network_of(desk.preferences.now):
            desk.preferences.change(network="")
            desk.session.say(MessageKind.NETWORK_GONE, network)
        self._show_network()

    # The window

    def show_window(self) -> None:
        """Shows the window, and in it the run that was opened last."""
        window = self.window
        if window is None:
            window = self.window = self._make_window()
            runs = self._runs()
            if self.room.state.folder is None and runs and os.path.exists(runs[0] / "status.json"):
                self.room.open(runs[0])
        window.show()
        window.raise_()
        window.activateWindow()
        self.room.wake()

    def _make_window(self) -> TrainingWindow:
        window = TrainingWindow(self._theme)
        room = self.room
        window.show_state(room.state)
        window.new_wanted.connect(self.ask_new_run)
        window.open_wanted.connect(self._offer_runs)
        window.stop_wanted.connect(room.stop)
        window.resume_wanted.connect(self._resume)
        window.closing.connect(self._ask_close)
        window.board.stepped.connect(room.step)
        window.board.went.connect(room.go_to)
        window.board.running_wanted.connect(self._run_on)
        window.board.live_wanted.connect(room.watch_live)
        window.games.game_chosen.connect(room.show_game)
        window.games.game_opened.connect(self.open_game)
        window.games.page_wanted.connect(room.ask_games)
        window.networks.played.connect(self.play_against)
        window.networks.used.connect(self._use_round)
        window.networks.built_in_wanted.connect(lambda: self.use_network(""))
        window.networks.games_wanted.connect(self._list_games_of)
        return window

    def _run_on(self, is_running: bool) -> None:  # noqa: FBT001 - what the view tells
        self.room.run_on(is_running=is_running)

    def _show_training(self, state: TrainingState) -> None:
        if self.window is not None:
            self.window.show_state(state)

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        if self.window is not None:
            self.window.set_theme(theme)

    # Which run

    def _runs(self) -> list[Path]:
        return [Path(line) for line in self.desk.preferences.now.runs.splitlines() if line]

    def _note_run(self, folder: Path) -> None:
        runs = [folder, *(path for path in self._runs() if path != folder)][:_MOST_RUNS]
        self.desk.preferences.change(runs="\n".join(map(str, runs)))
        self.desk.preferences.keep()

    def _offer_runs(self) -> None:
        """Offers the runs of late below the button, or else asks for a folder."""
        runs = [path for path in self._runs() if os.path.exists(path)]
        window = self.window
        if not runs or window is None:
            self.ask_open_run()
            return
        menu = QMenu(window)
        for path in runs:
            menu.addAction(str(path), lambda path=path: self.open_run(path))
        menu.addSeparator()
        menu.addAction(self.tr("Other folder…"), self.ask_open_run)
        menu.popup(window.open.mapToGlobal(window.open.rect().bottomLeft()))

    def ask_open_run(self) -> None:
        """Lets the person choose a run's folder."""
        runs = self._runs()
        first = str(runs[0].parent) if runs else str(Path.home())
        owner = self.window or self.desk.frame
        folder = QFileDialog.getExistingDirectory(owner, self.tr("Open run"), first)
        if folder:
            self.open_run(Path(folder))

    def open_run(self, folder: Path) -> None:
        """Shows a run."""
        self.show_window()
        self.room.open(folder)
        if self.room.state.status is not None:
            self._note_run(folder)

    def ask_new_run(self) -> None:
        """Lets the person ask for a run and starts it."""
        self.show_window()
        state = self.room.state
        source = str(state.folder) if state.folder is not None and state.story.rounds else ""
        dialog = NewRunDialog(str(_free_folder(self._runs())), source, self.window)
        if dialog.exec():
            plan = dialog.plan()
            self._is_settled = False
            self.room.start(plan)
            self._note_run(Path(plan.folder))
        dialog.deleteLater()

    def _resume(self) -> None:
        self._is_settled = False
        self.room.resume()

    # What a run has made

    def _round(self, number: int) -> Round | None:
        return next((row for row in self.room.state.story.rounds if row.number == number), None)

    def _network(self, number: int) -> tuple[Path, Round] | None:
        """Returns a network and its round, None and a word to the person if it is gone."""
        folder, row = self.room.state.folder, self._round(number)
        if folder is None or row is None:
            return None
        file = network_file(folder.absolute(), row)
        if not file.is_file():
            box = QMessageBox(self.window)
            box.setIcon(QMessageBox.Icon.Warning)
            box.setText(self.tr("The network {0} is gone: choose another one.").format(file.name))
            box.exec()
            return None
        return file, row

    def play_against(self, number: int, visits: int) -> None:
        """Begins a game against a network of the run, on the board that the run plays."""
        found = self._network(number)
        if found is None or not self._may_leave():
            return
        file, row = found
        name = self.tr("{0} after {1}").format(file.parent.parent.name, words.moment(row.elapsed_s))
        player = CheckpointPlayer(file, name, visits)
        self.desk.session.new_game(setup_against(player, self._variant()))
        self._raise_main()

    def _variant(self) -> VariantSpec:
        """Returns what the run plays, with its usual komi."""
        state = self.room.state
        games = [*state.page.games, *([state.replay.game] if state.replay else [])]
        if not games:
            return _NO_VARIANT
        komis = sorted(game.variant.komi for game in games)
        return games[0].variant.with_komi(komis[len(komis) // 2])

    def _use_round(self, number: int) -> None:
        found = self._network(number)
        if found is not None:
            self.use_network(str(found[0]))

    def use_network(self, network: str) -> None:
        """Lets the app play and analyse with a network file, empty for its own."""
        if network != self.desk.preferences.now.network:
            self.desk.preferences.change(network=network)
            self.desk.preferences.keep()
            use_network(self.desk.session, network)
        if network:
            self.desk.session.say(MessageKind.NETWORK_CHOSEN, Path(network).name)
        else:
            self.desk.session.say(MessageKind.NETWORK_BUILT_IN)
        self._show_network()

    def _show_network(self) -> None:
        network = self.desk.preferences.now.network
        self.desk.commands["training.built-in"].setEnabled(bool(network))
        self.room.show_network(network)

    def open_game(self, place: int) -> None:
        """Opens a stored game in the main window, as a record to analyse."""
        games = self.room.state.page.games
        if not 0 <= place < len(games) or not self._may_leave():
            return
        game = games[place]
        row = self.room.state.story.round_of(game.checkpoint)
        name = words.player_name(game.checkpoint)
        if row is not None:
            name = self.tr("round {0}, {1}").format(row.number, words.moment(row.elapsed_s))
        try:
            opened = game_files.parse_game(game_sgf(game, name))
        except GoError as error:
            self.desk.session.say(MessageKind.OPEN_FAILED, game.game_id, str(error))
            return
        message = Message(MessageKind.OPENED, (game.game_id, "", "1"))

        def make(number: int) -> GameState:
            return replace(game_files.state_of(opened, number, None), message=message)

        self.desk.session.start(make)
        self._raise_main()

    def _list_games_of(self, checkpoint: str) -> None:
        self.room.ask_games(0, checkpoint)
        if self.window is not None:
            self.window.show_games()

    def _raise_main(self) -> None:
        self.desk.frame.raise_()
        self.desk.frame.activateWindow()
        self.desk.board.setFocus()

    # The end

    def _asks_about_run(self) -> bool:
        self.room.look()
        state = self.room.state
        return state.launch is not None and state.is_going and not self._is_settled

    def _ask_close(self) -> None:
        """Asks what becomes of a run that was started here."""
        window = self.window
        assert window is not None
        if not self._asks_about_run():
            self.room.sleep()
            return
        box = self._question(window)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is cancel:
            window.keep_open()
            return
        self._settle(box)
        self.room.sleep()

    def _question(self, owner: TrainingWindow) -> QMessageBox:
        box = QMessageBox(owner)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("The self-play run is going."))
        box.setInformativeText(
            self.tr("It can go on without this window; open it again to watch it.")
        )
        going = box.addButton(self.tr("Let it go on"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Stop it"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(going)
        return box

    def _settle(self, box: QMessageBox) -> None:
        folder = self.room.state.folder
        role = box.buttonRole(box.clickedButton()) if box.clickedButton() else None
        if role is QMessageBox.ButtonRole.DestructiveRole and folder is not None:
            tell(("stop", str(folder)))
        self._is_settled = True

    def close(self) -> None:
        """Asks about a run that was started here, and closes the window."""
        window = self.window
        if window is not None:
            if self._asks_about_run():
                box = self._question(window)
                box.exec()
                self._settle(box)
            window.closing.disconnect()
            window.close()
            window.deleteLater()
            self.window = None
        self.room.close()


def _free_folder(runs: list[Path]) -> Path:
    """Returns a folder beside the runs of late that does not exist yet."""
    beside = runs[0].parent if runs else Path.home() / _RUNS_FOLDER
    return next(
        path for number in range(1, 10_000) if not (path := beside / f"run-{number}").exists()
    )
