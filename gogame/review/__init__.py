"""Reviewing finished games: what every move gave away, as SGF, JSON and a page to print.

Modules in order: `moves` (one game, move by move), `line` (the main line of an SGF game),
`judged` and `summary` (losses, classes, accuracy), `words` and `notes` (English and Korean),
`annotate`, `document`, `charts`, `style` and `page` (what is written), `targets`, `partial`,
`reviewed_file`, `analyst`, `progress` and `batch` (many files, again and again).
"""

from gogame.review.moves import ReviewedMove, review

__all__ = ["ReviewedMove", "review"]
