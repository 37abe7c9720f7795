"""The style sheet of a review's page: light and dark, wide and narrow, screen and paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1c1f23; --soft: #59616b; --paper: #fff; --line: #d9dde2;
  --card: #f4f5f7; --curve: #0067a5; --area: #0067a5; --excellent: #1e7d45; --good: #57800f;
  --inaccuracy: #9a6b00; --mistake: #c2500a; --blunder: #b3123a; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a3abb5;
  --paper: #15181c; --line: #363c44; --card: #1f2328; --curve: #56b4e9; --area: #56b4e9;
  --excellent: #4cc07d; --good: #a5cf4f; --inaccuracy: #e6bc3a; --mistake: #f28b4b;
  --blunder: #ff6b8a; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans KR", "Malgun Gothic",
  sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto; padding: 1rem;
  max-width: 68rem; word-break: keep-all; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; margin: .3rem 0 1rem; }
h2.game { font-size: 1.25rem; margin: 1.2rem 0 .6rem; }
h2 { font-size: 1.15rem; } h3 { font-size: 1.08rem; margin: 2rem 0 .5rem; }
p { max-width: 46rem; margin: .4rem 0; } .soft { color: var(--soft); font-weight: 400; }
a { color: var(--curve); } nav ol { columns: 18rem; }
dl { margin: 0; } .facts { display: grid; gap: .5rem;
  grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); }
.facts div { background: var(--card); border-radius: .4rem; padding: .4rem .7rem; }
.facts dt { color: var(--soft); font-size: .82rem; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.note { border-left: 4px solid var(--mistake); padding: .1rem .8rem; margin: 1rem 0; }
.note p { margin: 0; } .note ul { margin: .2rem 0; padding-left: 1.2rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%;
  font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .25rem .8rem .25rem 0;
  border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
thead th { color: var(--soft); font-weight: 600;
  vertical-align: bottom; } tbody th { font-weight: 500; }
.stone { display: inline-block; width: .8em; height: .8em; border-radius: 50%; margin-right: .45em;
  border: 1px solid #777; background: #161616; print-color-adjust: exact; }
.stone.white { background: #fbfbf8; }
.plots, .boards { display: grid; gap: 1.2rem; }
.plots { grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); }
.boards { grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); }
.boards.large { grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); }
figure { margin: 0; min-width: 0; } figcaption { font-size: .92rem; margin-top: .3rem; }
figure svg { width: 100%; height: auto; display: block; } .board svg { max-width: 30rem; }
.graph text { font-size: 13px; fill: var(--soft); } .grid { stroke: var(--line); }
.axis { stroke: var(--soft); } .graph .line { fill: none; stroke: var(--curve); stroke-width: 2;
  stroke-linejoin: round; } .graph .area { fill: var(--area); opacity: .16; }
.losses td { width: 32%; text-align: left; white-space: nowrap; } .losses th { text-align: left; }
.count { display: inline-block; min-width: 2.2em; } .bar { width: calc(100% - 3em); height: .8em;
  vertical-align: middle; }
svg .excellent { fill: var(--excellent); } svg .good { fill: var(--good); }
svg .inaccuracy { fill: var(--inaccuracy); } svg .mistake { fill: var(--mistake); }
svg .blunder { fill: var(--blunder); } span.excellent { color: var(--excellent); }
span.good { color: var(--good); } .inaccuracy { color: var(--inaccuracy); }
.mistake { color: var(--mistake); } .blunder { color: var(--blunder); }
details { margin: 2rem 0 0; } summary { cursor: pointer; font-weight: 600; }
footer { margin: 2.5rem 0 1rem; font-size: .85rem; }
@media (max-width: 34rem) { body { padding: .7rem; font-size: 15px; }
  th, td { padding-right: .5rem; }
  .facts { grid-template-columns: repeat(2, 1fr); } .graph text { font-size: 20px; }
  thead th { font-size: .82rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } figure, tr, .facts div
  { break-inside: avoid; } td { white-space: nowrap; } h3 { break-after: avoid; }
  article + article { break-before: page; }
  .boards, .boards.large { grid-template-columns: repeat(2, 1fr); }
  details:not([open]) { display: none; }
  a { color: inherit; text-decoration: none; } }
"""
