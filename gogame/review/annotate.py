"""A review written into its game tree: properties, comments and marks, variations kept.

What this program adds to a comment is one paragraph that begins with ``GoGame:``, so that a later
review replaces it and leaves the players' words alone.
"""

from __future__ import annotations

from gogame.board.coords import Color, action_to_gtp
from gogame.review.judged import GameReview, JudgedMove
from gogame.review.summary import of_player
from gogame.review.words import Words
from gogame.sgf import GameTree, Node
from gogame.sgf.analysis import put_analysis, put_origin
from gogame.verdict import MoveClass

SIGN = "GoGame:"
_LINE_SHOWN = 8
# SGF's verdicts on a move, of which a node may have one: doubtful, bad, very bad, good.
_VERDICTS = ("BM", "DO", "IT", "TE")
_MARKS = {
    MoveClass.INACCURACY: ("DO", ""),
    MoveClass.MISTAKE: ("BM", "1"),
    MoveClass.BLUNDER: ("BM", "2"),
}


def annotate(review: GameReview, key: str, words: Words) -> GameTree:
    """Write a review into the tree that it was made from, and return the tree.

    Args:
        review: The review.
        key: Of the source and the settings, see `gogame.sgf.analysis.put_origin`.
        words: The language of comments.
    """
    line = review.line
    height, width = line.variant.height, line.variant.width
    for index, analysis in review.analyses.items():
        put_analysis(line.steps[index].node, analysis, height, width)
    root = line.tree.root
    put_origin(root, key, review.judge)
    for step in line.steps:
        _comment(step.node, None)
    _comment(root, _about(review, words))
    for move in review.moves:
        node = line.steps[move.step].node
        if move.is_mistake:
            _comment(node, comment_on(review, move, words))
            _mark(node, *_MARKS[move.verdict.move_class])
        elif move.verdict.is_tesuji:
            _comment(node, words("comment_tesuji"))
            _mark(node, "TE", "1")
    return line.tree


def _about(review: GameReview, words: Words) -> str:
    shares = [of_player(review, color).accuracy for color in Color]
    black, white = ("-" if share is None else f"{share:.0f}" for share in shares)
    return words("comment_root", judge=review.judge, black=black, white=white)


def comment_on(review: GameReview, move: JudgedMove, words: Words) -> str:
    """Returns what is to be said about a mistake."""
    said = words(
        "comment",
        name=words(move.verdict.move_class.value).capitalize(),
        loss=loss_text(review, move, words),
        change=change_text(move, words),
    )
    better = better_line(review, move, words)
    return f"{said} {words('comment_better', line=better)}" if better else said


def loss_text(review: GameReview, move: JudgedMove, words: Words) -> str:
    """Returns what a move lost, in the unit of the game."""
    if review.by_points:
        return words("points_lost", points=f"{move.verdict.points_lost:.1f}")
    return words("percent_lost", percent=f"{100 * move.verdict.winrate_lost:.0f}")


def change_text(move: JudgedMove, words: Words) -> str:
    """Returns how the winning chance of the move's player changed."""
    viewer = move.move.color
    return words(
        "winrate_change",
        before=words.winrate(move.before, viewer),
        after=words.winrate(move.after, viewer),
    )


def better_line(review: GameReview, move: JudgedMove, words: Words) -> str:
    """Returns the engine's line in place of a move, empty if it had none."""
    if not move.before.moves:
        return ""
    return " ".join(
        vertex(review, action, words) for action in move.before.moves[0].pv[:_LINE_SHOWN]
    )


def vertex(review: GameReview, action: int, words: Words) -> str:
    """Returns the name of an action for people."""
    variant = review.line.variant
    if action == variant.pass_action:
        return words("pass")
    return action_to_gtp(action, variant.height, variant.width)


def _comment(node: Node, text: str | None) -> None:
    """Put one paragraph of ours at the end of a node's comment, in place of an older one."""
    before = node.text("C")
    kept = [part for part in (before or "").split("\n\n") if not part.startswith(SIGN)]
    if text is None and (before is None or SIGN not in before):
        return
    added = [] if text is None else [f"{SIGN} {text}"]
    node.set_text("C", "\n\n".join([*(part for part in kept if part), *added]))


def _mark(node: Node, ident: str, value: str) -> None:
    """Give a verdict on a move, unless the file has one."""
    if not any(name in node for name in _VERDICTS):
        node.set_values(ident, [value])
