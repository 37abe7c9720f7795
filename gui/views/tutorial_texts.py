"""The words of the tutorial, in the language of the window; see `texts`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gogame.errors import IllegalReason
from gui.lessons.tutorial import Answer, Topic, TutorialState

translate = QCoreApplication.translate


def title(topic: Topic) -> str:
    """Returns what a position is about."""
    return {
        Topic.STONES: translate("Tutorial", "Putting stones down"),
        Topic.LIBERTIES: translate("Tutorial", "Liberties"),
        Topic.CAPTURE: translate("Tutorial", "Capturing"),
        Topic.ATARI: translate("Tutorial", "Saving a stone"),
        Topic.SUICIDE: translate("Tutorial", "No suicide"),
        Topic.KO: translate("Tutorial", "Ko"),
        Topic.EYES: translate("Tutorial", "Two eyes live"),
        Topic.KILLING: translate("Tutorial", "One eye does not"),
        Topic.ENDING: translate("Tutorial", "The end of a game"),
        Topic.COUNTING: translate("Tutorial", "Counting"),
    }[topic]


def task(topic: Topic) -> str:
    """Returns what is explained at a position, and what to do there."""
    return {
        Topic.STONES: translate(
            "Tutorial",
            "Black and White take turns putting a stone on a crossing of the lines, Black first. "
            "You are Black. Put a stone anywhere.",
        ),
        Topic.LIBERTIES: translate(
            "Tutorial",
            "The empty crossings next to a stone, along the lines, are its liberties. The stone "
            "in the middle has four. Play on one of them.",
        ),
        Topic.CAPTURE: translate(
            "Tutorial",
            "Stones without a liberty are taken off the board. The white stone has one liberty "
            "left. Take it.",
        ),
        Topic.ATARI: translate(
            "Tutorial",
            "Your stone has one liberty left: it is in atari, and White could take it now. Play "
            "so that it gets more liberties.",
        ),
        Topic.SUICIDE: translate(
            "Tutorial",
            "A stone may not be put where it would have no liberty, unless it takes something "
            "there. The eight white stones have one liberty left. Take them.",
        ),
        Topic.KO: translate(
            "Tutorial", "A white stone in the middle has one liberty left. Take it."
        ),
        Topic.EYES: translate(
            "Tutorial",
            "Stones that surround two separate empty points, two eyes, can never be taken: the "
            "opponent can fill neither of them. Make two eyes for Black.",
        ),
        Topic.KILLING: translate(
            "Tutorial",
            "White could make two eyes here, but it is your turn. Play where White would have "
            "to play.",
        ),
        Topic.ENDING: translate(
            "Tutorial",
            "All borders are closed and nobody can gain anything. Then players pass. Press Pass.",
        ),
        Topic.COUNTING: translate(
            "Tutorial",
            "Count for each side its stones and the empty points that they surround. Who has "
            "more? Click a point that this side surrounds.",
        ),
    }[topic]


def praise(topic: Topic) -> str:
    """Returns what is said once a position is solved."""
    return {
        Topic.STONES: translate(
            "Tutorial", "Stones stay where they are put. Whoever surrounds more of the board wins."
        ),
        Topic.LIBERTIES: translate(
            "Tutorial", "Both stones are a chain now and share their liberties: there are six."
        ),
        Topic.CAPTURE: translate("Tutorial", "Taken! Stones that were taken are prisoners."),
        Topic.ATARI: translate("Tutorial", "Saved: the chain has three liberties."),
        Topic.SUICIDE: translate(
            "Tutorial", "All eight are gone, so your stone has liberties after all."
        ),
        Topic.KO: translate(
            "Tutorial",
            "White may not take back at once, because the position would be repeated for ever. "
            "This is a ko: White has to play elsewhere first.",
        ),
        Topic.EYES: translate("Tutorial", "Two eyes: Black lives, whatever White does."),
        Topic.KILLING: translate(
            "Tutorial",
            "White cannot make two eyes any more. The stones are dead: at the end they are taken "
            "off the board without having to be captured.",
        ),
        Topic.ENDING: translate("Tutorial", "When both have passed, the game is over."),
        Topic.COUNTING: translate(
            "Tutorial",
            "Black has 10 points, White 15. White also gets komi for playing second. Some rules "
            "count surrounded points and prisoners instead: the winner is nearly always the same.",
        ),
    }[topic]


def reply(state: TutorialState) -> str:
    """Returns what is said about the last try; empty before the first one."""
    if state.answer is Answer.RIGHT:
        return praise(state.step.topic)
    if state.answer is Answer.WRONG:
        return translate("Tutorial", "Not this one. Try again.")
    if state.answer is Answer.ILLEGAL:
        if state.reason is IllegalReason.SUICIDE:
            return translate("Tutorial", "A stone there would have no liberty: that is forbidden.")
        return translate("Tutorial", "There is a stone already.")
    return ""


def progress(state: TutorialState, num_steps: int) -> str:
    """Returns which of the steps is shown."""
    return translate("Tutorial", "{0} of {1}").format(state.index + 1, num_steps)
