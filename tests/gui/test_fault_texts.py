"""Faults that the parts below the window tell in English are said in Korean in a Korean window."""

from __future__ import annotations

import ast
import datetime
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import gogame
import gui
from gogame.board.handicap import fixed_handicap
from gogame.board.variant import standard
from gogame.errors import GoError
from gogame.programs import split_command
from gogame.sgf.files import save_text
from gogame.sgf.formats import load_any, read_any
from gui.files.game_files import open_game, parse_game
from gui.game.state import Message, MessageKind
from gui.i18n.translator import Translator
from gui.records.exercises import load_file
from gui.training.trouble import Trouble, TroubleKind
from gui.views import texts
from gui.views.fault_texts import FAULTS, fault_text, with_known_end
from gui.views.training import words

PLACE = re.compile(r"\{[^{}]*\}")


@pytest.fixture
def korean(qapp):
    translator = Translator(qapp)
    translator.use("ko")
    yield
    translator.use("en")


def said_below() -> set[str]:
    """Returns every text of the sources below, with {} for what is filled in."""
    found: set[str] = set()
    for package in (gogame, gui):
        for path in Path(str(package.__file__)).parent.rglob("*.py"):
            if path.name != "fault_texts.py":
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    found |= set(_texts(node))
    return found


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )


def test_every_sentence_is_still_said_below():
    below = "\n".join(said_below()) + "\n" + "\n".join(os.strerror(n) for n in range(1, 134))
    spoken = re.compile(r"[^:{}]{4,}")
    for sentence in FAULTS.english:
        for part in PLACE.split(sentence):
            pieces = [piece.strip() for piece in spoken.findall(part) if piece.strip()]
            assert all(piece in below for piece in pieces), sentence


def fault_of(call) -> str:
    with pytest.raises(GoError) as caught:
        call()
    return str(caught.value)


@pytest.mark.parametrize(
    ("call", "korean_words"),
    [
        (lambda: load_any("/nowhere/game.sgf"), "파일이나 폴더가 없습니다"),
        (lambda: load_any("/"), "폴더"),
        (lambda: open_game(Path("/")), "폴더"),
        (lambda: read_any("nonsense"), "SGF 기보가 아닙니다"),
        (lambda: parse_game("(;GM[2])"), "바둑이 아닌"),
        (lambda: parse_game("(;SZ[99])"), "바둑판 크기"),
        (lambda: parse_game("(;SZ[x])"), "바둑판 크기"),
        (lambda: save_text("/nowhere/game.sgf", "(;)"), "파일이나 폴더가 없습니다"),
        (lambda: fixed_handicap(5, 5, 3), "접바둑"),
        (lambda: fixed_handicap(9, 9, 10), "접바둑"),
        (lambda: standard(9, "chinese", 7.3), "덤"),
        (lambda: split_command('"내 엔진'), "따옴표"),
    ],
)
def test_faults_that_people_meet_are_korean(korean, call, korean_words):
    said = fault_text(fault_of(call))
    assert korean_words in said
    assert not re.search("[a-z]{3,}", said.replace("game.sgf", "").replace("nowhere", "")), said


@pytest.mark.parametrize(
    ("record", "korean_words"),
    [
        ("(;SZ[9]KM[7])", "규칙이 적혀 있지 않아 일본식"),
        ("(;SZ[9]KM[7]RU[odd])", "일본식"),
        ("(;SZ[9]RU[Chinese]KM[3.75])", "덤"),
        ("(;SZ[9]RU[Chinese]KM[7];B[ee];W[ee])", "2수: E5: 흑돌이 있는 자리"),
        ("(;SZ[9]RU[Chinese]KM[7];B[zz])", "바둑판 밖"),
        ("(;SZ[9]RU[Chinese]KM[7];B[ee]", "닫는 괄호"),
    ],
)
def test_notes_of_the_reader_are_korean(korean, record, korean_words):
    warnings = parse_game(record).warnings
    assert warnings
    message = Message(MessageKind.OPENED, ("game.sgf", warnings[0], "1"))
    assert korean_words in texts.message_text(message)


def test_a_device_is_refused_in_korean(korean):
    fault = fault_of(lambda: open_game(Path(os.devnull)))
    said = texts.message_text(Message(MessageKind.OPEN_FAILED, ("null", fault)))
    assert said.endswith("일반 파일이 아니라 파이프나 장치입니다")
    assert "expected" not in said


def test_files_of_exercises_that_cannot_be_read_say_so_in_korean(korean, tmp_path):
    path = tmp_path / "game.sgf"
    for text, korean_words in (
        ("(;GM[2])", "연습할 문제가 없는"),
        ("(;" * 2_000_001, "너무 큽니다"),
    ):
        path.write_text(text, encoding="utf-8")
        fault = fault_of(lambda: load_file(path, datetime.date(2026, 1, 1)))
        said = texts.message_text(Message(MessageKind.DRILLS_FAILED, (fault,)))
        assert korean_words in said
        assert "expected" not in said


def test_what_nobody_translated_says_that_it_is_english(korean):
    assert fault_text("the flux is capped") == "(영문) the flux is capped"
    assert fault_text("네트워크가 없습니다") == "네트워크가 없습니다"
    assert fault_text("") == ""
    assert with_known_end("둘 수 없는 수를 두었습니다: illegal move D4: suicide") == (
        "둘 수 없는 수를 두었습니다: D4: 착수 금지점"
    )
    assert with_known_end("엔진이 멈췄습니다: xyz") == "엔진이 멈췄습니다: xyz"
    trouble = Trouble(TroubleKind.NOT_STARTED, ("Permission denied",))
    assert "권한이 없습니다" in words.trouble_text(trouble)


def test_in_english_a_fault_stays_as_it_is(qapp):
    assert fault_text("the flux is capped") == "the flux is capped"
    assert fault_text("/nowhere/a: no SGF game found: expected a text that begins with '(;'") == (
        "no SGF game found: expected a text that begins with '(;'"
    )
    message = Message(MessageKind.OPEN_FAILED, ("a.sgf", "/x/a.sgf: SGF board size 99 (SZ): bad"))
    assert texts.message_text(message) == "Cannot open a.sgf: /x/a.sgf: SGF board size 99 (SZ): bad"
