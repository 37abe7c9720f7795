"""``kata-raw-nn``: what the evaluator alone thinks of the position, without search.

A network is asked about the board turned by one of the eight symmetries, and its answer is turned
back; random games have no direction and are asked about the board as it lies. Draws count one
half for each side. Keys for which this program predicts nothing are left out, or have the -1 by
which KataGo says the same.

Source: KataGo, ``docs/GTP_Extensions.md``, command kata-raw-nn; a symmetry's bits 1, 2 and 4 turn
rows, columns and both into one another, in this order.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.errors import CoordinateError, GtpError
from gogame.evaluation import EvaluationBatch, Evaluator
from gogame.features import encode_positions
from gogame.gtp.session import Handler, Session, argument
from gogame.gtp.wire import Command

_ALL = range(8)


class RawOpinion(NamedTuple):
    """What an evaluator thinks of one position, for its player to play.

    Attributes:
        winrate: Chance to win, a draw counting one half.
        lead: Expected points.
        policy: `[A]` float64 probabilities, NaN for illegal actions, pass last.
        ownership: `[H, W]` float32.
    """

    winrate: float
    lead: float
    policy: NDArray[np.float64]
    ownership: NDArray[np.float32]


def turned(grid: NDArray[np.generic], symmetry: int) -> NDArray[np.generic]:
    """Returns arrays `[..., H, W]` turned by a symmetry, `[..., W, H]` from 4 on."""
    rows = grid[..., ::-1, :] if symmetry & 1 else grid
    columns = rows[..., ::-1] if symmetry & 2 else rows
    return np.swapaxes(columns, -1, -2) if symmetry & 4 else columns


def turned_back(grid: NDArray[np.float32], symmetry: int) -> NDArray[np.float32]:
    """Undoes `turned`."""
    columns = np.swapaxes(grid, -1, -2) if symmetry & 4 else grid
    rows = columns[..., ::-1] if symmetry & 2 else columns
    return rows[..., ::-1, :] if symmetry & 1 else rows


def raw_opinion(position: Position, evaluator: Evaluator, symmetry: int) -> RawOpinion:
    """Returns the evaluator's opinion of a position turned by a symmetry, turned back."""
    batch = encode_positions([position])
    spec = position.variant
    turn = symmetry if evaluator.reads_planes else 0
    height, width = (spec.width, spec.height) if turn & 4 else (spec.height, spec.width)
    asked = EvaluationBatch(
        replace(spec, height=height, width=width),
        np.ascontiguousarray(turned(batch.planes, turn), dtype=np.uint8),
        batch.globals_,
        batch.boards,
        batch.komi,
    )
    answer = evaluator.evaluate(asked)
    points = turned_back(answer.logits[0, :-1].reshape(height, width), turn).reshape(-1)
    logits = np.append(points, answer.logits[0, -1]).astype(np.float64)
    legal = position.legal()
    weights = np.where(legal, np.exp(logits - logits[legal].max()), 0.0)
    policy = np.where(legal, weights / weights.sum(), np.nan)
    ownership = turned_back(answer.ownership[0].reshape(height, width), turn)
    win, draw, _loss = answer.outcome[0].tolist()
    return RawOpinion(win + draw / 2, float(answer.score[0]), policy, ownership.copy())


def _grid(values: NDArray[np.generic], form: str) -> str:
    rows = (" ".join("NAN" if v != v else format(v, form) for v in row) for row in values.tolist())
    return "\n".join(rows)


def _format(position: Position, opinion: RawOpinion, symmetry: int) -> str:
    is_white = position.to_play is Color.WHITE
    sign = 1 if is_white else -1
    white = opinion.winrate if is_white else 1 - opinion.winrate
    spec = position.variant
    return "\n".join(
        (
            f"symmetry {symmetry}",
            f"whiteWin {white:.6f}",
            f"whiteLoss {1 - white:.6f}",
            "noResult 0.000000",
            f"whiteLead {sign * opinion.lead:.3f}",
            f"whiteScoreSelfplay {sign * opinion.lead:.3f}",
            "shorttermWinlossError -1.000",
            "shorttermScoreError -1.000",
            "policy",
            _grid(opinion.policy[:-1].reshape(spec.height, spec.width), ".6f"),
            f"policyPass {_grid(opinion.policy[None, -1:], '.6f')}",
            "whiteOwnership",
            _grid(sign * opinion.ownership, ".7f"),
        )
    )


def _raw_nn(session: Session, command: Command) -> str:
    what = "an optional colour, a symmetry from 0 to 7 or all, and an optional optimism"
    words = [argument(command, 0, what), *command.args[1:]]
    position = session.engine.running_position()
    try:
        position = position.with_to_play(Color.parse(words[0]))
        del words[0]
    except CoordinateError:
        pass  # it is the symmetry
    wanted = words[0].lower() if words else ""
    is_single = wanted in map(str, _ALL)
    if not (is_single or wanted == "all") or len(words) > 2:
        raise GtpError(f"syntax error: {command.name} expects {what}, got {command.text[:30]!r}")
    if len(words) > 1 and words[1] not in ("0", "0.0"):
        raise GtpError(f"policy optimism {words[1][:20]}: this engine has none, expected 0")
    return "\n".join(
        _format(position, raw_opinion(position, session.engine.evaluator, symmetry), symmetry)
        for symmetry in (_ALL if not is_single else (int(wanted),))
    )


COMMANDS: dict[str, Handler] = {"kata-raw-nn": _raw_nn}
