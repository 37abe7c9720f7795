"""`Editing`: what a person changes in a record: tools on the board, variations, information."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QToolBar

from gogame.sgf.symmetry import Symmetry
from gui.desk.commands import Section
from gui.desk.feature import Desk, Feature
from gui.dialogs.game_info import GameInfoDialog
from gui.game.editing import Tool
from gui.game.move_tree import ROOT
from gui.game.state import GameState, Phase
from gui.looks.theme import Theme
from gui.records import edits, game_info, problem_frame, reshape
from gui.views import record_texts
from gui.views.tool_icons import tool_icon

_KEYS = {
    Tool.PLAY: "Ctrl+Alt+0",
    Tool.INSERT: "I",
    Tool.BLACK: "Ctrl+1",
    Tool.WHITE: "Ctrl+Alt+1",
    Tool.ERASE: "Ctrl+Alt+2",
    Tool.CROSS: "Ctrl+2",
    Tool.TRIANGLE: "Ctrl+3",
    Tool.SQUARE: "Ctrl+4",
    Tool.CIRCLE: "Ctrl+5",
    Tool.LINE: "Ctrl+6",
    Tool.ARROW: "Ctrl+7",
    Tool.LETTER: "Ctrl+8",
    Tool.NUMBER: "Ctrl+9",
    Tool.DIM: "Ctrl+Alt+9",
}


class Editing(Feature):
    """Owns the bar of tools."""

    def __init__(self, desk: Desk) -> None:
        """Add commands and the bar."""
        super().__init__(desk)
        self._theme = desk.theme
        self._last_tool = Tool.BLACK
        self._add_tools()
        self._add_branches()
        self.bar = QToolBar(desk.frame)
        self.bar.setObjectName("tools")
        self.bar.setMovable(False)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        desk.frame.addToolBarBreak()
        desk.frame.addToolBar(self.bar)
        for tool in Tool:
            self.bar.addAction(self._tools[tool])
        self.bar.addSeparator()
        for name in ("edit.to-play", "edit.undo", "edit.redo", "edit.info", "edit.mode"):
            self.bar.addAction(desk.commands[name])
        self.bar.hide()
        desk.board.other_clicked.connect(self._click_other)
        desk.board.pulled.connect(self._pull)
        self._show_icons()

    def _add_tools(self) -> None:
        commands, change = self.desk.commands, self.desk.session.change
        self._mode = commands.switch(
            "edit.mode", lambda: self.tr("Edit the record"), self._switch, "E"
        )
        commands.add(
            "edit.undo", lambda: self.tr("Undo edit"), lambda: change(edits.undo), "Ctrl+Alt+Z"
        )
        commands.add(
            "edit.redo",
            lambda: self.tr("Redo edit"),
            lambda: change(edits.redo),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
        )
        commands.separate(Section.EDIT)
        names = {tool.value: (lambda tool=tool: record_texts.tool_name(tool)) for tool in Tool}
        actions = commands.choices(
            "edit.tool", lambda: self.tr("Tool"), names, "", lambda code: self._take(Tool(code))
        )
        self._tools = {Tool(code): action for code, action in actions.items()}
        for tool, action in self._tools.items():
            action.setShortcut(QKeySequence(_KEYS[tool]))
        commands.add(
            "edit.to-play",
            lambda: self.tr("Change who is to play"),
            lambda: change(_with_other_to_play),
            "Ctrl+Alt+P",
        )
        commands.add(
            "edit.frame",
            lambda: self.tr("Put a frame around the problem"),
            lambda: change(problem_frame.framed),
            "F10",
        )
        commands.separate(Section.EDIT)

    def _add_branches(self) -> None:
        add, on_node = self.desk.commands.add, self._on_node
        separate = self.desk.commands.separate
        add(
            "edit.copy-branch",
            lambda: self.tr("Copy variation"),
            self.copy_branch,
            "Ctrl+Shift+C",
        )
        add("edit.cut-branch", lambda: self.tr("Cut variation"), self.cut_branch, "Ctrl+Shift+X")
        add("edit.paste-branch", lambda: self.tr("Paste variation"), self.paste, "Ctrl+Shift+V")
        separate(Section.EDIT)
        add(
            "edit.make-main",
            lambda: self.tr("Make main line"),
            lambda: on_node(edits.made_main),
            "Ctrl+Alt+M",
        )
        add(
            "edit.variation-up",
            lambda: self.tr("Move variation up"),
            lambda: on_node(edits.promoted),
            "Ctrl+Alt+Up",
        )
        add(
            "edit.variation-down",
            lambda: self.tr("Move variation down"),
            lambda: on_node(edits.demoted),
            "Ctrl+Alt+Down",
        )
        separate(Section.EDIT)
        add(
            "edit.delete",
            lambda: self.tr("Delete from here on"),
            lambda: on_node(edits.deleted),
            ("Ctrl+Del", "Ctrl+Backspace"),
        )
        add(
            "edit.delete-others",
            lambda: self.tr("Delete other variations"),
            lambda: on_node(edits.without_others),
        )
        add(
            "edit.flatten",
            lambda: self.tr("Begin the record here"),
            lambda: on_node(edits.flattened),
        )
        self._add_whole()

    def _add_whole(self) -> None:
        """Adds what concerns the record as a whole."""
        add, change = self.desk.commands.add, self.desk.session.change
        add(
            "edit.clear-markup",
            lambda: self.tr("Remove all markup"),
            lambda: change(edits.without_markup),
        )
        add(
            "edit.clear-comments",
            lambda: self.tr("Remove all comments"),
            lambda: change(edits.without_comments),
        )
        self._add_turns()
        self.desk.commands.separate(Section.EDIT)
        add("edit.info", lambda: self.tr("Game information…"), self.ask_info, "Ctrl+I")
        self.desk.commands.separate(Section.EDIT)

    def _add_turns(self) -> None:
        change = self.desk.session.change
        words = {
            Symmetry.TURN_RIGHT: lambda: self.tr("Turn right"),
            Symmetry.TURN_LEFT: lambda: self.tr("Turn left"),
            Symmetry.TURN_HALF: lambda: self.tr("Turn by half"),
            Symmetry.MIRROR_LEFT_RIGHT: lambda: self.tr("Mirror left and right"),
            Symmetry.MIRROR_UP_DOWN: lambda: self.tr("Mirror up and down"),
            Symmetry.TRANSPOSE: lambda: self.tr("Mirror at the diagonal"),
            Symmetry.TRANSPOSE_OTHER: lambda: self.tr("Mirror at the other diagonal"),
        }
        self.desk.commands.separate(Section.EDIT)
        actions = self.desk.commands.choices(
            "edit.turn",
            lambda: self.tr("Turn and mirror"),
            {symmetry.value: named for symmetry, named in words.items()},
            "",
            lambda code: change(lambda state: reshape.turned(state, Symmetry(code))),
        )
        for action in actions.values():
            action.setCheckable(False)
        actions[Symmetry.TURN_RIGHT.value].setShortcut(QKeySequence("Ctrl+Alt+R"))
        actions[Symmetry.MIRROR_LEFT_RIGHT.value].setShortcut(QKeySequence("Ctrl+Alt+L"))
        self.desk.commands.add(
            "edit.swap-colors",
            lambda: self.tr("Exchange Black and White"),
            lambda: change(reshape.swapped),
            "Ctrl+Alt+X",
        )

    # Tools

    def _switch(self, is_on: bool) -> None:  # noqa: FBT001 - what a switch tells
        tool = self._last_tool if is_on else None
        self.desk.session.change(lambda state: edits.with_tool(state, tool))

    def _take(self, tool: Tool) -> None:
        self._last_tool = tool
        self.desk.session.change(lambda state: edits.with_tool(state, tool))

    def _click_other(self, point: int) -> None:
        self.desk.session.change(lambda state: edits.clicked(state, point, is_other=True))

    def _pull(self, start: int, end: int) -> None:
        self.desk.session.change(lambda state: edits.pulled(state, start, end))

    # Variations

    def _on_node(self, edit: Callable[[GameState, int], GameState]) -> None:
        self.desk.session.change(lambda state: edit(state, state.cursor))

    def copy_branch(self) -> None:
        """Copies the node shown with all that follows it to the clipboard, as SGF text."""
        state = self.desk.session.state
        QGuiApplication.clipboard().setText(edits.copied(state, state.cursor))

    def cut_branch(self) -> None:
        """Moves the node shown with all that follows it to the clipboard."""
        if self.desk.session.state.cursor != ROOT:
            self.copy_branch()
            self._on_node(edits.deleted)

    def paste(self) -> None:
        """Adds the variations of the clipboard after the node shown."""
        text = QGuiApplication.clipboard().text()
        self.desk.session.change(lambda state: edits.pasted(state, state.cursor, text))

    # Information

    def ask_info(self) -> None:
        """Lets the person read and change what is known about the game."""
        dialog = GameInfoDialog(game_info.info_of(self.desk.session.state), self.desk.frame)
        if dialog.exec():
            info = dialog.info()
            self.desk.session.change(lambda state: game_info.with_info(state, info))
        dialog.deleteLater()

    # Showing

    def show_state(self, state: GameState) -> None:
        """Shows the bar while the record is edited, and what can be done."""
        commands = self.desk.commands
        self._mode.setChecked(state.is_editing)
        self._mode.setEnabled(state.phase is not Phase.PLACING)
        self.bar.setVisible(state.is_editing)
        self.bar.setWindowTitle(self.tr("Tools for editing"))
        for tool, action in self._tools.items():
            action.setChecked(state.editing.tool is tool)
            action.setEnabled(state.phase is not Phase.PLACING)
        for name in ("to-play", "frame", "info", "paste-branch"):
            commands[f"edit.{name}"].setEnabled(state.phase is not Phase.PLACING)
        commands["edit.undo"].setEnabled(edits.can_undo(state))
        commands["edit.redo"].setEnabled(edits.can_redo(state))
        is_root = state.cursor == ROOT
        for name in ("cut-branch", "delete", "make-main", "variation-up", "variation-down"):
            commands[f"edit.{name}"].setEnabled(not is_root)
        commands["edit.flatten"].setEnabled(not is_root)

    def show_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        self._show_icons()

    def _show_icons(self) -> None:
        for tool, action in self._tools.items():
            action.setIcon(tool_icon(tool, self._theme.text))


def _with_other_to_play(state: GameState) -> GameState:
    return edits.set_up(state, {}, to_play=state.to_play.opponent)
