"""The page of a review: well-formed, self-contained, complete, in two languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from gogame.review.charts import graph, score_curve, winrate_curve
from gogame.review.judged import GameReview, judge_line
from gogame.review.line import line_of
from gogame.review.notes import note_in
from gogame.review.page import GENERATOR, PageOptions, page_of
from gogame.review.words import Language, words_of
from gogame.sgf import read
from tests.review.fakes import analysis_by

VOID = {"meta", "br", "hr", "img", "input", "link"}
GAME = (
    '(;SZ[9]KM[6.5]RU[Korean]PB[<b>Ahn</b> & Co]BR[3d]PW[김하늘]RE[W+R]EV["Cup"]DT[2026-11-01]'
    ";B[ee];W[cc];B[gg];W[gc])"
)
SCORES = [0.0, -2.0, 5.0, 4.0, 4.2]
HEADINGS = {
    Language.ENGLISH: [
        "The players",
        "The course of the game",
        "Moves to look at again",
        "Moves by what they lost",
        "Phases of the game",
        "How to read this",
    ],
    Language.KOREAN: [
        "대국자별 분석",
        "형세의 흐름",
        "다시 볼 장면",
        "손해 분포",
        "구간별 분석",
        "읽는 법",
    ],
}


class Reader(HTMLParser):
    """Checks that every tag is closed in its place; keeps texts, tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without a start"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] != "style":
            self.texts.append(data.strip())
            if self.open[-1] == "h3":
                self.headings.append(data.strip())


def reviewed(text: str = GAME, scores: list[float] = SCORES) -> GameReview:
    line = line_of(read(text)[0])
    analyses = {
        i: analysis_by(scores[i], step.position)
        for i, step in enumerate(line.steps)
        if step.position
    }
    return judge_line(line, analyses, "script, 80 visits a move")


def page(
    *reviews: GameReview, language: Language = Language.ENGLISH, name: str = "a<b>.sgf"
) -> tuple[str, Reader]:
    text = page_of(reviews or (reviewed(),), PageOptions(name, words_of(language)))
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return text, reader


@pytest.mark.parametrize("language", Language)
def test_the_page_is_whole_and_in_its_language(language: Language) -> None:
    text, reader = page(language=language)
    assert text.startswith("<!doctype html>\n")
    assert ("html", "lang", language.value) in reader.attributes
    assert GENERATOR in text
    assert reader.headings == HEADINGS[language]
    is_korean = language is Language.KOREAN
    assert "백 불계승" in reader.texts if is_korean else "White wins by resignation" in reader.texts
    assert ("6집반" if is_korean else "6.5") in reader.texts
    assert sum(tag == "svg" and name == "role" for tag, name, _ in reader.attributes) == 4


def test_korean_pages_have_no_english_sentences() -> None:
    _, reader = page(language=Language.KOREAN, name="a.sgf")
    from_the_file = {"Ahn", "Co", "Cup", "sgf", "script", "visits", "move"}
    words = {word for text in reader.texts for word in re.findall(r"[A-Za-z]{2,}", text)}
    assert words - from_the_file == {"AI", "GoGame"}


