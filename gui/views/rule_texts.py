"""Words for single rules, for rules without a name, and for boards that a network does not know."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.board.rules import HandicapBonus, Ko, Rules, Scoring
from gogame.trained import is_beyond

translate = QCoreApplication.translate


def ko_name(ko: Ko) -> str:
    """Returns which repetitions are forbidden."""
    return {
        Ko.NONE: translate("RuleTexts", "No ko rule"),
        Ko.SIMPLE: translate("RuleTexts", "Simple ko"),
        Ko.POSITIONAL: translate("RuleTexts", "Positional superko"),
        Ko.SITUATIONAL: translate("RuleTexts", "Situational superko"),
    }[ko]


def ko_meaning(ko: Ko) -> str:
    """Returns in one sentence which repetitions are forbidden."""
    return {
        Ko.NONE: translate("RuleTexts", "Every repetition is allowed; games may never end."),
        Ko.SIMPLE: translate("RuleTexts", "A ko may not be retaken at once."),
        Ko.POSITIONAL: translate("RuleTexts", "No earlier position may come again."),
        Ko.SITUATIONAL: translate(
            "RuleTexts", "No earlier position may come again with the same player to move."
        ),
    }[ko]


def scoring_name(scoring: Scoring) -> str:
    """Returns how a game is counted."""
    return {
        Scoring.AREA: translate("RuleTexts", "Area"),
        Scoring.TERRITORY: translate("RuleTexts", "Territory"),
    }[scoring]


def bonus_name(bonus: HandicapBonus) -> str:
    """Returns what White gets for the handicap, n being Black's stones."""
    return {
        HandicapBonus.NONE: translate("RuleTexts", "None"),
        HandicapBonus.N: translate("RuleTexts", "A point for each stone"),
        HandicapBonus.N_MINUS_ONE: translate("RuleTexts", "A point for each stone but one"),
    }[bonus]


def own_rules_text(rules: Rules) -> str:
    """Returns rules without a name in a few words."""
    parts = [scoring_name(rules.scoring), ko_name(rules.ko)]
    if rules.suicide:
        parts.append(translate("RuleTexts", "suicide"))
    return translate("RuleTexts", "Own rules ({0})").format(", ".join(parts))


def learnt_text(sizes: tuple[tuple[int, int], ...]) -> str:
    """Returns on which boards a network has learnt, and what that means; empty if unknown."""
    if not sizes:
        return ""
    text = translate(
        "RuleTexts",
        "It has learnt on {0} and plays weakly on larger boards, the larger the weaker.",
    )
    return text.format(_boards(sizes))


def weak_board_text(height: int, width: int, sizes: tuple[tuple[int, int], ...]) -> str:
    """Returns that a network is weak on a board, empty if it is not or nobody knows."""
    if not is_beyond(height, width, sizes):
        return ""
    text = translate("RuleTexts", "The network has learnt on {0} only and is weak on {1}×{2}.")
    return text.format(_boards(sizes), width, height)


def _boards(sizes: tuple[tuple[int, int], ...]) -> str:
    ordered = sorted(sizes, key=lambda size: (size[0] * size[1], size))
    return ", ".join(f"{width}×{height}" for width, height in ordered)
