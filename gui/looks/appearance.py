"""How boards, stones and judgements may look, as values. No Qt here.

A `BoardLook` says what a board is made of; a `Judgement` holds the colours of what moves lose.
Shapes and words say the same as those colours: see `views.candidates`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Texture(enum.StrEnum):
    """What the surface of a board looks like."""

    WOOD = "wood"
    SLATE = "slate"
    PLAIN = "plain"


class StoneLook(enum.StrEnum):
    """What stones look like."""

    SHELL = "shell"
    GLOSSY = "glossy"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class BoardLook:
    """A board, its colours ``#rrggbb``.

    Attributes:
        dark: Dark parts of the surface.
        light: Light parts of the surface.
        line: Lines, star points and coordinates.
        texture: How the two are mixed.
        last_move: The mark on the last move.
        line_share: How much of its usual width a line has.
    """

    dark: str
    light: str
    line: str
    texture: Texture = Texture.WOOD
    last_move: str = "#d8402f"
    line_share: float = 1.0


KAYA = "kaya"
BOARDS = {
    KAYA: BoardLook("#d19e53", "#ebc383", "#3b2a14"),
    "cherry": BoardLook("#b0714a", "#d29a70", "#331a0c"),
    "walnut": BoardLook("#8a6140", "#ad825b", "#20130a", last_move="#e8503e"),
    "slate": BoardLook("#6f7c86", "#8694a0", "#182028", Texture.SLATE),
    "print": BoardLook("#fbfaf5", "#fbfaf5", "#1b1b1b", Texture.PLAIN),
    "contrast": BoardLook(
        "#ffcf33", "#ffcf33", "#000000", Texture.PLAIN, last_move="#d0021b", line_share=1.8
    ),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The colours of judgements.

    Attributes:
        tones: What moves lose, from nothing to 12 points and more.
        inks: Words on them.
        best: The ring around the best move.
        score_line: The graph of the score.
        winrate_line: The graph of the chances to win.
    """

    tones: tuple[str, ...]
    inks: tuple[str, ...]
    best: str
    score_line: str
    winrate_line: str


STANDARD = Judgement(
    tones=("#1e9600", "#abe62e", "#f2e600", "#e6661a", "#cc0000", "#72216b"),
    inks=("#ffffff", "#16210a", "#201d00", "#1c0a00", "#ffffff", "#ffffff"),
    best="#0ac8fa",
    score_line="#3b7dd8",
    winrate_line="#2d9a5f",
)
# Source: M. Okabe and K. Ito, "Color Universal Design", 2008.
COLOR_BLIND = Judgement(
    tones=("#0072b2", "#56b4e9", "#f0e442", "#e69f00", "#d55e00", "#cc79a7"),
    inks=("#ffffff", "#04202e", "#211e00", "#241800", "#1c0b00", "#22101a"),
    best="#ffffff",
    score_line="#0072b2",
    winrate_line="#d55e00",
)
JUDGEMENTS = {"standard": STANDARD, "color-blind": COLOR_BLIND}
