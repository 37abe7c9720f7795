"""What a review writes: the annotated SGF, the JSON, comments, marks and words."""

from __future__ import annotations

import itertools
import json
import os
import re
import string
from pathlib import Path
from typing import Any

import pytest

from gogame.board.coords import Color
from gogame.board.rules import JAPANESE, Ko, Rules, Scoring, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError
from gogame.record import Result
from gogame.review.annotate import annotate
from gogame.review.document import document_of
from gogame.review.judged import GameReview, judge_line
from gogame.review.line import line_of
from gogame.review.words import ENGLISH, KOREAN, Language, words_of
from gogame.sgf import GameTree, read, write
from gogame.sgf.analysis import analysis_of
from tests.review.fakes import analysis_by

GOLDEN = Path(__file__).parent.parent / "golden" / "review"
WORDS = {language: words_of(language) for language in Language}
GAME = (
    "(;GM[1]FF[4]SZ[5]KM[1.5]RU[Japanese]PB[Ahn \\] B]PW[Kim]RE[W+1.5]XX[kept][twice];B[cc]C[mine]"
    "(;W[cb]BM[1]N[a name];B[bb]LB[aa:1](;W[db];B[];W[])(;W[bc]))(;W[dd]TE[2]))"
)
SCORES = [0.0, -2.0, 2.0, -6.0, -6.0, -6.0]


def reviewed(text: str = GAME, scores: list[float] = SCORES) -> GameReview:
    line = line_of(read(text)[0])
    analyses = {
        i: analysis_by(scores[i], step.position)
        for i, step in enumerate(line.steps)
        if step.position
    }
    return judge_line(line, analyses, "script, 80 visits a move")


def annotated(text: str = GAME, language: Language = Language.ENGLISH) -> GameTree:
    return annotate(reviewed(text), "key-0", WORDS[language])


