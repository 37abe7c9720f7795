"""The report of a game as a page: HTML that browsers show and Qt prints. No Qt here.

The words are handed in, so that the page speaks the language of the window.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gogame.board.coords import Color
from gogame.verdict import MoveClass, Phase, Summary
from gui.analysis.performance import Performance

_COLORS = {
    MoveClass.EXCELLENT: "#1e9600",
    MoveClass.GOOD: "#8cb820",
    MoveClass.INACCURACY: "#d8c400",
    MoveClass.MISTAKE: "#e6661a",
    MoveClass.BLUNDER: "#cc0000",
}
_BAR_WIDTH = 160
PARTS: tuple[Phase | None, ...] = (None, *Phase)


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of the page.

    Attributes:
        title: Above everything.
        game: One line about the game: players, board, result.
        source: One line about who judged how many moves.
        player: Returns what a colour is called.
        part: Returns what a part of the game is called, the whole game for None.
        kind: Returns what a class of moves is called.
        percent: Returns a share in percent with so many decimals.
        columns: Part, moves, accuracy, mean loss, best move, first five.
        histogram: Above the counts by class.
        mistakes: Above the list of mistakes.
        nothing: Says that there are no mistakes.
    """

    title: str
    game: str
    source: str
    player: Callable[[Color], str]
    part: Callable[[Phase | None], str]
    kind: Callable[[MoveClass], str]
    percent: Callable[[float, int], str]
    columns: tuple[str, str, str, str, str, str]
    histogram: str
    mistakes: str
    nothing: str


def summary_row(
    summary: Summary, words: ReportWords, *, by_points: bool
) -> tuple[str, str, str, str, str]:
    """Returns moves, accuracy, mean loss, share of best moves and of first five, as texts."""
    loss = summary.mean_points_lost if by_points else summary.mean_winrate_lost
    if summary.num_moves == 0 or loss is None:
        return "0", "–", "–", "–", "–"
    shown = f"{loss:.2f}" if by_points else words.percent(loss, 1)
    return (
        str(summary.num_moves),
        f"{summary.accuracy or 0:.1f}",
        shown,
        words.percent(summary.best_share or 0, 0),
        words.percent(summary.top_share or 0, 0),
    )


def report_page(
    performance: Performance, words: ReportWords, mistakes: Sequence[str], graph: str = ""
) -> str:
    """Returns the page as HTML.

    Args:
        performance: The figures.
        words: The words.
        mistakes: A line for each mistake, the worst first.
        graph: Address of a picture of the graph; empty for none.
    """
    parts = [f"<h1>{_text(words.title)}</h1>", f"<p>{_text(words.game)}</p>"]
    parts.append(f"<p class='faint'>{_text(words.source)}</p>")
    if graph:
        parts.append(f"<p><img src='{html.escape(graph)}'></p>")
    for color in Color:
        parts += [f"<h2>{_text(words.player(color))}</h2>", _table(performance, color, words)]
    parts += [f"<h2>{_text(words.histogram)}</h2>", _histogram(performance, words)]
    parts.append(f"<h2>{_text(words.mistakes)}</h2>")
    if mistakes:  # without numbers, which would be taken for those of the moves
        parts.append("<ul>" + "".join(f"<li>{_text(line)}</li>" for line in mistakes) + "</ul>")
    else:
        parts.append(f"<p>{_text(words.nothing)}</p>")
    style = (
        "body{font-family:'Segoe UI','Noto Sans KR','Noto Sans CJK KR','Malgun Gothic',"
        "'Apple SD Gothic Neo','NanumGothic',sans-serif;word-break:keep-all;max-width:720px;"
        "margin:24px auto;color:#222;background:#fff}"
        "table{border-collapse:collapse}td,th{padding:3px 12px;"
        "text-align:right;border-bottom:1px solid #ddd}td:first-child,th:first-child"
        "{text-align:left}.left{text-align:left}.faint{color:#666}h1{font-size:20px}h2{font-size:15px}"
    )
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{_text(words.title)}</title>"
        f"<style>{style}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _text(words: str) -> str:
    return html.escape(words, quote=False)


def _row(cells: Sequence[str], tag: str = "td") -> str:
    first, *others = (_text(cell) for cell in cells)
    rest = "".join(f"<{tag}>{cell}</{tag}>" for cell in others)
    return f"<tr><{tag} align='left'>{first}</{tag}>{rest}</tr>"


def _table(performance: Performance, color: Color, words: ReportWords) -> str:
    rows = [_row(words.columns, "th")]
    for part in PARTS:
        summary = performance.whole[color] if part is None else performance.phases[color, part]
        cells = summary_row(summary, words, by_points=performance.by_points)
        rows.append(_row((words.part(part), *cells)))
    return f"<table cellspacing='0'>{''.join(rows)}</table>"


def _histogram(performance: Performance, words: ReportWords) -> str:
    most = max(1, performance.largest_class)
    heads = "".join(f"<th class='left'>{_text(words.player(color))}</th>" for color in Color)
    rows = [f"<tr><th></th>{heads}</tr>"]
    for kind in MoveClass:
        bars = "".join(_bar(performance.whole[color].counts[kind], most, kind) for color in Color)
        rows.append(f"<tr><td align='left'>{_text(words.kind(kind))}</td>{bars}</tr>")
    return f"<table cellspacing='0'>{''.join(rows)}</table>"


def _bar(count: int, most: int, kind: MoveClass) -> str:
    width = round(_BAR_WIDTH * count / most)
    blocks = f"<span style='background:{_COLORS[kind]};color:{_COLORS[kind]}'>"
    blocks += "█" * round(width / 10) + "</span>"
    return f"<td class='left'>{blocks if width >= 5 else ''} {count}</td>"
