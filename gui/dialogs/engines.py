"""`EnginesDialog`: who plays each colour, and which engine analyses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gogame.board.coords import Color
from gogame.errors import ConfigError
from gogame.levels import LEVELS
from gui.dialogs.button_row import button_row
from gui.dialogs.form_parts import WholeArea, column_of, make_form
from gui.dialogs.remote_fields import RemoteFields
from gui.game.engines import OUR_ANALYSIS, OUR_ENGINE, EngineChoice, Preset, Protocol
from gui.game.remote import OUR_COMMANDS, SSH, remote_name, remote_of
from gui.game.state import DEFAULT_AI, FIRST_LEVEL, HUMAN, Player, PlayerKind
from gui.views import analysis_texts, texts
from gui.views.fault_texts import fault_text
from gui.views.parts import make_label

_WIDTH_LINES = 37


@dataclass(frozen=True, slots=True)
class Machine:
    """What the dialog asks about the machine.

    Attributes:
        presets: The engines that were found.
        split: Splits a command line, or raises `ConfigError`.
        is_program: Whether a word names a program.
    """

    presets: tuple[Preset, ...]
    split: Callable[[str], tuple[str, ...]]
    is_program: Callable[[str], bool]


class EngineField(QWidget):
    """A list of engines, with fields for any other program, on this machine or another one."""

    def __init__(self, machine: Machine, protocols: tuple[Protocol, ...]) -> None:
        """Offer our engine, those of the machine that speak one of `protocols`, and any other."""
        super().__init__()
        self._protocols = protocols
        self.box = QComboBox()
        self.command = QLineEdit()
        self.command.setPlaceholderText(self.tr('program and options, such as "my engine" gtp'))
        self.command.setAccessibleName(self.tr("Command line"))
        self.protocol = QComboBox()
        self.protocol.addItem("GTP", Protocol.GTP)
        self.protocol.addItem(self.tr("JSON analysis"), Protocol.ANALYSIS)
        self.protocol.setAccessibleName(self.tr("Protocol"))
        self.protocol.setToolTip(self.tr("Protocol"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        self.remote = RemoteFields()
        column.addWidget(self.remote)
        row = QHBoxLayout()
        row.addWidget(self.command, 1)
        row.addWidget(self.protocol)
        column.addLayout(row)
        self._fill(machine.presets)
        self.box.currentIndexChanged.connect(self._follow)
        self.protocol.currentIndexChanged.connect(self._follow)
        self._follow()

    def _fill(self, presets: tuple[Preset, ...]) -> None:
        ours = OUR_ENGINE if self._protocols == (Protocol.GTP,) else OUR_ANALYSIS
        self.box.addItem(analysis_texts.engine_name(ours), ours)
        for preset in presets:
            choice = preset.choice
            if choice.protocol not in self._protocols:
                continue
            name = choice.name
            if len(self._protocols) > 1:
                name += " · " + self.protocol.itemText(self.protocol.findData(choice.protocol))
            self.box.addItem(name, choice)
            index = self.box.count() - 1
            self.box.setItemData(index, preset.missing or choice.command, _TOOLTIP)
            model = self.box.model()
            if preset.missing and isinstance(model, QStandardItemModel):
                model.item(index).setEnabled(False)
                self.box.setItemText(index, self.tr("{0} (incomplete)").format(name))
        self.box.addItem(self.tr("Other program…"), _OTHER_PROGRAM)
        self.box.addItem(self.tr("On another machine…"), _OTHER_MACHINE)

    def add_first(self, text: str, choice: object) -> None:
        """Offers something before all engines."""
        self.box.insertItem(0, text, choice)

    @property
    def is_elsewhere(self) -> bool:
        """Whether an engine on another machine is chosen."""
        return self.box.currentData() == _OTHER_MACHINE

    def _follow(self) -> None:
        is_program = self.box.currentData() == _OTHER_PROGRAM
        self.command.setVisible(is_program)
        self.remote.setVisible(self.is_elsewhere)
        self.protocol.setVisible((is_program or self.is_elsewhere) and len(self._protocols) > 1)
        self.remote.offer(OUR_COMMANDS[self._protocol])

    @property
    def _protocol(self) -> Protocol:
        return Protocol(self.protocol.currentData())

    def show_choice(self, choice: object) -> None:
        """Shows a choice; an engine that is not in the list is another program, here or not."""
        index = next((i for i in range(self.box.count()) if self.box.itemData(i) == choice), -1)
        if index < 0 and isinstance(choice, EngineChoice):
            self.protocol.setCurrentIndex(self.protocol.findData(choice.protocol))
            remote = remote_of(choice.command)
            if remote is None:
                self.command.setText(choice.command)
            else:
                self.remote.show_engine(remote)
            kind = _OTHER_PROGRAM if remote is None else _OTHER_MACHINE
            index = self.box.findData(kind)
        self.box.setCurrentIndex(index)
        self._follow()

    def choice(self, machine: Machine) -> object:
        """Returns what was chosen.

        Raises:
            ConfigError: The command line cannot be started; one sentence.
        """
        if self.is_elsewhere:
            return self._other_machine(machine)
        chosen = self.box.currentData()
        return self._other_program(machine) if chosen == _OTHER_PROGRAM else chosen

    def _other_program(self, machine: Machine) -> EngineChoice:
        text = self.command.text().strip()
        if not text:
            raise ConfigError(self.tr("Type the program and its options, or choose an engine."))
        program = machine.split(text)[0]
        if not machine.is_program(program):
            raise ConfigError(self.tr("{0} was not found; type its whole path.").format(program))
        name = program.replace("\\", "/").rpartition("/")[2]
        return EngineChoice(text, name, self._protocol)

    def _other_machine(self, machine: Machine) -> EngineChoice:
        remote = self.remote.engine()
        name = remote_name(remote)
        if not machine.is_program(SSH):
            raise ConfigError(
                self.tr("The program ssh is missing on this machine; install the OpenSSH client.")
            )
        return EngineChoice(remote.command_line, name, self._protocol)


_NO_SECOND = "none"
_OTHER_PROGRAM = "program"
_OTHER_MACHINE = "machine"
_TOOLTIP = Qt.ItemDataRole.ToolTipRole


class EnginesDialog(QDialog):
    """Shows who plays and analyses, and returns what was chosen instead."""

    def __init__(
        self,
        players: dict[Color, Player],
        analysis: EngineChoice,
        machine: Machine,
        parent: QWidget | None = None,
        *,
        second: EngineChoice | None = None,
    ) -> None:
        """Show the present choices; `second` analyses beside `analysis`, None for none."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Engines"))
        self._machine = machine
        self._before = players
        self.players = {color: EngineField(machine, (Protocol.GTP,)) for color in Color}
        self.strengths = {color: _strengths(players[color]) for color in Color}
        self.analysis = EngineField(machine, (Protocol.GTP, Protocol.ANALYSIS))
        self.second = EngineField(machine, (Protocol.GTP, Protocol.ANALYSIS))
        self._error = make_label("bad", wraps=True)
        self._error.hide()
        content = QWidget()
        layout = column_of(content)
        layout.addWidget(self._players_group())
        layout.addWidget(self._analysis_group())
        note = make_label("faint", wraps=True)
        note.setText(
            self.tr(
                "Engines that speak GTP can play. To analyse, one must know kata-analyze or "
                "lz-analyze, or speak KataGo's analysis protocol."
            )
        )
        layout.addWidget(note)
        self._key_note = make_label("faint", wraps=True)
        self._key_note.setText(
            self.tr(
                "An engine on another machine is started over SSH with a key, as nobody can type "
                "a password here. Connect in a terminal first, to see that it works."
            )
        )
        layout.addWidget(self._key_note)
        layout.addWidget(self._error)
        layout.addStretch(1)
        self._area = WholeArea(content, _WIDTH_LINES)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 10, 18, 16)
        whole.setSpacing(12)
        whole.addWidget(self._area, 1)
        whole.addLayout(button_row(self, self.tr("Cancel"), self.tr("Use these")))
        for color, player in players.items():
            self.players[color].show_choice(_choice_of(player))
        self._follow_players()
        self.analysis.show_choice(analysis)
        self.second.show_choice(_NO_SECOND if second is None else second)
        for field in self._fields:
            field.box.currentIndexChanged.connect(self._follow_engines)
        self._follow_engines()

    @property
    def _fields(self) -> tuple[EngineField, ...]:
        return (*self.players.values(), self.analysis, self.second)

    def _follow_engines(self) -> None:
        """Shows what goes with the engines; what was wrong with others does not matter now."""
        self._key_note.setVisible(any(field.is_elsewhere for field in self._fields))
        self._complain("")

    def _complain(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if text:
            QTimer.singleShot(0, self._error, lambda: self._area.ensureWidgetVisible(self._error))

    def _players_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Players"))
        form = make_form(group)
        for color, field in self.players.items():
            field.add_first(self.tr("Human"), HUMAN)
            field.box.setAccessibleName(texts.color_name(color))
            form.addRow(texts.color_name(color), field)
            strength = self.strengths[color]
            name = self.tr("Strength of {0}").format(texts.color_name(color))
            strength.setAccessibleName(name)
            column = field.layout()
            assert column is not None
            column.addWidget(strength)
            field.box.currentIndexChanged.connect(self._follow_players)
        return group

    def _analysis_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Analysis"))
        form = make_form(group)
        # Large letters leave no room beside the words: the lists go below them then.
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.analysis.box.setAccessibleName(group.title())
        form.addRow(self.tr("Engine"), self.analysis)
        self.second.add_first(self.tr("None"), _NO_SECOND)
        self.second.box.setAccessibleName(self.tr("Second engine"))
        form.addRow(self.tr("Second engine"), self.second)
        return group

    def _follow_players(self) -> None:
        """Offers a strength where our engine plays: others know no levels."""
        for color, field in self.players.items():
            choice = field.box.currentData()
            self.strengths[color].setVisible(isinstance(choice, EngineChoice) and choice.is_ours)

    @property
    def error(self) -> str:
        """What is wrong, empty if all is well."""
        return self._error.text()

    def accept(self) -> None:
        """Closes the dialog if everything chosen can be started."""
        try:
            self.chosen_players()
            self.chosen_analysis()
            self.chosen_second()
        except ConfigError as error:
            self._complain(fault_text(str(error)))
        else:
            super().accept()

    def chosen_players(self) -> dict[Color, Player]:
        """Returns who is to play.

        Raises:
            ConfigError: A command line cannot be started.
        """
        return {color: self._player(color) for color in Color}

    def _player(self, color: Color) -> Player:
        before = self._before[color]
        choice = self.players[color].choice(self._machine)
        if not isinstance(choice, EngineChoice):
            return HUMAN if before.is_ai else before
        if choice.is_ours:
            return self.strengths[color].currentData()
        strength = before if before.is_ai and before.level is None else DEFAULT_AI
        return replace(strength, kind=PlayerKind.AI, name=choice.name, engine=choice.command)

    def chosen_analysis(self) -> EngineChoice:
        """Returns which engine is to analyse.

        Raises:
            ConfigError: A command line cannot be started.
        """
        choice = self.analysis.choice(self._machine)
        assert isinstance(choice, EngineChoice)
        return choice

    def chosen_second(self) -> EngineChoice | None:
        """Returns which engine is to analyse beside it, None for none.

        Raises:
            ConfigError: A command line cannot be started.
        """
        choice = self.second.choice(self._machine)
        return choice if isinstance(choice, EngineChoice) else None


def _choice_of(player: Player) -> object:
    return EngineChoice(player.engine, player.name) if player.is_ai else HUMAN


def _strengths(player: Player) -> QComboBox:
    """Returns the levels and full strength to choose from; a person meets the first level."""
    box = QComboBox()
    for one in LEVELS:
        level = Player(PlayerKind.AI, level=one.number)
        box.addItem(texts.strength_text(level), level)
    is_free = player.is_ai and player.level is None
    full = replace(player, name="", engine="") if is_free else DEFAULT_AI
    box.addItem(texts.full_strength_text(full), full)
    shown = FIRST_LEVEL if player.level is None else player.level
    box.setCurrentIndex(len(LEVELS) if is_free and not player.engine else shown - 1)
    return box
