"""A review as one page to read or print: no script, no other file, nothing from a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from gogame.board.coords import Color
from gogame.board.position import Move
from gogame.board.rules import WinCondition
from gogame.diagram import Marks, board_svg
from gogame.review import charts
from gogame.review.annotate import better_line, change_text, loss_text, vertex
from gogame.review.judged import GameReview, JudgedMove
from gogame.review.notes import note_in
from gogame.review.style import STYLE
from gogame.review.summary import of_player, worst_moves
from gogame.review.words import Words, percent
from gogame.sgf.files import program_version
from gogame.verdict import THRESHOLDS, WINRATE_UNIT, MoveClass, Phase, Summary

GENERATOR = '<meta name="generator" content="GoGame review">'
"""Marks a page as ours, which a later review may replace."""

_MOST_DIAGRAMS, _LINE_DRAWN = 6, 8
_LARGE_FROM = 13


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page needs beside the reviews.

    Attributes:
        name: The file that was reviewed, without its folder.
        words: The language.
        is_rough: Whether random games judged.
    """

    name: str
    words: Words
    is_rough: bool = False


def page_of(reviews: Sequence[GameReview], options: PageOptions) -> str:
    """Returns the page of a file's games."""
    words = options.words
    heading = f"{words('title')}: {options.name}"
    games = [_game(review, options, i, alone=len(reviews) == 1) for i, review in enumerate(reviews)]
    contents = _contents(reviews, words) if len(reviews) > 1 else ""
    made_by = escape(words("made_by", version=program_version()))
    parts = [
        "<!doctype html>",
        f'<html lang="{words.language.value}"><head><meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{GENERATOR}',
        f"<title>{escape(heading)}</title><style>{STYLE}</style></head>",
        f"<body><header><h1>{escape(heading)}</h1>{contents}</header><main>",
        *games,
        f'</main><footer class="soft">{made_by}</footer></body></html>',
    ]
    return "\n".join(parts) + "\n"


def _contents(reviews: Sequence[GameReview], words: Words) -> str:
    items = "".join(
        f'<li><a href="#game-{i}">{escape(_versus(review, words))}</a></li>'
        for i, review in enumerate(reviews, start=1)
    )
    return f"<nav><h2>{escape(words('contents'))}</h2><ol>{items}</ol></nav>"


def _versus(review: GameReview, words: Words) -> str:
    about = review.line.about
    names = [player.name or words("unnamed") for player in (about.black, about.white)]
    return words("versus", black=names[0], white=names[1])


def _game(review: GameReview, options: PageOptions, index: int, *, alone: bool) -> str:
    words = options.words
    title = _versus(review, words)
    if not alone:
        title = f"{words('game', number=index + 1)}: {title}"
    sections = [
        f'<article id="game-{index + 1}"><h2 class="game">{escape(title)}</h2>',
        _facts(review, words),
        f'<p class="note">{escape(words("rough"))}</p>' if options.is_rough else "",
        _notes(review, words),
    ]
    if review.moves:
        sections += [
            _players(review, words),
            _graphs(review, words),
            _worst(review, words),
            _losses(review, words),
            _phases(review, words),
            _all_moves(review, words),
            _about(review, words),
        ]
    else:
        sections.append(f"<p>{escape(words('no_moves'))}</p>")
    return "\n".join(part for part in sections if part) + "</article>"


def _section(title: str, body: str) -> str:
    return f"<section><h3>{escape(title)}</h3>{body}</section>"


def _facts(review: GameReview, words: Words) -> str:
    line, about = review.line, review.line.about
    variant = line.variant
    black, white = (
        f"{player.name or words('unnamed')} {player.rank}".strip()
        for player in (about.black, about.white)
    )
    komi = words.points(variant.komi) if variant.win is WinCondition.SCORE else ""
    handicap = line.header.handicap
    facts = [
        (words("black"), black),
        (words("white"), white),
        (words("result"), words.result(about.result)),
        (words("board"), words.board(variant)),
        (words("rules"), words.rules(variant)),
        (words("komi"), komi),
        (words("handicap"), words("stones", count=handicap) if handicap else ""),
        (words("num_moves"), str(line.steps[-1].number)),
        (words("date"), about.date),
        (words("event"), about.event),
        (words("place"), about.place),
        (words("judge"), review.judge),
    ]
    inner = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts if text
    )
    return f'<dl class="facts">{inner}</dl>'