def compare(name: str, text: str) -> None:
    """Asserts that a golden file says `text`, or writes it."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def document() -> dict[str, Any]:
    source = {"file": "game.sgf", "sha256": "0" * 64}
    settings = {"judge": "script", "visits": 80, "seconds": None, "language": "en"}
    return document_of([reviewed()], "key-0-en", source, settings)


@pytest.mark.parametrize("language", Language)
def test_golden_annotated_sgf(language: Language) -> None:
    text = re.sub(r"AP\[[^]]*\]", "AP[GoGame]", write(annotated(language=language)))
    compare(f"annotated-{language}.sgf", text)


def test_golden_document() -> None:
    compare("document.json", json.dumps(document(), indent=1, ensure_ascii=False) + "\n")


def test_variations_and_unknown_properties_stay() -> None:
    tree = annotated()
    assert tree.root.values("XX") == ["kept", "twice"]
    assert tree.root.text("PB") == "Ahn ] B"
    first = tree.root.children[0]
    second = first.children[0]
    assert len(first.children) == 2
    assert dict(first.children[1].properties) == {"W": ["dd"], "TE": ["2"]}
    assert second.text("N") == "a name"
    assert second.children[0].values("LB") == ["aa:1"]
    assert len(second.children[0].children) == 2


def test_every_analysed_position_can_be_read_back() -> None:
    tree = read(write(annotated()))[0]
    found = [analysis_of(node, 5, 5) for node in tree.main_line()]
    assert [one and one.score_black for one in found] == [0, -2, 2, -6, -6, -6, None]
    assert [one.to_play.letter for one in found if one] == list("BWBWBW")
    ownership = found[0] and found[0].ownership_black
    assert ownership is not None
    assert ownership[0] == -1
    assert ownership[24] == 1


def test_marks_follow_the_classes_and_leave_the_players_verdicts() -> None:
    nodes = annotated().main_line()
    assert "DO" in nodes[1]  # lost 2
    assert nodes[2].values("BM") == ["1"]  # lost 4: the file's own verdict
    assert nodes[3].values("BM") == ["2"]  # lost 8
    assert not any(ident in nodes[4] for ident in ("BM", "DO", "TE", "IT"))


def test_comments_come_after_the_players_words_and_are_replaced_by_another_review() -> None:
    nodes = annotated().main_line()
    comment = nodes[1].text("C")
    assert comment is not None
    assert comment.startswith(
        "mine\n\nGoGame: Inaccuracy: lost 2.0 points, winning chance 50% → 44%."
    )
    assert "Better: A5 pass." in comment
    assert nodes[4].text("C") is None
    again = annotate(reviewed(write(GameTree(nodes[0]))), "key-1", WORDS[Language.KOREAN])
    korean = again.main_line()[1].text("C")
    assert korean == "mine\n\nGoGame: 완착: 2.0집 손해, 승률 50% → 44%. 참고도: A5 패스."


def test_a_comment_of_an_earlier_review_goes_when_there_is_nothing_to_say() -> None:
    text = "(;SZ[5]KM[0]RU[Chinese];B[cc]C[GoGame: Blunder: old];W[bb]C[mine\n\nGoGame: old])"
    nodes = annotate(reviewed(text, [0.0] * 3), "key", WORDS[Language.ENGLISH]).main_line()
    assert nodes[1].text("C") is None
    assert nodes[2].text("C") == "mine"


def test_the_document_agrees_with_what_is_written_about_it() -> None:
    text = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", text))
    found = document()
    game = found["games"][0]
    keys = set(found) | set(game) | set(game["moves"][0]) | set(game["positions"][0])
    keys |= set(game["positions"][0]["candidates"][0]) | set(game["summary"]["black"])
    assert keys - named == set()


def test_both_languages_have_the_same_texts_with_the_same_values() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert ENGLISH.keys() == KOREAN.keys()
    assert {n: places(t) for n, t in ENGLISH.items()} == {n: places(t) for n, t in KOREAN.items()}
    assert not [
        text for text in KOREAN.values() if not re.search(r"[가-힣%]", text.format_map(AnyValue()))
    ]


class AnyValue(dict[str, str]):
    """Every value of a text, as 가."""

    def __missing__(self, key: str) -> str:
        return "가"


@pytest.mark.parametrize(
    ("result", "english", "korean"),
    [
        ("B+R", "Black wins by resignation", "흑 불계승"),
        ("W+3.5", "White wins by 3.5", "백 3집반 승"),
        ("B+0.5", "Black wins by 0.5", "흑 반집승"),
        ("W+12", "White wins by 12", "백 12집 승"),
        ("B+T", "Black wins on time", "흑 시간승"),
        ("W+F", "White wins by forfeit", "백 기권승"),
        ("B+", "Black wins", "흑 승"),
        ("0", "Draw", "무승부"),
        ("Void", "No result", "승부 없음"),
        ("", "not known", "알 수 없음"),
        ("who knows", "who knows", "who knows"),
    ],
)
def test_results_are_said(result: str, english: str, korean: str) -> None:
    parsed = Result.parse(result)
    assert WORDS[Language.ENGLISH].result(parsed) == english
    assert WORDS[Language.KOREAN].result(parsed) == korean


def test_leads_komi_and_rules_are_said() -> None:
    english, korean = WORDS[Language.ENGLISH], WORDS[Language.KOREAN]
    assert [english.lead(score) for score in (3.21, -0.5, 0.01)] == [
        "Black +3.2",
        "White +0.5",
        "even",
    ]
    assert [korean.lead(score) for score in (3.21, -0.5, 0.01)] == ["흑 +3.2", "백 +0.5", "균형"]
    assert (english.points(6.5), korean.points(6.5), korean.points(7)) == ("6.5", "6집반", "7집")
    variant = VariantSpec(rules=JAPANESE)
    assert (english.rules(variant), korean.rules(variant)) == ("Japanese", "한국·일본식")
    assert english.color(Color.BLACK) == "Black"
    assert korean.color(Color.WHITE) == "백"


@pytest.mark.parametrize(
    ("variant", "english", "korean"),
    [
        (
            VariantSpec(rules=Rules(Ko.SIMPLE, suicide=True)),
            "9×9: area scoring, simple ko, suicide",
            "9×9: 면적 계가, 일반 패, 자살수 허용",
        ),
        (
            VariantSpec(7, 9, Shape.TORUS, win=WinCondition.MISERE_CAPTURE, capture_goal=3),
            "9×7, torus: capture 3 to lose",
            "9×7, 토러스: 3점 먼저 따내면 패배",
        ),
        (
            VariantSpec(shape=Shape.CYLINDER, win=WinCondition.NO_CAPTURE),
            "9×9, cylinder: no captures",
            "9×9, 원통: 따내기 금지",
        ),
    ],
)
def test_unusual_games_are_said_in_words(variant: VariantSpec, english: str, korean: str) -> None:
    said = [f"{words.board(variant)}: {words.rules(variant)}" for words in WORDS.values()]
    assert said == [english, korean]


def test_every_rule_has_its_korean_word() -> None:
    rules = [Rules(*one) for one in itertools.product(Ko, (False, True), Scoring)]
    said = [WORDS[Language.KOREAN].rules(VariantSpec(rules=one)) for one in rules]
    assert [text for text in said if re.search("[A-Za-z]", text.replace("AGA", ""))] == []


def test_another_language_is_refused() -> None:
    assert Language.parse(" KO ") is Language.KOREAN
    with pytest.raises(ConfigError, match="language 'fr': expected en or ko"):
        Language.parse("fr")
