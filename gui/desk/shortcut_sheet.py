"""The sheet of all shortcuts as HTML for the screen and the printer. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gui.desk.command_search import Entry


def sheet_html(title: str, entries: Sequence[Entry]) -> str:
    """Returns the sheet: the commands that have keys, under the names of their menus.

    Args:
        title: The heading.
        entries: The commands in the order of the menus.
    """
    menus: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.keys:
            menus.setdefault(entry.menu.split(" · ")[0], []).append(entry)
    rows: list[str] = []
    for menu, members in menus.items():
        rows.append(f'<tr><td colspan="2"><h3>{escape(menu)}</h3></td></tr>')
        rows += [
            f'<tr><td width="68%">{escape(entry.words)}</td>'
            f'<td align="right"><b>{escape(entry.keys)}</b></td></tr>'
            for entry in members
        ]
    table = f'<table width="100%" cellspacing="0" cellpadding="3">{"".join(rows)}</table>'
    return f"<h2>{escape(title)}</h2>{table}"
