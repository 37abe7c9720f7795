"""KataGo's settings by name."""

from __future__ import annotations

from typing import Any

import pytest

from gogame.analysis.settings import MOST_VISITS, Settings, apply, parse_override
from gogame.board.coords import Color
from gogame.errors import ConfigError
from gogame.search.config import Limits, SearchConfig


def applied(**changes: Any) -> Settings:
    settings, ignored = apply(Settings(), changes)
    assert ignored == ()
    return settings


def test_without_any_searches_are_as_usual() -> None:
    assert Settings().limits(800) == Limits(800)
    assert Settings().config(SearchConfig()) is None
    assert applied() == Settings()


@pytest.mark.parametrize(
    ("value", "viewer"),
    [("BLACK", Color.BLACK), ("white", Color.WHITE), ("SIDETOMOVE", None), ("sideToMove", None)],
)
def test_the_viewer(value: str, viewer: Color | None) -> None:
    assert applied(reportAnalysisWinratesAs=value).report_as is viewer


def test_limits() -> None:
    assert applied(maxVisits=50).limits(800) == Limits(50)
    assert applied(maxVisits="50", maxPlayouts=40).limits(800) == Limits(40)
    assert applied(maxPlayouts=60, maxVisits=50).limits(800) == Limits(50)
    assert applied(maxTime=0.5).limits(800) == Limits(800, 0.5)
    assert applied(maxVisits=1 << 50).limits(800) == Limits(MOST_VISITS)
    assert applied(analysisPVLen=3).pv_length == 3


def test_a_wider_root() -> None:
    base = SearchConfig(c_puct=1.5)
    assert applied(wideRootNoise=0.04).config(base) == SearchConfig(
        c_puct=1.5, root_temperature=1.16
    )
    wide = applied(wideRootNoise=0.25, rootPolicyTemperature="2").config(base)
    assert wide is not None
    assert wide.root_temperature == 4.0


def test_numbers_of_the_search() -> None:
    config = applied(
        cpuctExploration=0.5, cpuctExplorationLog=0.1, cpuctExplorationBase=300,
        fpuReductionMax=0.3, rootFpuReductionMax=0, lcbStdevs=3, minVisitPropForLCB=0.2,
    ).config(SearchConfig())  # fmt: skip
    assert config == SearchConfig(
        c_puct=0.5, c_puct_log=0.1, c_puct_base=300, fpu_reduction=0.3, root_fpu_reduction=0,
        lcb_radius=3, lcb_min_visits=0.2,
    )  # fmt: skip


def test_how_work_is_shared_out_and_what_is_so_anyway_is_accepted() -> None:
    assert applied(
        numSearchThreads=8, playoutDoublingAdvantage=0.0, antiMirror=False,
        ignorePreRootHistory=False, rootNumSymmetriesToSample=1, humanSLProfile="",
    ) == Settings()  # fmt: skip


def test_what_cannot_be_had_is_told() -> None:
    _, ignored = apply(
        Settings(), {"playoutDoublingAdvantage": 1.5, "antiMirror": True, "maxTime": 3, "foo": {}}
    )
    assert ignored == ("playoutDoublingAdvantage", "antiMirror", "foo")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reportAnalysisWinratesAs", "BOTH"),
        ("reportAnalysisWinratesAs", 1),
        ("maxVisits", 0),
        ("maxVisits", "many"),
        ("maxVisits", 1.5),
        ("maxVisits", True),
        ("maxVisits", [1]),
        ("maxTime", -1),
        ("maxTime", "nan"),
        ("maxTime", "inf"),
        ("maxTime", 10**400),
        ("wideRootNoise", 6),
        ("cpuctExploration", None),
        ("lcbStdevs", {}),
        ("humanSLProfile", "rank_5k"),
    ],
)
def test_a_value_that_cannot_be_is_refused(name: str, value: object) -> None:
    with pytest.raises(ConfigError, match=name):
        apply(Settings(), {name: value})


def test_settings_on_the_command_line() -> None:
    text = "homeDataDir=~/.katrain, maxVisits = 30,,reportAnalysisWinratesAs=WHITE,odd"
    assert parse_override(text) == {
        "homeDataDir": "~/.katrain", "maxVisits": "30", "reportAnalysisWinratesAs": "WHITE",
        "odd": "",
    }  # fmt: skip
