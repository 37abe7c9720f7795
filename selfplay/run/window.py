"""Which games a learner has, in which order: those that rounds have seen, round by round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from selfplay.lake import GameWindow, Lake, LakeError, load_window
from selfplay.run.config import RunConfig
from selfplay.sample import GameSample

_MARGIN = 50_000  # positions loaded beyond the window, so that its oldest game is whole


def note_seen(seen: dict[str, int], window: GameWindow) -> None:
    """Notes each worker's newest batch."""
    triples = zip(window.run_ids, window.workers, window.sequences.tolist(), strict=True)
    for run, worker, sequence in triples:
        key = f"{run}/{worker}"
        seen[key] = max(sequence, seen.get(key, -1))


def newest_batches(seen: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Returns what was noted, by run and worker."""
    names = {key: key.partition("/") for key in seen}  # a run's name has no stroke
    return {(names[key][0], names[key][2]): sequence for key, sequence in seen.items()}


def in_order_of_rounds(
    samples: Sequence[GameSample], seen: Sequence[Mapping[str, int]]
) -> list[GameSample]:
    """Returns games in the order in which a run's rounds met them."""

    def first_round(sample: GameSample) -> int:
        key = f"{sample.run_id}/{sample.worker}"
        low, high = 0, len(seen)
        while low < high:
            middle = (low + high) // 2
            if seen[middle].get(key, -1) >= sample.sequence:
                high = middle
            else:
                low = middle + 1
        return low

    return sorted(samples, key=first_round)


def seen_games(
    lake: Lake, seen: Sequence[Mapping[str, int]], version: int, config: RunConfig
) -> tuple[list[GameSample], str]:
    """Returns the newest games of a version in the order of the rounds, and what is lost of them.

    If the version cannot be read any more, because a file of it was damaged, they are taken from
    the newest version.

    Args:
        lake: The lake.
        seen: What each round had seen, the first round first.
        version: Of the table of games, that of the last of those rounds.
        config: Says how many games are wanted.

    Returns:
        The games; a sentence on what is lost, empty if nothing is.

    Raises:
        LakeError: The newest version cannot be read either.
    """
    size = config.window.largest + _MARGIN
    try:
        window = load_window(lake, size, version=version)
        samples, lost = window.samples(), list[str]()
    except LakeError:
        window = load_window(lake, size)
        newest: Mapping[str, int] = seen[-1] if seen else {}
        samples = [s for s in window.samples() if s.sequence <= newest.get(_key(s), -1)]
        left = f"{len(samples)} games are left to learn from"
        lost = [f"version {version} of the lake's games has lost a file: {left}"]
    if window.damaged:
        lost.append(
            f"{len(window.damaged)} games are left out, their checksum is wrong: `gogame-selfplay"
            " lake repair` puts them into quarantine"
        )
    return in_order_of_rounds(samples, seen), "; ".join(lost)


def _key(sample: GameSample) -> str:
    return f"{sample.run_id}/{sample.worker}"


def policy_entropy(window: GameWindow | None) -> float | None:
    """Returns the mean entropy of the policy targets in nats, None without any."""
    if window is None or not window.recorded.any():
        return None
    starts = window.policy_offsets[:-1][window.recorded]
    share = window.policy_weights / 65535.0
    terms = -share * np.log(share)
    return float(np.add.reduceat(terms, starts).mean())
