"""The sections of a report: each takes a run's story and returns its plots and tables.

A section without anything to show is left out.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from gogame.bench.interval import wilson
from selfplay.report.boards import game_figure
from selfplay.report.charts import Axes, Series, bar_chart, html_table, line_chart
from selfplay.report.source import Round, RunStory, Strength, calibration
from selfplay.words import count, share, short

Numbers = Mapping[str, float]

_HOURS = "active time (hours)"
_NUM_GAMES = 6
_LENGTH_BINS = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a sentence and what stands below them, as HTML."""

    title: str
    text: str
    body: str


def all_of(story: RunStory) -> list[Section]:
    """Returns the sections that have something to show, in the page's order."""
    if not story.rounds and story.games is None:
        nothing = "<p>No game has been committed yet: come back when the run has played.</p>"
        found = [Section("Nothing to plot yet", "", nothing)]
    else:
        found = [
            _strength(story),
            _rating(story),
            _losses(story),
            _calibration(story),
            _speed(story),
            _play(story),
            _lengths(story),
            _sample_games(story),
            _checkpoints(story),
        ]
    found.append(_configuration(story))
    return [section for section in found if section.body]


def _plots(figures: Sequence[str]) -> str:
    shown = "".join(figures)
    return f'<div class="plots">{shown}</div>' if shown else ""


def _visits(number: int) -> str:
    return f"{number} visit{'s' * (number != 1)}"


# Strength


def _strength(story: RunStory) -> Section:
    kinds = sorted({row.variant for row in story.strengths})
    figures = [
        _strength_chart(
            [row for row in story.strengths if (row.opponent, row.variant) == (anchor, kind)],
            anchor + (f" on {kind}" if len(kinds) > 1 else ""),
        )
        for kind in kinds
        for anchor in dict.fromkeys(row.opponent for row in story.strengths if row.variant == kind)
    ]
    where = f" Games: {kinds[0]}." if len(kinds) == 1 else ""
    text = (
        "Score against fixed opponents, a draw counted as half a win; the shade is the 95 % "
        f"interval (Wilson). One visit is the network's policy without search.{where}"
    )
    return Section("Strength over time", text, _plots(figures))


def _strength_chart(rows: Sequence[Strength], name: str) -> str:
    series: list[Series] = []
    for color, visits in enumerate(sorted({row.visits for row in rows})):
        chosen = [row for row in rows if row.visits == visits]
        ends = [wilson(row.score * row.games, row.games) for row in chosen]
        series.append(
            Series(
                _visits(visits),
                [row.round.hours for row in chosen],
                [100 * row.score for row in chosen],
                [100 * low for low, _ in ends],
                [100 * high for _, high in ends],
                color,
            )
        )
    x = [row.round.hours for row in rows]
    series.append(Series("even", (min(x), max(x)), (50, 50), is_guide=True))
    games = sorted({row.games for row in rows})
    many = f"{games[0]}" if len(games) == 1 else f"{games[0]} to {games[-1]}"
    axes = Axes(f"Against {name} ({many} games a point)", _HOURS, "score (%)", (0, 100))
    return line_chart(series, axes)


def _rating(story: RunStory) -> Section:
    series: list[Series] = []
    for color, visits in enumerate(sorted({row.visits for row in story.ratings})):
        rows = [row for row in story.ratings if row.visits == visits]
        series.append(
            Series(
                _visits(visits),
                [row.round.hours for row in rows],
                [row.elo for row in rows],
                [row.low for row in rows],
                [row.high for row in rows],
                color,
            )
        )
    axes = Axes("Rating of the networks", _HOURS, "Elo")
    text = (
        "From all matches of the ladder together (Bradley-Terry), on a scale fixed by its anchors; "
        "the shade is the 95 % interval."
    )
    return Section("Elo over time", text, _plots([line_chart(series, axes)] if series else []))


# What the rounds measured


def _over_rounds(
    rounds: Sequence[Round], keys: Mapping[str, str], factor: float = 1.0
) -> list[Series]:
    """Returns a line for each number that any round has; keys are metrics, values their labels."""
    series: list[Series] = []
    for key, label in keys.items():
        rows = [r for r in rounds if key in r.metrics and math.isfinite(r.hours)]
        if rows:
            values = [factor * row.metrics[key] for row in rows]
            series.append(Series(label, [r.hours for r in rows], values, color=len(series)))
    return series


