"""`NetConfig`: the shape of a network, and the named shapes that the program uses.

A shape names no board size: one network judges every board. Nothing here needs a runtime.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from gogame.errors import ConfigError
from gogame.features import FEATURES_VERSION, NUM_GLOBALS, NUM_PLANES

_LIMITS = {
    "blocks": (1, 80),
    "channels": (2, 1024),
    "pool_channels": (1, 1023),
    "policy_channels": (1, 1024),
    "value_channels": (1, 1024),
    "value_hidden": (1, 4096),
    "num_planes": (1, 1024),
    "num_globals": (1, 1024),
    "features_version": (1, 1_000_000),
}


@dataclass(frozen=True, slots=True)
class NetConfig:
    """The shape of a network: equal configurations have parameters of equal names and shapes.

    Attributes:
        name: For people, at most 64 printable ASCII characters, for example ``"b6c96"``.
        blocks: Residual blocks of the trunk.
        channels: Channels of the trunk.
        pool_blocks: Increasing numbers (from 0) of the blocks that pool over the whole board.
        pool_channels: Channels that such a block pools; its other `channels - pool_channels`
            take the result as a bias.
        policy_channels: Channels of the policy head.
        value_channels: Channels of the value head, which ownership is read from.
        value_hidden: Width of the value head's hidden layer.
        num_planes: Input planes, C.
        num_globals: Global inputs, G.
        features_version: Version of the features that the network reads.

    Raises:
        ConfigError: On construction, naming the field, its value and what was expected.
    """

    name: str
    blocks: int
    channels: int
    pool_blocks: tuple[int, ...]
    pool_channels: int
    policy_channels: int
    value_channels: int
    value_hidden: int
    num_planes: int = NUM_PLANES
    num_globals: int = NUM_GLOBALS
    features_version: int = FEATURES_VERSION

    def __post_init__(self) -> None:
        """Check every field, so that a file cannot ask for an impossible network."""
        if not (0 < len(self.name) <= 64 and self.name.isascii() and self.name.isprintable()):
            raise ConfigError(f"network name {self.name[:64]!r}: expected 1 to 64 ASCII characters")
        for field, (low, high) in _LIMITS.items():
            value = getattr(self, field)
            if type(value) is not int or not low <= value <= high:
                raise ConfigError(
                    f"network {field} {str(value)[:20]}: expected a whole number {low} to {high}"
                )
        pools = self.pool_blocks
        inside = all(type(i) is int and 0 <= i < self.blocks for i in pools)
        if not inside or list(pools) != sorted(set(pools)):
            raise ConfigError(
                f"network pool_blocks {str(pools)[:40]}: expected increasing block numbers"
                f" 0 to {self.blocks - 1}"
            )
        if self.pool_channels >= self.channels:
            raise ConfigError(
                f"network pool_channels {self.pool_channels}: expected fewer than the"
                f" {self.channels} channels"
            )

    def to_dict(self) -> dict[str, object]:
        """Returns the fields as JSON values."""
        return {**asdict(self), "pool_blocks": list(self.pool_blocks)}

    def to_json(self) -> str:
        """Returns the configuration as one line of JSON with sorted keys."""
        return json.dumps(self.to_dict(), sort_keys=True)

    @classmethod
    def from_dict(cls, raw: Mapping[str, object]) -> NetConfig:
        """Returns the configuration of `to_dict`'s values; every key must be there.

        Raises:
            ConfigError: A key is unknown or missing, or a value is out of range.
        """
        known = {field.name for field in fields(cls)}
        for what, keys in (("unknown", set(raw) - known), ("no", known - set(raw))):
            if keys:
                listed = ", ".join(sorted(keys))[:80]
                raise ConfigError(f"network configuration has {what} key {listed}")
        values = dict(raw)
        pools = values["pool_blocks"]
        if not isinstance(values["name"], str) or not isinstance(pools, (list, tuple)):
            raise ConfigError("network name and pool_blocks: expected a text and a list")
        values["pool_blocks"] = tuple(pools)  # pyright: ignore[reportUnknownArgumentType]
        return cls(**values)  # pyright: ignore[reportArgumentType]

    @classmethod
    def from_json(cls, text: str) -> NetConfig:
        """Returns the configuration that `to_json` wrote.

        Raises:
            ConfigError: Not a JSON object, or as in `from_dict`.
        """
        try:
            raw = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"network configuration is not JSON: {error}") from error
        if not isinstance(raw, dict):
            raise ConfigError("network configuration: expected a JSON object")
        return cls.from_dict(raw)  # pyright: ignore[reportUnknownArgumentType]


def _named(blocks: int, channels: int, pool_blocks: tuple[int, ...], head: int) -> NetConfig:
    name = f"b{blocks}c{channels}"
    pool_channels = max(channels // 4, min(channels // 2, 32))
    return NetConfig(name, blocks, channels, pool_blocks, pool_channels, head, head, 2 * head)


CONFIGS: Mapping[str, NetConfig] = {
    config.name: config
    for config in (
        _named(2, 16, (1,), 16),
        _named(4, 32, (1, 3), 16),
        _named(6, 64, (2, 4), 32),
        _named(6, 96, (2, 4), 32),
        _named(8, 96, (2, 5), 32),
        _named(10, 128, (2, 5, 8), 32),
    )
}


def named_config(name: str) -> NetConfig:
    """Returns the configuration of a name such as ``"b6c96"``.

    Raises:
        ConfigError: No configuration has that name.
    """
    if name not in CONFIGS:
        raise ConfigError(f"no network named {name[:40]!r}: expected one of {', '.join(CONFIGS)}")
    return CONFIGS[name]
