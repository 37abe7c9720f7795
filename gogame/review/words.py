"""The words of a review in English and Korean, and how numbers and results are said.

`words_of` gives a `Words`; every text has a name, the same in both languages. Texts take their
values by `str.format`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from gogame.board.coords import Color
from gogame.board.rules import WinCondition, name_of_rules
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError
from gogame.record import Result, ResultKind
from gogame.sgf.analysis import NodeAnalysis


class Language(enum.StrEnum):
    """A language of reviews, by its ISO 639 code."""

    ENGLISH = "en"
    KOREAN = "ko"

    @classmethod
    def parse(cls, text: str) -> Language:
        """Returns the language of a code.

        Raises:
            ConfigError: There is none.
        """
        try:
            return cls(text.strip().lower())
        except ValueError as error:
            raise ConfigError(f"language {text[:20]!r}: expected {' or '.join(cls)}") from error


ENGLISH: Mapping[str, str] = {
    "title": "Game review",
    "black": "Black",
    "white": "White",
    "unnamed": "no name",
    "versus": "{black} (Black) against {white} (White)",
    "game": "Game {number}",
    "players": "Players",
    "result": "Result",
    "date": "Date",
    "event": "Event",
    "place": "Place",
    "board": "Board",
    "rules": "Rules",
    "cylinder": "cylinder",
    "torus": "torus",
    "win_capture": "capture {count} to win",
    "win_misere-capture": "capture {count} to lose",
    "win_no-capture": "no captures",
    "scoring_area": "area scoring",
    "scoring_territory": "territory scoring",
    "ko_none": "no ko rule",
    "ko_simple": "simple ko",
    "ko_positional": "positional superko",
    "ko_situational": "situational superko",
    "suicide": "suicide",
    "komi": "Komi",
    "handicap": "Handicap",
    "stones": "{count} stones",
    "moves": "Moves",
    "num_moves": "Moves",
    "judge": "Judged by",
    "visits": "{count} visits a move",
    "seconds": "{count} s a move",
    "random_games": "random games, {count} a visit",
    "rough": "Without a network, random games judge: take small losses for noise.",
    "notes": "Notes on the file",
    "no_moves": "The game has no moves that could be judged.",
    "by_points": "{winner} wins by {points}",
    "by_half": "{winner} wins by {points}",
    "by_resign": "{winner} wins by resignation",
    "by_time": "{winner} wins on time",
    "by_forfeit": "{winner} wins by forfeit",
    "by_win": "{winner} wins",
    "draw": "Draw",
    "void": "No result",
    "unknown": "not known",
    "summary": "The players",
    "phases": "Phases of the game",
    "whole": "Whole game",
    "opening": "Opening",
    "middle": "Middle game",
    "endgame": "Endgame",
    "player": "Player",
    "phase": "Phase",
    "accuracy": "Accuracy",
    "mean_loss": "Points lost a move",
    "mean_winrate_loss": "Winning chance lost a move",
    "best_share": "Engine's choice",
    "top_share": "Among its first five",
    "losses": "Moves by what they lost",
    "excellent": "excellent",
    "good": "good",
    "inaccuracy": "inaccuracy",
    "mistake": "mistake",
    "blunder": "blunder",
    "range_last": "{least} {unit} or more",
    "range": "{least} to {most} {unit}",
    "points_unit": "points",
    "percent_unit": "percentage points",
    "graphs": "The course of the game",
    "score_graph": "Score",
    "winrate_graph": "Winning chance of Black",
    "score_axis": "points ahead",
    "score_caption": "Expected lead in points after each move, up for Black. Dots are mistakes.",
    "winrate_caption": "Black's winning chance after each move. Dots are mistakes.",
    "worst": "Moves to look at again",
    "no_mistakes": "No move lost as much as an inaccuracy.",
    "move_title": "Move {number}: {color} {vertex}",
    "move_class": "{name}, lost {loss}",
    "points_lost": "{points} points",
    "percent_lost": "{percent} percentage points",
    "winrate_change": "winning chance {before} → {after}",
    "better": "Better: {line}",
    "diagram": "Before move {number}; ringed: {vertex} as played; numbered: the better line",
    "pass": "pass",
    "all_moves": "All moves",
    "number": "Move",
    "color": "Color",
    "played": "Played",
    "lost": "Lost",
    "winrate": "Winning chance of Black",
    "lead": "Lead",
    "lead_of": "{color} +{points}",
    "even": "even",
    "best": "Engine's choice",
    "class": "Class",
    "about": "How to read this",
    "about_text": (
        "Losses compare the position before a move with the one after it, as the engine judged "
        "them. Accuracy is 100 × 0.75 to the power of the mean loss{unit}, where moves count "
        "more the more there was to lose. The opening is the first 14% of the board's points in "
        "moves, the middle game lasts until 40%."
    ),
    "about_unit_percent": ", one unit being 5 percentage points of winning chance",
    "made_by": "Made by GoGame {version}.",
    "contents": "Games",
    "comment": "{name}: lost {loss}, {change}.",
    "comment_better": "Better: {line}.",
    "comment_tesuji": "Well found: the engine's choice, and hard to see.",
    "comment_root": "Judged by {judge}. Accuracy: Black {black}, White {white}.",
}

KOREAN: Mapping[str, str] = {
    "title": "기보 복기",
    "black": "흑",
    "white": "백",
    "unnamed": "이름 없음",
    "versus": "흑 {black} 대 백 {white}",
    "game": "제{number}국",
    "players": "대국자",
    "result": "결과",
    "date": "날짜",
    "event": "대회",
    "place": "장소",
    "board": "바둑판",
    "rules": "규칙",
    "cylinder": "원통",
    "torus": "토러스",
    "win_capture": "{count}점 먼저 따내면 승리",
    "win_misere-capture": "{count}점 먼저 따내면 패배",
    "win_no-capture": "따내기 금지",
    "scoring_area": "면적 계가",
    "scoring_territory": "집 계가",
    "ko_none": "패 규칙 없음",
    "ko_simple": "일반 패",
    "ko_positional": "동형반복 금지(위치 기준)",
    "ko_situational": "동형반복 금지(차례 포함)",
    "suicide": "자살수 허용",
    "komi": "덤",
    "handicap": "접바둑",
    "stones": "{count}점",
    "moves": "수",
    "num_moves": "총 수",
    "judge": "판정",
    "visits": "한 수에 {count}회 탐색",
    "seconds": "한 수에 {count}초",
    "random_games": "무작위 대국, 탐색마다 {count}판",
    "rough": "신경망 없이 무작위 대국으로 판정했으므로 작은 손해는 오차로 보세요.",
    "notes": "기보 파일에 대하여",
    "no_moves": "판정할 착수가 없는 기보입니다.",
    "by_points": "{winner} {points} 승",
    "by_half": "{winner} {points}승",
    "by_resign": "{winner} 불계승",
    "by_time": "{winner} 시간승",
    "by_forfeit": "{winner} 기권승",
    "by_win": "{winner} 승",
    "draw": "무승부",
    "void": "승부 없음",
    "unknown": "알 수 없음",
    "summary": "대국자별 분석",
    "phases": "구간별 분석",
    "whole": "전체",
    "opening": "포석",
    "middle": "중반",
    "endgame": "끝내기",
    "player": "대국자",
    "phase": "구간",
    "accuracy": "정확도",
    "mean_loss": "한 수당 손해(집)",
    "mean_winrate_loss": "한 수당 승률 손해",
    "best_share": "AI 일치율",
    "top_share": "AI 추천 5위 이내",
    "losses": "손해 분포",
    "excellent": "최선",
    "good": "무난",
    "inaccuracy": "완착",
    "mistake": "실수",
    "blunder": "악수",
    "range_last": "{least}{unit} 이상",
    "range": "{least}~{most}{unit}",
    "points_unit": "집",
    "percent_unit": "%p",
    "graphs": "형세의 흐름",
    "score_graph": "집 차이",
    "winrate_graph": "흑 승률",
    "score_axis": "집 차이",
    "score_caption": "둘 때마다 예상한 집 차이이며 위쪽이 흑의 우세입니다. 점은 실수한 수입니다.",
    "winrate_caption": "둘 때마다 예상한 흑의 승률입니다. 점은 실수한 수입니다.",
    "worst": "다시 볼 장면",
    "no_mistakes": "완착이라 할 만한 손해가 없습니다.",
    "move_title": "{number}수 {color} {vertex}",
    "move_class": "{name}, {loss} 손해",
    "points_lost": "{points}집",
    "percent_lost": "{percent}%p",
    "winrate_change": "승률 {before} → {after}",
    "better": "참고도: {line}",
    "diagram": "{number}수 직전의 장면. 고리는 실전 {vertex}, 숫자는 참고도의 수순",
    "pass": "패스",
    "all_moves": "전체 수순",
    "number": "수",
    "color": "흑백",
    "played": "실전",
    "lost": "손해",
    "winrate": "흑 승률",
    "lead": "집 차이",
    "lead_of": "{color} +{points}",
    "even": "균형",
    "best": "AI 추천",
    "class": "평가",
    "about": "읽는 법",
    "about_text": (
        "손해는 그 수를 두기 전과 둔 뒤의 형세를 AI가 판단해 비교한 값입니다. "
        "정확도는 100 × 0.75^(평균 손해){unit}이며, 잃을 것이 많은 장면의 수일수록 "
        "크게 반영합니다. 포석은 바둑판 교차점의 14%에 해당하는 수까지, 중반은 40%까지입니다."
    ),
    "about_unit_percent": "(승률 5%p를 1로 셈)",
    "made_by": "GoGame {version} 버전으로 만들었습니다.",
    "contents": "대국 목록",
    "comment": "{name}: {loss} 손해, {change}.",
    "comment_better": "참고도: {line}.",
    "comment_tesuji": "좋은 수: AI의 추천 수이며 찾기 어려운 수입니다.",
    "comment_root": "판정: {judge}. 정확도: 흑 {black}, 백 {white}.",
}

RULES = {
    Language.ENGLISH: {
        "tromp-taylor": "Tromp-Taylor",
        "chinese": "Chinese",
        "japanese": "Japanese",
        "korean": "Korean",
        "aga": "AGA",
        "new-zealand": "New Zealand",
    },
    Language.KOREAN: {
        "tromp-taylor": "트롬프-테일러",
        "chinese": "중국식",
        "japanese": "한국·일본식",
        "korean": "한국식",
        "aga": "미국식(AGA)",
        "new-zealand": "뉴질랜드식",
    },
}
_TABLES = {Language.ENGLISH: ENGLISH, Language.KOREAN: KOREAN}
_ENDINGS = {
    ResultKind.RESIGN: "by_resign",
    ResultKind.TIME: "by_time",
    ResultKind.FORFEIT: "by_forfeit",
    ResultKind.WIN: "by_win",
    ResultKind.SCORE: "by_win",
}


@dataclass(frozen=True, slots=True)
class Words:
    """One language.

    Attributes:
        language: Which.
    """

    language: Language

    def __call__(self, name: str, /, **values: object) -> str:
        """Returns a text by its name, with its values."""
        text = _TABLES[self.language][name]
        return text.format(**values) if values else text

    @property
    def is_korean(self) -> bool:
        """Whether the language is Korean."""
        return self.language is Language.KOREAN

    def color(self, color: Color) -> str:
        """Returns the name of a player."""
        return self("black" if color is Color.BLACK else "white")

    def points(self, points: float) -> str:
        """Returns a number of exact points: ``6.5``, in Korean ``6집반``."""
        if not self.is_korean:
            return f"{points:g}"
        whole, half = int(abs(points)), abs(points) % 1 == 0.5
        sign = "-" if points < 0 else ""
        if half:
            return f"{sign}{whole}집반" if whole else f"{sign}반집"
        return f"{points:g}집"

    def result(self, result: Result) -> str:
        """Returns how a game ended."""
        if result.winner is None:
            kinds = {ResultKind.DRAW: "draw", ResultKind.VOID: "void"}
            return result.text or self(kinds.get(result.kind, "unknown"))
        winner = self.color(result.winner)
        if result.points is not None:
            name = "by_half" if result.points == 0.5 else "by_points"
            return self(name, winner=winner, points=self.points(result.points))
        return self(_ENDINGS.get(result.kind, "by_win"), winner=winner)

    def board(self, variant: VariantSpec) -> str:
        """Returns the size of a game's board, and its shape if it is no plane."""
        size = f"{variant.width}×{variant.height}"
        return size if variant.shape is Shape.PLANE else f"{size}, {self(variant.shape.value)}"

    def rules(self, variant: VariantSpec) -> str:
        """Returns the name of a game's rules, its single rules, or what wins if not the count."""
        if variant.win is not WinCondition.SCORE:
            return self(f"win_{variant.win}", count=variant.capture_goal)
        rules = variant.rules
        name = name_of_rules(rules)
        if name:
            return RULES[self.language][name]
        parts = [f"scoring_{rules.scoring}", f"ko_{rules.ko}", *["suicide"] * rules.suicide]
        return ", ".join(map(self, parts))

    def lead(self, score_black: float) -> str:
        """Returns who leads by how much: ``Black +3.2``."""
        if abs(score_black) < 0.05:
            return self("even")
        color = Color.BLACK if score_black > 0 else Color.WHITE
        return self("lead_of", color=self.color(color), points=f"{abs(score_black):.1f}")

    def winrate(self, analysis: NodeAnalysis, viewer: Color) -> str:
        """Returns a player's winning chance in percent."""
        share = analysis.winrate_black
        return percent(share if viewer is Color.BLACK else 1 - share)


def words_of(language: Language) -> Words:
    """Returns the words of a language."""
    return Words(language)


def percent(share: float) -> str:
    """Returns a share in whole percent."""
    return f"{100 * share:.0f}%"
