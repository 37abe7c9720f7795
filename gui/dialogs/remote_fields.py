"""`RemoteFields`: an engine on another machine: which machine, and what to start there."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from gogame.errors import ConfigError
from gui.dialogs.form_parts import make_spin
from gui.game.remote import MAX_PORT, OUR_COMMANDS, RemoteEngine, is_host


class RemoteFields(QWidget):
    """Fields for the host, its port and the engine's command there."""

    def __init__(self) -> None:
        """Make empty fields."""
        super().__init__()
        self.host = QLineEdit()
        self.host.setPlaceholderText(self.tr("user@host"))
        self.host.setToolTip(self.tr("As ssh knows it: user@host, or a name from ~/.ssh/config"))
        self.port = make_spin(0, MAX_PORT)
        self.port.setSpecialValueText(self.tr("usual"))
        self.command = QLineEdit()
        self.command.setPlaceholderText(self.tr("program there and its options"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._add(grid, self.tr("Host"), self.host, 0, 0)
        self._add(grid, self.tr("Port"), self.port, 0, 2)
        self._add(grid, self.tr("Command there"), self.command, 1, 0)

    def _add(self, grid: QGridLayout, words: str, field: QWidget, row: int, column: int) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        grid.addWidget(label, row, column)
        grid.addWidget(field, row, column + 1, 1, 1 if row == 0 else 3)

    def offer(self, command: str) -> None:
        """Puts a command there unless a person has typed another one."""
        if self.command.text() in ("", *OUR_COMMANDS.values()):
            self.command.setText(command)

    def show_engine(self, engine: RemoteEngine) -> None:
        """Fills in an engine."""
        self.host.setText(engine.host)
        self.port.setValue(engine.port)
        self.command.setText(engine.command)

    def engine(self) -> RemoteEngine:
        """Returns what was filled in.

        Raises:
            ConfigError: The host cannot be one, or there is no command; one sentence.
        """
        host = self.host.text().strip()
        if not host:
            raise ConfigError(self.tr("Type the host on which the engine is to run."))
        if not is_host(host):
            wrong = self.tr("“{0}” is no host: expected one such as user@host, without a port.")
            raise ConfigError(wrong.format(host))
        command = self.command.text().strip()
        if not command:
            raise ConfigError(
                self.tr("Type the command that starts the engine on {0}.").format(host)
            )
        return RemoteEngine(host, command, self.port.value())
