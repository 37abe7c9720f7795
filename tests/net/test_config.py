from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gogame import features
from gogame.errors import ConfigError
from gogame.net.config import CONFIGS, NetConfig, named_config


def test_the_named_configurations():
    assert list(CONFIGS) == ["b2c16", "b4c32", "b6c64", "b6c96", "b8c96", "b10c128"]
    for name, config in CONFIGS.items():
        assert config.name == name
        assert name == f"b{config.blocks}c{config.channels}"
        assert config.pool_blocks
        assert (config.num_planes, config.num_globals) == (
            features.NUM_PLANES,
            features.NUM_GLOBALS,
        )


@pytest.mark.parametrize("config", CONFIGS.values(), ids=str)
def test_json_round_trip(config):
    assert NetConfig.from_json(config.to_json()) == config
    assert "\n" not in config.to_json()


def test_unknown_and_missing_keys_fail():
    values = CONFIGS["b4c32"].to_dict()
    with pytest.raises(ConfigError, match="unknown key dropout"):
        NetConfig.from_dict({**values, "dropout": 0})
    del values["channels"]
    with pytest.raises(ConfigError, match="no key channels"):
        NetConfig.from_dict(values)


@pytest.mark.parametrize("text", ["", "[1]", "{", '"b6c96"', "[" * 100_000])
def test_json_of_another_kind_fails(text):
    with pytest.raises(ConfigError):
        NetConfig.from_json(text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("blocks", 0),
        ("blocks", 10**9),
        ("blocks", 6.0),
        ("blocks", True),
        ("channels", "96"),
        ("channels", 10**30),
        ("pool_channels", 96),
        ("pool_channels", None),
        ("pool_blocks", [6]),
        ("pool_blocks", [-1]),
        ("pool_blocks", [2, 2]),
        ("pool_blocks", [4, 2]),
        ("pool_blocks", ["2"]),
        ("pool_blocks", 2),
        ("name", ""),
        ("name", "a\nb"),
        ("name", "x" * 65),
        ("name", 7),
        ("num_planes", 0),
        ("features_version", -1),
    ],
)
def test_values_out_of_range_fail(field, value):
    text = json.dumps({**CONFIGS["b6c96"].to_dict(), field: value})
    with pytest.raises(ConfigError, match=field):
        NetConfig.from_json(text)


def test_construction_checks_too():
    with pytest.raises(ConfigError, match="channels -1"):
        replace(CONFIGS["b6c96"], channels=-1)


def test_unknown_names_list_the_known_ones():
    assert named_config("b8c96").blocks == 8
    with pytest.raises(ConfigError, match=r"'b7c7': expected one of b2c16, "):
        named_config("b7c7")