def _losses(story: RunStory) -> Section:
    names = ("total", "policy", "reply", "outcome", "score", "ownership")
    figures: list[str] = []
    for name in names:
        series = _over_rounds(story.rounds, {f"losses.{name}": name})
        if series:
            title = "Loss, all parts with their weights" if name == "total" else f"Loss of {name}"
            figures.append(line_chart(series, Axes(title, _HOURS, "loss (nats)"
                if name in ("policy", "reply", "outcome") else "loss")))  # fmt: skip
    rate = _over_rounds(story.rounds, {"rate": "rate"})
    if rate:
        axes = Axes("Learning rate", _HOURS, "step size", from_zero=True)
        figures.append(line_chart(rate, axes))
    return Section("Losses", "Means over the steps of each round.", _plots(figures))


def _calibration(story: RunStory) -> Section:
    if story.games is None:
        return Section("", "", "")
    found = calibration(story.games)
    if not len(found.counts):
        return Section("", "", "")
    value, outcome = found.value.tolist(), found.outcome.tolist()
    low = np.maximum(found.outcome - 1.96 * found.error, -1.0).tolist()
    high = np.minimum(found.outcome + 1.96 * found.error, 1.0).tolist()
    lines = [
        Series("measured", value, outcome, low, high),
        Series("ideal", (-1, 1), (-1, 1), is_guide=True),
    ]
    ends = (-1.0, 1.0)
    first = line_chart(
        lines, Axes("Search value and outcome", "search value", "mean outcome", ends, ends)
    )
    names = [f"{center:+.1f}" for center in value]
    axes = Axes("Positions of each value", "search value (mean of the bin)", "positions")
    second = bar_chart(names, [float(n) for n in found.counts], axes)
    text = (
        f"In the newest {count(story.games.num_games)} games: the value that the search gave for "
        "the player to play, -1 lost to +1 won, and the mean outcome of those positions for the "
        "same player. The 95 % interval counts each game of a bin once."
    )
    return Section("Calibration", text, _plots([first, second]))


def _speed(story: RunStory) -> Section:
    plots = (
        ("Positions played", "positions/s", {"throughput.positions_per_s": "positions"}),
        ("Evaluations", "evaluations/s", {"throughput.evaluations_per_s": "evaluations"}),
        ("Training", "samples/s", {"throughput.samples_per_s": "samples"}),
        ("Games", "games/s", {"throughput.games_per_s": "games"}),
    )  # fmt: skip
    figures = [
        line_chart(series, Axes(title, _HOURS, unit, from_zero=True))
        for title, unit, keys in plots
        if (series := _over_rounds(story.rounds, keys))
    ]
    spent = _over_rounds(
        story.rounds,
        {"seconds.play": "playing", "seconds.learn": "learning", "seconds.publish": "publishing"},
    )
    if spent:
        figures.append(
            line_chart(spent, Axes("Time of a round", _HOURS, "seconds", from_zero=True))
        )
    totals = _over_rounds(story.rounds, {"positions": "positions", "samples": "samples"})
    totals += [
        Series("window", line.x, line.y, color=2)
        for line in _over_rounds(story.rounds, {"window_positions": ""})
    ]
    if totals:
        axes = Axes("Positions, samples, window", _HOURS, "positions", from_zero=True)
        figures.append(line_chart(totals, axes))
    text = "Each speed in its own phase: learning does not count while playing, nor the reverse."
    return Section("Throughput and replay", text, _plots(figures))


# Play


