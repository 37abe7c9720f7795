"""`write_report`: a run as one page that needs no network, no script and no other file."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path

from gogame.errors import GoError
from selfplay.report import sections
from selfplay.report.source import RunStory, read_run
from selfplay.words import count, duration, short

REPORT_NAME = "report.html"


class ReportError(GoError):
    """A report that cannot be written."""


_STYLE = """
:root { color-scheme: light dark; --ink: #1c1f23; --soft: #5c646e; --paper: #fff; --line: #d9dde2;
  --card: #f5f6f8; --c0: #0067a5; --c1: #b84a00; --c2: #00765a; --c3: #a8508a; --c4: #7a6200;
  --c5: #4b5fc0; --wood: #e8c47c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a3abb5; --paper: #15181c;
  --line: #363c44; --card: #1e2227; --c0: #56b4e9; --c1: #f08a4b; --c2: #35c79b; --c3: #e39bc6;
  --c4: #e0c040; --c5: #9db0ff; --wood: #b98f4a; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  margin: 0 auto; padding: 1rem; max-width: 76rem; }
h1 { font-size: 1.6rem; margin: .3rem 0; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .4rem; }
p { max-width: 46rem; margin: .4rem 0 1rem; } .soft { color: var(--soft); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .6rem; }
.facts div { background: var(--card); border-radius: .5rem; padding: .5rem .8rem; }
.facts dt { color: var(--soft); font-size: .85rem; } .facts dd { margin: 0; font-size: 1.15rem; }
dl { margin: 0; } .plots { display: grid; gap: 1rem 1.6rem;
  grid-template-columns: repeat(auto-fill, minmax(min(30rem, 100%), 1fr)); }
.games { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); }
figure { margin: 0; min-width: 0; } figcaption { font-weight: 600; }
.game figcaption { font-weight: 400; font-size: .85rem; }
svg { width: 100%; height: auto; display: block; } svg text { font: 12px system-ui, sans-serif;
  fill: var(--soft); } svg text.label { font-weight: 600; font-size: 12.5px; }
.grid { stroke: var(--line); stroke-width: 1; } .axis { stroke: var(--soft); stroke-width: 1; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; } .band { stroke: none; opacity: .17; }
.guide.line { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 5 4; }
.bar { fill: var(--c0); } .wood { fill: var(--wood); } .cross { stroke: #5b4520; fill: none; }
.black { fill: #111; } .white { fill: #fafafa; stroke: #333; } .star { fill: #5b4520; }
.last { fill: none; stroke: #d22; stroke-width: 2; }
details { margin: .3rem 0; font-size: .9rem; } summary { cursor: pointer; color: var(--soft); }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid var(--line);
  white-space: nowrap; } th { font-weight: 600; color: var(--soft); }
pre { background: var(--card); padding: .8rem; border-radius: .5rem; overflow-x: auto; }
a { color: var(--c0); } .note { border-left: 4px solid var(--c1); padding-left: .8rem; }
@media print { body { max-width: none; font-size: 11pt; } figure { break-inside: avoid; } }
"""
_COLORS = "".join(
    f"svg .c{n}.line, svg .c{n}.dot {{ stroke: var(--c{n}); }} "
    f"svg .c{n}.dot, svg .c{n}.band, svg text.c{n} {{ fill: var(--c{n}); }}\n"
    for n in range(6)
)


def write_report(run_dir: Path, target: Path | None = None) -> Path:
    """Write a run's report whole or not at all; returns where it is.

    Args:
        run_dir: The run's directory; it may be running.
        target: The file; ``report.html`` in the run's directory by default.

    Raises:
        ConfigError: The directory holds no run.
        LakeError: A table cannot be read.
        ReportError: The file cannot be written.
    """
    path = run_dir / REPORT_NAME if target is None else target
    page = report_page(read_run(run_dir))
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(page, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise ReportError(f"report {path} cannot be written: {error.strerror or error}") from error
    return path


def report_page(story: RunStory, now: float | None = None) -> str:
    """Returns the page of a run's story.

    Args:
        story: What to tell.
        now: Seconds since 1970, the page's date.
    """
    date = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(time.time() if now is None else now))
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(story.run_id)}: self-play</title><style>{_STYLE}{_COLORS}</style></head>",
        f'<body><header><h1>{escape(story.run_id)}</h1><p class="soft">Self-play, as of {date}.',
        f" {escape(_state(story))}</p></header><main>",
        *(f'<p class="note">{escape(note)}</p>' for note in story.notes),
        _facts(story),
        *(
            f"<section><h2>{escape(section.title)}</h2>"
            + (f'<p class="soft">{escape(section.text)}</p>' if section.text else "")
            + section.body
            + "</section>"
            for section in sections.all_of(story)
        ),
        "</main></body></html>",
    ]
    return "\n".join(parts)


def _state(story: RunStory) -> str:
    if story.status is None:
        return ""
    message = f": {story.status.message}" if story.status.message else ""
    return f"State: {story.status.state}{message}."


def _facts(story: RunStory) -> str:
    last = story.rounds[-1] if story.rounds else None
    status = story.status
    facts: list[tuple[str, str]] = []
    if last is not None:
        facts += [
            ("active time", duration(last.hours * 3600)),
            ("networks", count(len(story.rounds))),
            *_counted(last.metrics, ("games", "positions", "evaluations", "samples")),
        ]
        facts += _ratios(last.metrics)
        facts.append(("window", f"{short(last.window_positions)} positions"))
    elif status is not None:
        facts += [
            ("active time", duration(status.elapsed_s)),
            ("games", short(status.games)),
            ("positions", short(status.positions)),
        ]
    if not facts:
        return ""
    inner = "".join(f"<div><dt>{escape(n)}</dt><dd>{escape(t)}</dd></div>" for n, t in facts)
    return f'<dl class="facts">{inner}</dl>'


def _counted(metrics: sections.Numbers, names: Sequence[str]) -> list[tuple[str, str]]:
    words = {"samples": "training samples", "evaluations": "network evaluations"}
    return [(words.get(name, name), short(metrics[name])) for name in names if name in metrics]


def _ratios(metrics: sections.Numbers) -> list[tuple[str, str]]:
    positions, samples = metrics.get("positions", 0.0), metrics.get("samples", 0.0)
    evaluations = metrics.get("evaluations", math.nan)
    facts: list[tuple[str, str]] = []
    if positions > 0 and samples > 0:
        facts.append(("samples per position", f"{samples / positions:.2f}"))
    if samples > 0 and math.isfinite(evaluations):
        facts.append(("evaluations per sample", f"{evaluations / samples:.1f}"))
    return facts
