"""What the parts below the window say in English, said in the language of the window.

The board, records and the system tell faults in English sentences. Those that people meet stand
here as patterns beside their translations; of any other one the English is shown as it is, behind
words that say so. `fault_text` is what to call.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.game.state import Message, MessageKind
from gui.views.known_sentences import KnownSentences, Translate

translate = QCoreApplication.translate
_FAULTS = {  # which argument of a message is a sentence of the parts below
    MessageKind.OPENED: 1,
    MessageKind.OPEN_FAILED: 1,
    MessageKind.SAVE_FAILED: 1,
    MessageKind.AUTOSAVE_FAILED: 0,
    MessageKind.RESULTS_FAILED: 0,
    MessageKind.DRILLS_FAILED: 0,
    MessageKind.SETTINGS_FAILED: 0,
    MessageKind.RESTORE_FAILED: 0,
    MessageKind.UNEXPECTED: 0,
}


def fault_text(english: str, *, keeps_front: bool = False) -> str:
    """Returns a sentence of the parts below in the language of the window.

    Args:
        english: The sentence, perhaps with the name of a file in front of it.
        keeps_front: Whether that name stays; the words around a fault may tell it anyway.
    """
    known = FAULTS.translated(english)
    if known is not None:
        return known
    front, end = _known_end(english)
    if end:
        return f"{front}: {end}" if keeps_front else end
    return _unknown(english)


def with_known_end(words: str) -> str:
    """Returns words of the window, with the sentence at their end in its language if it is known.

    For example a client's words about what an engine did wrong, and what the board said of it.
    """
    front, end = _known_end(words)
    return f"{front}: {end}" if end else words


def _known_end(words: str) -> tuple[str, str]:
    """Returns what stands before the longest end that is a known sentence, and that, translated."""
    front, mark, rest = words.partition(": ")
    while mark:
        known = FAULTS.translated(rest)
        if known is not None:
            return front, known
        more, mark, rest = rest.partition(": ")
        front = f"{front}: {more}"
    return words, ""


def _unknown(english: str) -> str:
    """Returns a sentence behind words that say it is English, in English the sentence alone."""
    if not english.isascii() or not any(letter.isalpha() for letter in english):
        return english
    return translate("Faults", "{0}").replace("{0}", english)


def told_arguments(message: Message) -> tuple[str, ...]:
    """Returns the arguments of a message, what the parts below said in the window's language."""
    args = list(message.args)
    place = _FAULTS.get(message.kind)
    if place is not None and place < len(args) and args[place]:
        is_named = message.kind in (MessageKind.OPEN_FAILED, MessageKind.SAVE_FAILED)
        args[place] = fault_text(args[place], keeps_front=not is_named)
    elif message.kind in (MessageKind.ENGINE_DIED, MessageKind.ANALYSIS_STOPPED) and args:
        args[0] = with_known_end(args[0])
    return tuple(args)


def _sentences(translate: Translate) -> tuple[str, ...]:
    """Returns all sentences, by way of a function that may translate them."""
    return (
        *_of_the_system(translate),
        *_of_files(translate),
        *_of_boards(translate),
        *_of_syntax(translate),
        *_notes(translate),
    )


def _of_the_system(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Faults", "No such file or directory"),
        translate("Faults", "Permission denied"),
        translate("Faults", "Is a directory"),
        translate("Faults", "Not a directory"),
        translate("Faults", "File exists"),
        translate("Faults", "No space left on device"),
        translate("Faults", "Disk quota exceeded"),
        translate("Faults", "Read-only file system"),
        translate("Faults", "File name too long"),
        translate("Faults", "Input/output error"),
        translate("Faults", "Too many open files"),
    )


