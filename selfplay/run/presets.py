"""Configurations by name: where a run begins, before its file and ``--set``."""

from __future__ import annotations

from gogame.errors import ConfigError

_TUNED = """
[actor.play]
visits = 16
[learner]
ratio = 3.0
rate_end = 2e-4
[window]
slope = 0.3
"""  # what the runs of docs/runs were made with

PRESETS = {
    "9x9": """
[[actor.games.variants]]
height = 9
width = 9
komi = 7.0
"""
    + _TUNED,
    "7x7": """
[[actor.games.variants]]
height = 7
width = 7
komi = 9.0
"""
    + _TUNED,
    "boards": """
[actor.games]
komi_spread = 2.0
opening_temperature = 2.0
[[actor.games.variants]]
share = 0.2
height = 9
width = 9
komi = 7.0
handicap_share = 0.1
[[actor.games.variants]]
share = 0.1
height = 7
width = 7
komi = 9.0
[[actor.games.variants]]
share = 0.3
height = 13
width = 13
komi = 7.0
handicap_share = 0.1
[[actor.games.variants]]
share = 0.4
height = 19
width = 19
komi = 7.0
handicap_share = 0.1
handicap_most = 9
[actor.play]
games = 160
visits = 16
[learner]
ratio = 3.0
rate = 1e-3
rate_end = 1e-4
[window]
slope = 0.3
[rounds]
positions = 16384
ladder_minutes = 0.0  # GNU Go takes minutes for a game on the largest board
""",
    "smoke": """
net = "b2c16"
[[actor.games.variants]]
height = 5
width = 5
komi = 24.0
[actor.play]
games = 64
visits = 8
[rounds]
positions = 2048
cold_positions = 2048
ladder_minutes = 0.7
[learner]
batch_size = 128
ratio = 2.0
[ladder]
anchors = ["random"]
visits = [1]
games = 8
""",
}
"""TOML by name; ``boards`` goes on to all sizes, ``smoke`` is a whole cycle in little time."""


def preset(name: str) -> str:
    """Returns a preset's TOML.

    Raises:
        ConfigError: There is none of that name.
    """
    if name not in PRESETS:
        raise ConfigError(f"preset {name!r}: expected one of {', '.join(PRESETS)}")
    return PRESETS[name]
