"""Game records over GTP: ``loadsgf`` and ``printsgf``."""

from __future__ import annotations

import logging

from gogame.board.position import Position
from gogame.errors import GtpError, SgfError
from gogame.gtp.session import Handler, Session, argument, whole_argument
from gogame.gtp.wire import Command
from gogame.programs import split_command
from gogame.sgf import GamePositions, has_setup, load, moves_of, save, tree_of, write

_log = logging.getLogger(__name__)


def _path_and_number(command: Command) -> tuple[str, int | None]:
    """Returns a file name, quoted or with spaces as it stands, and the number behind it if any."""
    argument(command, 0, "a file name")
    *words, last = split_command(command.text) if command.text[0] in "\"'" else command.args
    if words and last.isascii() and last.isdigit():
        return " ".join(words), whole_argument(command, len(command.args) - 1, "a move number")
    return " ".join((*words, last)), None


def _loadsgf(session: Session, command: Command) -> str:
    """Follows the main line up to the given move, not included, or to its end."""
    path, last = _path_and_number(command)
    if last is not None and last < 1:
        raise GtpError(f"cannot load file: move number {last}: expected 1 or more")
    try:
        tree = load(path)[0]
        game = GamePositions(tree)
        positions: list[Position] = [game.start]
        origin, num_moves = 0, 0
        node = tree.root
        for node in tree.root.main_line():
            moves, _wrong = moves_of(node, game.variant)
            if last is not None and num_moves + len(moves) >= last:
                break
            num_moves += len(moves)
            if moves or (has_setup(node) and node is not tree.root):
                positions.append(game.position(node))
            if has_setup(node):
                origin = len(positions) - 1
        for warning in (*tree.warnings, *game.warnings(node)):
            _log.warning("%s: %s", path, warning)
    except SgfError as error:
        raise GtpError(f"cannot load file: {error}") from error
    session.engine.load(positions, origin)
    return ""


def _printsgf(session: Session, command: Command) -> str:
    tree = tree_of(session.engine.record())
    if not command.args or command.args == ("-",):
        return write(tree)
    try:
        save(command.text.strip("\"'"), tree)
    except SgfError as error:
        raise GtpError(str(error)) from error
    return ""


COMMANDS: dict[str, Handler] = {"loadsgf": _loadsgf, "printsgf": _printsgf}
