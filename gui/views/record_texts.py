"""Words about records: moves, tools, the fields of a game's information."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.board.coords import action_to_gtp
from gogame.board.position import Move
from gogame.board.variant import VariantSpec
from gui.game.editing import Tool
from gui.views.texts import color_name

translate = QCoreApplication.translate


def move_text(move: Move, variant: VariantSpec) -> str:
    """Returns a move as people say it, such as ``Black D4``."""
    if move.action == variant.pass_action:
        return translate("RecordTexts", "{0} passes").format(color_name(move.color))
    point = action_to_gtp(move.action, variant.height, variant.width)
    return f"{color_name(move.color)} {point}"


def tool_name(tool: Tool) -> str:
    """Returns what a tool is called."""
    names = {
        Tool.PLAY: translate("RecordTexts", "Play moves"),
        Tool.INSERT: translate("RecordTexts", "Insert a missing move"),
        Tool.BLACK: translate("RecordTexts", "Black stone"),
        Tool.WHITE: translate("RecordTexts", "White stone"),
        Tool.ERASE: translate("RecordTexts", "Remove stones"),
        Tool.CROSS: translate("RecordTexts", "Cross"),
        Tool.TRIANGLE: translate("RecordTexts", "Triangle"),
        Tool.SQUARE: translate("RecordTexts", "Square"),
        Tool.CIRCLE: translate("RecordTexts", "Circle"),
        Tool.LINE: translate("RecordTexts", "Line"),
        Tool.ARROW: translate("RecordTexts", "Arrow"),
        Tool.LETTER: translate("RecordTexts", "Letter"),
        Tool.NUMBER: translate("RecordTexts", "Number"),
        Tool.DIM: translate("RecordTexts", "Dim points"),
    }
    return names[tool]


def field_name(ident: str) -> str:
    """Returns what a property of a game's information is called, by its SGF identifier."""
    names = {
        "PB": translate("RecordTexts", "Black"),
        "BR": translate("RecordTexts", "Black's rank"),
        "BT": translate("RecordTexts", "Black's team"),
        "PW": translate("RecordTexts", "White"),
        "WR": translate("RecordTexts", "White's rank"),
        "WT": translate("RecordTexts", "White's team"),
        "GN": translate("RecordTexts", "Game name"),
        "EV": translate("RecordTexts", "Event"),
        "RO": translate("RecordTexts", "Round"),
        "DT": translate("RecordTexts", "Date"),
        "PC": translate("RecordTexts", "Place"),
        "RE": translate("RecordTexts", "Result"),
        "KM": translate("RecordTexts", "Komi"),
        "RU": translate("RecordTexts", "Rules"),
        "TM": translate("RecordTexts", "Main time (seconds)"),
        "OT": translate("RecordTexts", "Overtime"),
        "ON": translate("RecordTexts", "Opening"),
        "AN": translate("RecordTexts", "Annotated by"),
        "US": translate("RecordTexts", "Recorded by"),
        "SO": translate("RecordTexts", "Source"),
        "CP": translate("RecordTexts", "Copyright"),
        "GC": translate("RecordTexts", "About the game"),
    }
    return names[ident]
