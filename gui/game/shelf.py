"""`Shelf`: the games of a file that holds several; one of them is shown. No Qt here.

The others are kept as SGF text, so that nothing in them is lost and a file of thousands is light.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gogame import sgf


@dataclass(frozen=True, slots=True)
class Entry:
    """One game of a file.

    Attributes:
        text: The game as SGF.
        black: Black's name and rank.
        white: White's.
        date: When it was played.
        event: Where.
        result: How it ended.
        num_moves: Moves of the main line.
    """

    text: str
    black: str = ""
    white: str = ""
    date: str = ""
    event: str = ""
    result: str = ""
    num_moves: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """All games of a file.

    Attributes:
        entries: The games in their order; that of `at` as it was when it was taken up.
        at: The place of the game that is shown.
    """

    entries: tuple[Entry, ...]
    at: int = 0

    def with_text(self, text: str) -> Shelf:
        """Returns the shelf with the game that is shown as it is now."""
        if self.entries[self.at].text == text:
            return self
        entries = list(self.entries)
        entries[self.at] = entry_of_text(text)
        return replace(self, entries=tuple(entries))

    def taken(self, at: int) -> Shelf:
        """Returns the shelf with another game shown."""
        return replace(self, at=at)

    def moved(self, place: int, to: int) -> Shelf:
        """Returns the shelf with a game at another place; the same one is shown."""
        order = list(range(len(self.entries)))
        order.insert(to, order.pop(place))
        return Shelf(tuple(self.entries[i] for i in order), order.index(self.at))

    def without(self, place: int) -> Shelf:
        """Returns the shelf without a game that is not shown."""
        assert place != self.at, "the game shown stays"
        entries = (*self.entries[:place], *self.entries[place + 1 :])
        return Shelf(entries, self.at - (place < self.at))

    def with_more(self, games: Sequence[sgf.GameTree]) -> Shelf:
        """Returns the shelf with games at its end."""
        return replace(self, entries=(*self.entries, *(entry_of(game) for game in games)))

    @property
    def text(self) -> str:
        """All games as one SGF text."""
        return "".join(entry.text for entry in self.entries)


def entry_of(game: sgf.GameTree) -> Entry:
    """Returns a game as an entry."""
    root = game.root

    def words(*idents: str) -> str:
        return " ".join(text for ident in idents if (text := root.simple_text(ident)))[:80]

    num_moves = sum("B" in node or "W" in node for node in root.main_line())
    return Entry(
        sgf.write(game),
        words("PB", "BR"),
        words("PW", "WR"),
        words("DT"),
        words("EV", "RO", "GN"),
        words("RE"),
        num_moves,
    )


def entry_of_text(text: str) -> Entry:
    """Returns the game of an SGF text that this program wrote as an entry."""
    return replace(entry_of(sgf.read(text)[0]), text=text)


def shelf_of(games: Sequence[sgf.GameTree], at: int = 0) -> Shelf | None:
    """Returns the shelf of a file, or None for one of a single game."""
    return Shelf(tuple(entry_of(game) for game in games), at) if len(games) > 1 else None