def _play(story: RunStory) -> Section:
    figures: list[str] = []
    black = _over_rounds(story.rounds, {"play.black_wins": "Black"}, 100.0)
    if black:
        guide = Series("even", (black[0].x[0], black[0].x[-1]), (50, 50), is_guide=True)
        axes = Axes("Games won by Black", _HOURS, "games (%)", (0, 100))
        figures.append(line_chart([*black, guide], axes))
    others = (
        ("Entropy of the policy targets", "entropy (nats)", {"play.policy_entropy": "targets"}),
        ("Length of games", "moves a game", {"play.moves_per_game": "moves"}),
    )
    figures += [
        line_chart(series, Axes(title, _HOURS, unit, from_zero=True))
        for title, unit, keys in others
        if (series := _over_rounds(story.rounds, keys))
    ]
    ends = sorted(
        {key for row in story.rounds for key in row.metrics if key.startswith("play.ends.")}
    )
    shares: list[Series] = []
    for color, key in enumerate(ends):
        rows = [row for row in story.rounds if math.isfinite(row.hours) and _num_ends(row)]
        values = [100 * row.metrics.get(key, 0.0) / _num_ends(row) for row in rows]
        name = key.removeprefix("play.ends.")
        shares.append(Series(name, [row.hours for row in rows], values, color=color))
    if any(series.x for series in shares):
        figures.append(line_chart(shares, Axes("How games end", _HOURS, "games (%)", (0, 100))))
    return Section("Play", "", _plots(figures))


def _num_ends(row: Round) -> float:
    return sum(value for key, value in row.metrics.items() if key.startswith("play.ends."))


def _lengths(story: RunStory) -> Section:
    games = story.games
    if games is None:
        return Section("", "", "")
    lengths = np.diff(games.move_offsets)
    width = max(1, math.ceil((int(lengths.max()) + 1) / _LENGTH_BINS))
    counts = np.bincount(lengths // width)
    names = [str(place * width) if width == 1 else f"{place * width}-{(place + 1) * width - 1}"
             for place in range(len(counts))]  # fmt: skip
    values = [float(number) for number in counts]
    first = bar_chart(names, values, Axes("Lengths of games", "moves", "games"))
    ends = Counter(games.ends).most_common()
    black = int((games.outcome_black > 0).sum()), int((games.outcome_black == 0).sum())
    rows = [(f"ended by {name}", count(number), share(number / games.num_games))
            for name, number in ends]  # fmt: skip
    rows += [
        (name, count(number), share(number / games.num_games))
        for name, number in (("won by Black", black[0]), ("drawn", black[1]))
    ]
    numbers = html_table(("games", "number", "share"), rows)
    text = f"The newest {count(games.num_games)} games."
    return Section("Newest games", text, _plots([first, f"<div>{numbers}</div>"]))


def _sample_games(story: RunStory) -> Section:
    games = story.games
    if games is None:
        return Section("", "", "")
    places = np.unique(np.linspace(0, games.num_games - 1, _NUM_GAMES).astype(np.int64))
    figures = [game_figure(games.sample(int(place))) for place in reversed(places)]
    text = (
        "From the newest back through the games above; the ring marks the last move. Some end "
        "before both pass, as soon as every point is settled."
    )
    return Section("Sample games", text, f'<div class="games">{"".join(figures)}</div>')


# Tables


def _checkpoints(story: RunStory) -> Section:
    if not story.rounds:
        return Section("", "", "")
    head = ("round", "network", "hours", "step", "games", "positions", "loss", "window", "Elo",
            "made (UTC)")  # fmt: skip
    elos: dict[str, list[str]] = {}
    for rating in story.ratings:
        text = f"{rating.elo:+.0f} at {_visits(rating.visits)}"
        elos.setdefault(rating.round.checkpoint, []).append(text)
    rows = [
        (
            str(row.number),
            row.uri.rpartition("/")[2],
            f"{row.hours:.2f}",
            count(row.step),
            _number(row.metrics, "games"),
            _number(row.metrics, "positions"),
            f"{row.metrics['losses.total']:.3f}" if "losses.total" in row.metrics else "",
            short(row.window_positions),
            ", ".join(elos.get(row.checkpoint, [])),
            time.strftime("%Y-%m-%d %H:%M", time.gmtime(row.created_at)),
        )
        for row in reversed(story.rounds)
    ]
    newest = html_table(head, rows[:15])
    older = rows[15:]
    summary = f"<summary>{len(older)} older networks</summary>"
    rest = f"<details>{summary}{html_table(head, older)}</details>" if older else ""
    return Section("Networks", "The newest first.", newest + rest)


def _number(metrics: Numbers, name: str) -> str:
    return count(metrics[name]) if name in metrics else ""


def _configuration(story: RunStory) -> Section:
    if not story.configuration:
        return Section("", "", "")
    body = (
        f"<details><summary>config.toml</summary><pre>{escape(story.configuration)}</pre></details>"
    )
    return Section("Configuration", "", body)