def _notes(review: GameReview, words: Words) -> str:
    if not review.line.notes:
        return ""
    items = "".join(f"<li>{escape(note_in(words, note))}</li>" for note in review.line.notes)
    return f'<div class="note"><p>{escape(words("notes"))}</p><ul>{items}</ul></div>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Returns a table; the cells of rows are HTML already."""
    top = "".join(f'<th scope="col">{escape(text)}</th>' for text in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _numbers(summary: Summary, *, by_points: bool) -> list[str]:
    mean = summary.mean_points_lost if by_points else summary.mean_winrate_lost
    if (
        summary.accuracy is None
        or mean is None
        or summary.best_share is None
        or summary.top_share is None
    ):
        return ["0", "–", "–", "–", "–"]
    return [
        str(summary.num_moves),
        f"{summary.accuracy:.0f}",
        f"{mean:.2f}" if by_points else f"{100 * mean:.1f}%",
        percent(summary.best_share),
        percent(summary.top_share),
    ]


def _number_heads(review: GameReview, words: Words) -> list[str]:
    loss = "mean_loss" if review.by_points else "mean_winrate_loss"
    return [words(name) for name in ("moves", "accuracy", loss, "best_share", "top_share")]


def _players(review: GameReview, words: Words) -> str:
    rows = [
        [
            f'<span class="stone {color.name.lower()}"></span>{escape(words.color(color))}',
            *_numbers(of_player(review, color), by_points=review.by_points),
        ]
        for color in Color
    ]
    return _section(
        words("summary"), _table([words("player"), *_number_heads(review, words)], rows)
    )


def _phases(review: GameReview, words: Words) -> str:
    rows = [
        [
            escape(f"{words(phase.value)}, {words.color(color)}"),
            *_numbers(of_player(review, color, phase), by_points=review.by_points),
        ]
        for phase in Phase
        for color in Color
    ]
    return _section(words("phases"), _table([words("phase"), *_number_heads(review, words)], rows))


def _losses(review: GameReview, words: Words) -> str:
    counts = {color: of_player(review, color).counts for color in Color}
    most = max((count for one in counts.values() for count in one.values()), default=0) or 1
    unit = words("points_unit" if review.by_points else "percent_unit")
    scale = 1.0 if review.by_points else 100 * WINRATE_UNIT
    rows: list[list[str]] = []
    above: float | None = None
    for kind, least in THRESHOLDS.items():
        values = {"least": f"{least * scale:g}", "unit": unit}
        span = words("range_last", **values)
        if above is not None:
            span = words("range", **values, most=f"{above * scale:g}")
        above = least
        cells = [
            f'<span class="count">{counts[color][kind]}</span>'
            + charts.bar(counts[color][kind] / most, kind)
            for color in Color
        ]
        name = escape(words(kind.value))
        rows.append([f'{name} <span class="soft">{escape(span)}</span>', *cells])
    head = [words("class"), *(words.color(color) for color in Color)]
    return _section(words("losses"), f'<div class="losses">{_table(head, rows[::-1])}</div>')


def _graphs(review: GameReview, words: Words) -> str:
    figures: list[str] = []
    if review.by_points:
        drawn = charts.graph(charts.score_curve(review, words("score_graph")))
        figures.append(_figure(drawn, words("score_graph"), words("score_caption")))
    drawn = charts.graph(charts.winrate_curve(review, words("winrate_graph")))
    figures.append(_figure(drawn, words("winrate_graph"), words("winrate_caption")))
    return _section(words("graphs"), f'<div class="plots">{"".join(figures)}</div>')


def _figure(picture: str, title: str, caption: str) -> str:
    return (
        f"<figure>{picture}<figcaption><b>{escape(title)}</b> "
        f'<span class="soft">{escape(caption)}</span></figcaption></figure>'
    )


def _worst(review: GameReview, words: Words) -> str:
    worst = worst_moves(review, _MOST_DIAGRAMS)
    if not worst:
        return _section(words("worst"), f"<p>{escape(words('no_mistakes'))}</p>")
    figures = "".join(_diagram(review, move, words) for move in sorted(worst, key=_number))
    kind = "boards large" if review.line.variant.width > _LARGE_FROM else "boards"
    return _section(words("worst"), f'<div class="{kind}">{figures}</div>')


def _number(move: JudgedMove) -> int:
    return move.number


def _diagram(review: GameReview, move: JudgedMove, words: Words) -> str:
    """Returns the position before a mistake, the move as played and the better line."""
    before = review.line.steps[move.step - 1].position
    assert before is not None  # a judged move has one
    actions = move.before.moves[0].pv[:_LINE_DRAWN] if move.before.moves else ()
    colors = (move.move.color, move.move.color.opponent)
    line = [Move(colors[i % 2], action) for i, action in enumerate(actions)]
    played = vertex(review, move.move.action, words)
    picture = board_svg(
        before,
        words("diagram", number=move.number, vertex=played),
        Marks(line=line, played=move.move),
    )
    color = words.color(move.move.color)
    title = words("move_title", number=move.number, color=color, vertex=played)
    kind = words(move.verdict.move_class.value)
    lost = words("move_class", name=kind, loss=loss_text(review, move, words))
    better = better_line(review, move, words)
    lines = [lost, change_text(move, words)]
    if better:
        lines.append(words("better", line=better))
    said = "<br>".join(map(escape, lines))
    return (
        f'<figure class="board">{picture}<figcaption><b class="{move.verdict.move_class.value}">'
        f"{escape(title)}</b><br>{said}</figcaption></figure>"
    )


def _all_moves(review: GameReview, words: Words) -> str:
    rows = [_row(review, move, words) for move in review.moves]
    lead = ["lead"] if review.by_points else []
    names = ("number", "color", "played", "class", "lost", "winrate", *lead, "best")
    return (
        f"<details><summary>{escape(words('all_moves'))}</summary>"
        f"{_table([words(name) for name in names], rows)}</details>"
    )


def _row(review: GameReview, move: JudgedMove, words: Words) -> list[str]:
    best = move.before.moves[0].action if move.before.moves else None
    kind = move.verdict.move_class
    return [
        str(move.number),
        escape(words.color(move.move.color)),
        escape(vertex(review, move.move.action, words)),
        f'<span class="{kind.value}">{escape(words(kind.value))}</span>',
        escape(loss_text(review, move, words)) if kind is not MoveClass.EXCELLENT else "",
        words.winrate(move.after, Color.BLACK),
        *([escape(words.lead(move.after.score_black))] if review.by_points else []),
        "" if best is None else escape(vertex(review, best, words)),
    ]


def _about(review: GameReview, words: Words) -> str:
    unit = "" if review.by_points else words("about_unit_percent")
    text = escape(words("about_text", unit=unit))
    return _section(words("about"), f'<p class="soft">{text}</p>')