def _of_files(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Faults", "cannot open {0}: {1}"),
        translate("Faults", "cannot save {0}: {1}"),
        translate("Faults", "it is a folder"),
        translate("Faults", "it is a pipe or a device: expected an ordinary file"),
        translate("Faults", "SGF of {0} MB: expected at most {1} MB"),
        translate("Faults", "game record of {0} bytes: expected at most {1}"),
        translate("Faults", "SGF text of {0} characters: expected at most {1}"),
        translate("Faults", "no SGF game found: expected a text that begins with '(;'"),
        translate("Faults", "SGF game {0} (GM): expected 1, the game of Go"),
        translate("Faults", "SGF board size {0} (SZ): expected one such as 19 or 19:13"),
        translate("Faults", "SGF board size {0} (SZ): expected {1} to {2}"),
        translate("Faults", "unknown charset {0}: expected one such as UTF-8 or GB18030"),
        translate("Faults", "{0} file without a move: expected at least one"),
        translate("Faults", "{0} file of {1} lines: expected at most {2}"),
        translate("Faults", "pattern without a stone: expected at least one"),
        translate("Faults", "no point is marked: expected marks around the stones to be found"),
        translate("Faults", "no position to practise in it"),
        translate("Faults", "{0} MB: expected {1} MB of problems at most"),
        translate("Faults", "command {0}: a {1} is not closed; add it at the end"),
        translate("Faults", "SGF line {0}, offset {1}: {2}"),
    )


def _of_syntax(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Faults", "text before the game was ignored"),
        translate("Faults", "text after the game was ignored"),
        translate("Faults", "the text ends before {0} closing ')'"),
        translate("Faults", "node behind a variation: read as one more variation"),
        translate("Faults", "empty variation left out"),
        translate("Faults", "node without its ';'"),
        translate("Faults", "property {0} twice in one node: values joined"),
        translate("Faults", "value without its closing ']': read to the end of the text"),
        translate("Faults", "value without a property: expected one such as C[...]"),
        translate("Faults", "property {0} without a value: expected '['"),
        translate("Faults", "unexpected {0}: expected ';', '(', ')' or a property"),
        translate("Faults", "expected at most {0} nodes"),
        translate("Faults", "expected at most {0} property values"),
    )


def _of_boards(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Faults", "invalid vertex {0}: expected a point such as D4, or pass"),
        translate("Faults", "vertex {0} lies outside the {1} board"),
        translate("Faults", "setup names {0} twice"),
        translate("Faults", "setup leaves a chain at or beside {0} without liberties"),
        translate("Faults", "fixed handicap {0} on a {1} board: expected none"),
        translate("Faults", "fixed handicap {0} on a {1} board: expected {2} to {3}"),
        translate("Faults", "komi {0}: expected a multiple of 0.5 within +-1000"),
        translate("Faults", "komi {0}: expected a number of half points such as 6.5"),
        translate("Faults", "variation for a board of {0}: expected {1}"),
        translate("Faults", "a cylinder joins left and right: expected a half turn or a mirroring"),
    )


def _notes(translate: Translate) -> tuple[str, ...]:
    """Returns what the reader of records notes about a file that it reads all the same."""
    return (
        translate("Faults", "SGF: no rules (RU): {0} taken"),
        translate("Faults", "SGF: rules {0} (RU) are unknown: {1} taken"),
        translate("Faults", "Japanese"),
        translate("Faults", "SGF: no komi (KM): {0} taken"),
        translate("Faults", "SGF: komi {0} (KM) is unclear: {1} taken"),
        translate("Faults", "SGF: komi {0} (KM) was read as {1}"),
        translate("Faults", "SGF: handicap {0} (HA) is unclear: 0 taken"),
        translate("Faults", "SGF: handicap {0} (HA) but {1} stones (AB): HA taken"),
        translate("Faults", "SGF: handicap {0} (HA) without stones (AB): none put"),
        translate("Faults", "SGF: handicap {0} (HA) without stones (AB): put on the star points"),
        translate("Faults", "SGF: further faults are not listed"),
        translate("Faults", "SGF charset {0} (CA) does not fit the text: read as {1}"),
        translate("Faults", "SGF move {0}: {1} lies outside the board: left out"),
        translate("Faults", "SGF: {0} lies outside the board: left out"),
        translate("Faults", "SGF move {0}: Black and White both move in one node"),
        translate("Faults", "SGF move {0}: {1}: played all the same"),
        translate("Faults", "illegal move {0}: {1}"),
        translate("Faults", "occupied by Black"),
        translate("Faults", "occupied by White"),
        translate("Faults", "it retakes the ko at once"),
        translate("Faults", "suicide"),
        translate("Faults", "it repeats an earlier position (superko)"),
        translate("Faults", "the game is over"),
        translate("Faults", "an analysis in the record is left out: {0}"),
    )


FAULTS = KnownSentences(_sentences)