def test_nothing_comes_from_elsewhere() -> None:
    text, reader = page()
    assert set(re.findall(r"https?://[^\"'\s<>)]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert "<script" not in text
    assert "@import" not in text
    assert "url(" not in text
    names = {name for _, name, _ in reader.attributes}
    assert names & {"src", "srcset", "onclick", "onload"} == set()
    assert all(value.startswith("#") for _, name, value in reader.attributes if name == "href")


def test_names_from_the_file_are_escaped() -> None:
    text, reader = page()
    assert "<b>Ahn" not in text
    assert any("<b>Ahn</b> & Co 3d" in data for data in reader.texts)
    assert any("a<b>.sgf" in data for data in reader.texts)


def test_the_worst_moves_come_with_their_boards() -> None:
    text, _ = page()
    assert text.count('<figure class="board">') == 2
    assert "inaccuracy, lost 2.0 points" in text
    assert "blunder, lost 7.0 points" in text
    assert text.index("Move 1: Black E5") < text.index("Move 2: White C7")
    assert "Better: A9 pass" in text


def test_figures_of_the_tables() -> None:
    _, reader = page()
    rows = reader.texts[reader.texts.index("Among its first five") + 1 :]
    assert rows[:6] == ["Black", "2", rows[2], "1.50", "0%", "0%"]
    assert 0 < int(rows[2]) < 100


def test_a_game_without_losses_and_one_without_moves() -> None:
    calm, _ = page(reviewed(scores=[0.0] * 5))
    assert "No move lost as much as an inaccuracy." in calm
    assert '<figure class="board">' not in calm
    empty, reader = page(reviewed("(;SZ[9]KM[7]RU[Chinese])", [0.0]))
    assert "The game has no moves that could be judged." in empty
    assert reader.headings == []


def test_notes_and_roughness_are_told() -> None:
    review = reviewed("(;SZ[9];B[ee];W[ee])", [0.0, 0.0, 0.0])
    text = page_of([review], PageOptions("a.sgf", words_of(Language.ENGLISH), is_rough=True))
    assert "move 2: illegal move E5" in text
    assert "no komi (KM)" in text
    assert "Without a network, random games judge" in text
    assert "random games judge" not in page()[0]


@pytest.mark.parametrize(
    ("text", "korean"),
    [
        ("(;SZ[9]KM[7])", "규칙(RU)이 적혀 있지 않아 한국·일본식 규칙으로 보았습니다."),
        ("(;SZ[9]KM[7]RU[odd])", "모르는 규칙 'odd' 대신 한국·일본식 규칙으로 보았습니다."),
        ("(;SZ[9]RU[Chinese])", "덤(KM)이 적혀 있지 않아 7집반으로 보았습니다."),
        ("(;SZ[9]RU[Chinese]KM[x])", "덤 'x' 값이 불분명해 7집반으로 보았습니다."),
        (
            "(;SZ[9]RU[Chinese]KM[0]HA[x])",
            "접바둑 'x' 값이 불분명해 접바둑이 아닌 것으로 보았습니다.",
        ),
        (
            '(;SZ[9]RU[Chinese]KM[0]GG[{"shape": "moebius"}])',
            "특별한 규칙(GG)을 알 수 없어 일반 바둑으로 보았습니다.",
        ),
        (
            "(;SZ[9]RU[Chinese]KM[0]GG[{])",
            "특별한 규칙(GG)을 알 수 없어 일반 바둑으로 보았습니다.",
        ),
        ("(;SZ[9]RU[Chinese]KM[3.75])", "덤 3.75 값을 7집반으로 읽었습니다."),
        (
            "(;SZ[9]RU[Chinese]KM[7];B[ee];W[ee])",
            "2수 E5: 규칙에 어긋나지만(흑돌이 있는 자리) 그대로 두었습니다.",
        ),
        ("(;SZ[9]RU[Chinese]KM[7];B[zz])", "1수: B[zz] 자리는 바둑판 밖이라 뺐습니다."),
        ("(;SZ[9]RU[Chinese]KM[0]AB[zz])", "AB[zz] 자리는 바둑판 밖이라 뺐습니다."),
        (
            "(;SZ[9]RU[Chinese]KM[0]HA[2];W[cc])",
            "접바둑 2점(HA)의 돌(AB)이 없어 화점에 놓았습니다.",
        ),
        ("(;SZ[5]RU[Chinese]KM[0]HA[2];W[cc])", "접바둑 2점(HA)의 돌(AB)이 없어 놓지 않았습니다."),
        ("(;SZ[9]RU[Chinese]KM[7];B[ee]W[cc])", "1수: 흑과 백의 수가 한 마디에 함께 있습니다."),
    ],
)
def test_notes_are_in_the_language_of_the_page(text: str, korean: str) -> None:
    notes = line_of(read(text)[0]).notes
    assert [note_in(words_of(Language.KOREAN), note) for note in notes] == [korean]
    assert [note_in(words_of(Language.ENGLISH), note) for note in notes] == list(notes)


def test_several_games_have_a_list_of_contents() -> None:
    text, reader = page(reviewed(), reviewed())
    links = [value for tag, name, value in reader.attributes if (tag, name) == ("a", "href")]
    assert links == ["#game-1", "#game-2"]
    ids = [value for _, name, value in reader.attributes if name == "id"]
    assert ids == ["game-1", "game-2"]
    assert "Game 2: " in text


def test_a_capture_game_is_told_in_winning_chances() -> None:
    head = '(;SZ[5]KM[0]RU[Chinese]GG[{"win": "capture", "capture_goal": 1}];B[cc];W[bb])'
    line = line_of(read(head)[0])
    analyses = {
        i: analysis_by(0.0, step.position, share)
        for i, (step, share) in enumerate(zip(line.steps, (0.5, 0.3, 0.3), strict=True))
        if step.position
    }
    text, reader = page(judge_line(line, analyses, "script"))
    assert "Winning chance lost a move" in text
    assert "mistake, lost 20 percentage points" in text
    assert "Expected lead in points" not in text
    assert "capture 1 to win" in reader.texts
    assert not {"Komi", "Lead"} & set(reader.texts), "they decide nothing"


def test_graphs_cover_the_game_and_mark_the_mistakes() -> None:
    review = reviewed()
    score = score_curve(review, "score")
    assert score.points == list(enumerate(SCORES))
    assert (score.low, score.high) == (-6, 6)
    assert [(number, height) for number, height, _ in score.dots] == [(1, -2.0), (2, 5.0)]
    assert winrate_curve(review, "w").points[0] == (0, 0.5)
    drawn = graph(score)
    assert drawn.count("<circle") == 2
    line = re.search(r'<polyline class="line" points="([^"]+)"', drawn)
    assert line is not None
    points = [tuple(map(float, pair.split(","))) for pair in line[1].split()]
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert points[2][1] < points[0][1] < points[1][1]  # Black up


@pytest.mark.parametrize("most", [0.0, 0.3, 4.0, 39.0, 700.0])
def test_the_scale_of_the_score_is_symmetric_and_holds_all(most: float) -> None:
    curve = score_curve(reviewed(scores=[0.0, most, 0.0, 0.0, 0.0]), "score")
    assert curve.low == -curve.high
    assert curve.high >= max(most, 1)
    assert 3 <= len(curve.ticks) <= 11
    assert [label for _, label in curve.ticks] == [label for _, label in curve.ticks][::-1]


def test_the_figures_beside_a_graph_have_room_on_a_narrow_screen() -> None:
    text, _ = page()
    size = re.search(r"max-width: 34rem.*?\.graph text { font-size: (\d+)px", text, re.DOTALL)
    assert size is not None
    drawn = graph(winrate_curve(reviewed(), "w"))
    right = re.search(r'<text x="([\d.]+)" [^>]*text-anchor="end">100%', drawn)
    assert right is not None
    assert float(right[1]) >= 2.9 * float(size[1]), "a wide font takes so much for 100%"


def test_dark_narrow_and_paper_have_their_rules() -> None:
    text, _ = page()
    for rule in ("prefers-color-scheme: dark", "max-width: 34rem", "@media print"):
        assert rule in text
