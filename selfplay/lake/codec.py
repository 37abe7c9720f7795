"""Between `GameSample` and the columns of a row of `games`; no Arrow here.

A sequence of uint16 is stored as its low bytes, followed by its high bytes if any of them is not
zero: boards below 256 actions need one byte a move, and either plane compresses well. Actions of
policies are stored as differences to the action before, modulo 256 (65536 on large boards).
Weights of policies rounded to 255 steps take one byte each, others two. Handicap points are plain
little-endian uint16.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from gogame.board.variant import VariantSpec
from selfplay.sample import WEIGHT_SUM, GameSample

Columns = dict[str, list[Any]]
"""Rows by column: Python values, all lists equally long. Times are microseconds since 1970."""

_STEP = WEIGHT_SUM // 255

U16 = NDArray[np.uint16]

BLOBS = (
    "handicap",
    "moves",
    "recorded",
    "policy_counts",
    "policy_actions",
    "policy_weights",
    "root_value",
    "visits",
    "ownership_black",
)
"""The binary columns of `games`."""

_DIGESTED = (
    "run_id game_id worker sequence checkpoint seed variant height width komi num_moves "
    "num_recorded outcome_black score_black end_reason"
).split()


@lru_cache(maxsize=4096)
def variant_from_json(text: str) -> VariantSpec:
    """Returns the variant of a row; rows of one variant share one object."""
    return VariantSpec.from_json(text)


@lru_cache(maxsize=4096)
def _variant_json(variant: VariantSpec) -> str:
    return variant.to_json()


def pack_u16(values: U16) -> bytes:
    """Returns low bytes, then high bytes unless all are zero."""
    low, high = values.astype(np.uint8), (values >> 8).astype(np.uint8)
    return low.tobytes() + (high.tobytes() if high.any() else b"")


def unpack_u16(blobs: Sequence[bytes], counts: NDArray[np.int64]) -> U16:
    """Returns the concatenated sequences of many rows, each of a known length."""
    joined = np.frombuffer(b"".join(blobs), np.uint8)
    if len(joined) == int(counts.sum()):
        return joined.astype(np.uint16)
    lengths = np.array([len(blob) for blob in blobs], np.int64)
    is_wide = lengths != counts
    if (lengths[is_wide] != 2 * counts[is_wide]).any():
        raise ValueError("a packed sequence has the wrong length")
    begins = np.cumsum(lengths) - lengths
    places = np.arange(int(counts.sum())) + np.repeat(begins - (np.cumsum(counts) - counts), counts)
    values = joined[places].astype(np.uint16)
    high = np.repeat(is_wide, counts)
    values[high] |= joined[(places + np.repeat(counts, counts))[high]].astype(np.uint16) << 8
    return values


def pack_weights(weights: U16) -> bytes:
    """Returns one byte a weight if all are multiples of 1/255 of a policy, else two planes."""
    steps = weights // _STEP
    if (steps * _STEP == weights).all():
        return steps.astype(np.uint8).tobytes()
    return weights.astype(np.uint8).tobytes() + (weights >> 8).astype(np.uint8).tobytes()


def unpack_weights(blobs: Sequence[bytes], counts: NDArray[np.int64]) -> U16:
    """Returns the concatenated weights that `pack_weights` packed, each of a known number."""
    weights = unpack_u16(blobs, counts)
    is_narrow = np.array([len(blob) for blob in blobs], np.int64) == counts
    weights[np.repeat(is_narrow, counts)] *= _STEP
    return weights


def pack_rises(values: U16) -> bytes:
    """Returns the differences of a sequence, one byte each if all values fit in one."""
    if int(values.max(initial=0)) < 256:
        return np.diff(values.astype(np.uint8), prepend=np.uint8(0)).tobytes()
    rises = np.diff(values, prepend=np.uint16(0))
    return rises.astype(np.uint8).tobytes() + (rises >> 8).astype(np.uint8).tobytes()


def unpack_rises(blobs: Sequence[bytes], counts: NDArray[np.int64]) -> U16:
    """Returns the concatenated sequences that `pack_rises` packed, each of a known length."""
    joined = np.frombuffer(b"".join(blobs), np.uint8)
    if len(joined) == int(counts.sum()):
        sums = np.concatenate((np.zeros(1, np.uint8), np.cumsum(joined, dtype=np.uint8)))
        before = sums[np.cumsum(counts) - counts]
        return (sums[1:] - np.repeat(before, counts)).astype(np.uint16)
    parts: list[U16] = []
    for blob, count in zip(blobs, counts.tolist(), strict=True):
        if len(blob) == count:
            bytewise = np.cumsum(np.frombuffer(blob, np.uint8), dtype=np.uint8)
            parts.append(bytewise.astype(np.uint16))
        else:
            rises = unpack_u16([blob], np.array([count]))
            parts.append(np.cumsum(rises, dtype=np.uint16))
    return np.concatenate(parts)


def pack_ownership(ownership: NDArray[np.int8]) -> bytes:
    """Returns two bits a point, four points a byte: 0 nobody's, 1 Black's, 2 White's."""
    codes = np.zeros((len(ownership) + 3) // 4 * 4, np.uint8)
    codes[: len(ownership)] = np.where(ownership < 0, 2, ownership).astype(np.uint8)
    quads = codes.reshape(-1, 4)
    return (quads[:, 0] | quads[:, 1] << 2 | quads[:, 2] << 4 | quads[:, 3] << 6).tobytes()


def unpack_ownership(blobs: Sequence[bytes], num_points: NDArray[np.int64]) -> NDArray[np.int8]:
    """Returns the concatenated ownership maps of many rows."""
    joined = np.frombuffer(b"".join(blobs), np.uint8)
    codes = (joined[:, None] >> np.array([0, 2, 4, 6], np.uint8) & 3).ravel()
    keep = _within(num_points, (num_points + 3) // 4 * 4)
    owners = codes[keep].astype(np.int8)
    owners[owners == 2] = -1
    return owners


def unpack_bits(blobs: Sequence[bytes], counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Returns the concatenated bit masks of many rows."""
    bits = np.unpackbits(np.frombuffer(b"".join(blobs), np.uint8), bitorder="little")
    return bits[_within(counts, (counts + 7) // 8 * 8)].astype(np.bool_)


def _within(counts: NDArray[np.int64], padded: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Returns a mask of the items that are no padding."""
    begins = np.concatenate(([0], np.cumsum(padded)))[:-1]
    place = np.arange(int(padded.sum())) - np.repeat(begins, padded)
    return place < np.repeat(counts, padded)


def digests(columns: Mapping[str, Sequence[Any]]) -> list[int]:
    """Returns the CRC-32 of each row, all columns but the time of its commit."""
    heads = zip(*(columns[name] for name in _DIGESTED), strict=True)
    bodies = zip(*(columns[name] for name in BLOBS), strict=True)
    return [
        zlib.crc32(b"".join((repr(head).encode(), *body)))
        for head, body in zip(heads, bodies, strict=True)
    ]


def to_row(sample: GameSample) -> dict[str, Any]:
    """Returns the row of a checked sample; `committed_at` is left to the commit."""
    counts = np.diff(sample.policy_offsets.astype(np.int64))[sample.recorded]
    row: dict[str, Any] = {
        "run_id": sample.run_id,
        "game_id": sample.game_id,
        "worker": sample.worker,
        "sequence": int(sample.sequence),
        "checkpoint": sample.checkpoint,
        "seed": int(sample.seed),
        "started_at": int(sample.started_at * 1e6),
        "variant": _variant_json(sample.variant),
        "height": sample.variant.height,
        "width": sample.variant.width,
        "komi": float(sample.komi),
        "num_moves": sample.num_moves,
        "num_recorded": len(counts),
        "outcome_black": int(sample.outcome_black),
        "score_black": float(np.float32(sample.score_black)),
        "end_reason": sample.end,
        "handicap": np.array(sample.handicap, "<u2").tobytes(),
        "moves": pack_u16(sample.moves),
        "recorded": np.packbits(sample.recorded, bitorder="little").tobytes(),
        "policy_counts": pack_u16(counts.astype(np.uint16)),
        "policy_actions": pack_rises(sample.policy_actions),
        "policy_weights": pack_weights(sample.policy_weights),
        "root_value": sample.root_value.tobytes(),
        "visits": pack_u16(sample.visits),
        "ownership_black": pack_ownership(sample.ownership_black),
    }
    return {**row, "digest": digests({name: [value] for name, value in row.items()})[0]}


def to_columns(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Columns:
    """Returns rows as columns; what a row lacks is None."""
    return {name: [row.get(name) for row in rows] for name in names}


def _json_value(value: object) -> object:
    if isinstance(value, np.ndarray):
        return cast("NDArray[Any]", value).tolist()
    return cast("Any", value).item() if isinstance(value, np.generic) else repr(value)


def payload_of(sample: GameSample) -> str:
    """Returns any sample, however wrong, as JSON."""
    fields = {name: getattr(sample, name, None) for name in GameSample.__slots__}
    return json.dumps(fields, default=_json_value)
