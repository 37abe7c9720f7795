"""The lines of ``gogame-engine doctor``, in the language of the window.

That program speaks English, as all on a terminal do. What it says often is known here by patterns;
of any other line the English is shown as it is. `diagnosis_line` is what to call.
"""

from __future__ import annotations

import re

from gui.views.known_sentences import KnownSentences, Translate

_MARKS = "ok|FAIL|note"
_TOPICS = "Python|processor|kernels|a move|networks|runtime|display|GNU Go"
_LINE = re.compile(rf"({_MARKS}) +({_TOPICS}|\S+) +(.+?)(?: -> (.+))?")


def diagnosis_line(english: str) -> str:
    """Returns a line of the examination in the language of the window."""
    line = _LINE.fullmatch(english)
    if line is None:
        return _said(english)
    found = [part or "" for part in line.groups()]
    mark, topic, finding, remedy = said = [_said(part) for part in found]
    if said == found:
        return english
    return f"{mark}  {topic}: {finding} -> {remedy}" if remedy else f"{mark}  {topic}: {finding}"


def _said(english: str) -> str:
    return DIAGNOSIS.translated(english) or english


def _sentences(translate: Translate) -> tuple[str, ...]:
    """Returns all sentences, by way of a function that may translate them."""
    return (*_frame(translate), *_packages(translate), *_machine(translate), *_engine(translate))


def _frame(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Diagnosis", "ok"),
        translate("Diagnosis", "note"),
        translate("Diagnosis", "FAIL"),
        translate("Diagnosis", "processor"),
        translate("Diagnosis", "kernels"),
        translate("Diagnosis", "a move"),
        translate("Diagnosis", "networks"),
        translate("Diagnosis", "runtime"),
        translate("Diagnosis", "display"),
        translate("Diagnosis", "A game can be played."),
        translate("Diagnosis", "No game can be played before what is marked FAIL is mended."),
        translate("Diagnosis", "run `uv sync` in the program's folder"),
        translate("Diagnosis", "install Python 3.11 or newer"),
    )


def _packages(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Diagnosis", "{0} on {1}, {2} cores"),
        translate("Diagnosis", "cannot be imported ({0}); without it: no {1}"),
        translate("Diagnosis", "of unknown version"),
        translate("Diagnosis", "{0}, for boards and search"),
        translate("Diagnosis", "{0}, for networks on this processor"),
        translate("Diagnosis", "{0}, for network files"),
        translate("Diagnosis", "{0}, for training, and networks on a GPU"),
        translate("Diagnosis", "{0}, for training"),
        translate("Diagnosis", "{0}, for the window"),
        translate("Diagnosis", "boards and search"),
        translate("Diagnosis", "networks on this processor"),
        translate("Diagnosis", "network files"),
        translate("Diagnosis", "training, and networks on a GPU"),
        translate("Diagnosis", "training"),
        translate("Diagnosis", "the window"),
    )


def _machine(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Diagnosis", "{0}: no vector units that matter"),
        translate("Diagnosis", "the system's own"),
        translate("Diagnosis", "none: the window cannot open"),
        translate("Diagnosis", "play with `gogame-engine play`, or log in to a desktop session"),
        translate("Diagnosis", "not found; only `gogame-engine bench gnugo` and tests want it"),
    )


def _engine(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Diagnosis", "compiled, kept in {0}"),
        translate("Diagnosis", "not compiled yet: the first move takes about {0} s; kept in {1}"),
        translate("Diagnosis", "cannot be compiled ({0})"),
        translate("Diagnosis", "not tried before the kernels are compiled"),
        translate("Diagnosis", "the engine cannot make one ({0})"),
        translate("Diagnosis", "the engine made one on 9x9, judging by {0}"),
        translate("Diagnosis", "none bundled; the engine judges by random games"),
        translate("Diagnosis", "{0} plays {1}; also {2}"),
        translate("Diagnosis", "{0} plays {1}"),
        translate("Diagnosis", "games won by count on plane boards of {0} to {1}"),
        translate("Diagnosis", "no network can be run ({0}); the engine judges by random games"),
        translate("Diagnosis", "{0}: it is the fastest on a CPU, and JAX has no accelerator"),
        translate("Diagnosis", "{0}: JAX has a {1}"),
        translate("Diagnosis", "{0}: the package openvino is not installed"),
    )


DIAGNOSIS = KnownSentences(_sentences)
