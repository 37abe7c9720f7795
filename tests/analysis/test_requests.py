"""What a line of a request may hold, and the error of each field that is not so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gogame.analysis.wire import (
    Action,
    Include,
    MoveLimit,
    Query,
    QueryError,
    format_action,
    format_query,
    parse_request,
)
from tests.analysis.conversation import query


def error_of(line: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse_request(line)
    return caught.value


FULL = Query(
    id="näme \ud800",
    width=9,
    height=7,
    moves=(("B", "D4"), ("W", "pass")),
    rules={"ko": "SIMPLE"},
    komi=-6.5,
    handicap_bonus="N-1",
    initial_stones=(("W", "A1"),),
    initial_player="W",
    turns=(0, 2, 1),
    max_visits=10_000_000,
    priorities=(3, -1, 0),
    report_every_s=0.25,
    first_report_s=0.1,
    include=Include(True, True, True, True, True, True),
    pv_length=3,
    avoid=(MoveLimit("B", ("C3", "pass"), 2), MoveLimit("B", ("D4",), 1)),
    settings={"maxTime": 8, "reportAnalysisWinratesAs": "BLACK"},
    variant={"shape": "torus", "win": "capture", "captureGoal": 3},
)


@pytest.mark.parametrize(
    "given",
    [
        FULL,
        Query("", 19, 19),
        Query("a", 5, 5, priority=-100, allow=(MoveLimit("W", ("A1",)), MoveLimit("B", ()))),
    ],
)
def test_a_query_survives_the_way_over_the_wire(given: Query) -> None:
    line = format_query(given)
    assert line.isascii()
    assert "\n" not in line
    assert parse_request(line) == given


@pytest.mark.parametrize(
    "action",
    [
        Action("a", "query_version"),
        Action("a", "query_models"),
        Action("a", "clear_cache"),
        Action("a", "terminate", "b"),
        Action("a", "terminate", "b", (1, 2)),
        Action("a", "terminate_all", None, ()),
    ],
)
def test_an_action_survives_the_way_over_the_wire(action: Action) -> None:
    found = parse_request(format_action(action))
    assert isinstance(found, Action)
    assert (found.id, found.name, found.terminate_id, found.turns) == (
        action.id, action.name, action.terminate_id, action.turns
    )  # fmt: skip
    assert found.raw == json.loads(format_action(action))


def test_what_is_not_said_takes_its_default() -> None:
    found = parse_request('{"id":"x","moves":[],"rules":"aga","boardXSize":5,"boardYSize":6}')
    assert found == Query("x", 5, 6, rules="aga")


def test_fields_of_their_own_count_as_settings() -> None:
    found = parse_request(json.dumps(query(rootPolicyTemperature=1.5, rootFpuReductionMax=0)))
    assert isinstance(found, Query)
    assert found.settings == {"rootPolicyTemperature": 1.5, "rootFpuReductionMax": 0.0}


def test_fields_without_meaning_are_listed() -> None:
    found = parse_request(json.dumps(query(includeNoResultValue=True, foo=1)))
    assert isinstance(found, Query)
    assert found.unknown == ("foo", "includeNoResultValue")
    found = parse_request(json.dumps(query(includeNoResultValue=False)))
    assert isinstance(found, Query)
    assert found.unknown == ()


@pytest.mark.parametrize("player", ["B", "b", "black", "Black"])
def test_players_are_written_in_many_ways(player: str) -> None:
    found = parse_request(json.dumps(query(moves=[[player, "A1"]], initialPlayer=player)))
    assert isinstance(found, Query)
    assert (found.moves, found.initial_player) == ((("B", "A1"),), "B")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "JSON"),
        ("nonsense", "JSON"),
        ('{"id":"a"', "JSON"),
        ('{"id":"a"} {}', "JSON"),
        ("[1]", "a list of 1"),
        ('"text"', "'text'"),
        ("null", "got null"),
        ('{"id":NaN}', "NaN"),
        ('{"id":"a","komi":Infinity}', "Infinity"),
        ('{"id":"a","komi":-Infinity}', "Infinity"),
        ('{"id":"a","komi":1e999}', "too large"),
        ('{"id":"a","maxVisits":' + "9" * 5000 + "}", "JSON"),
        ("[" * 200_000, "too deeply"),
        ('{"a":' * 200_000, "too deeply"),
        ("{}", '"id"'),
        ('{"id":5}', '"id"'),
        ('{"id":null}', '"id"'),
        ('{"moves":[]}', '"id"'),
    ],
)
def test_a_line_that_names_no_request(line: str, words: str) -> None:
    error = error_of(line)
    assert words in str(error)
    assert error.id is None
    assert error.field is None
    assert len(str(error)) < 300


WRONG: list[tuple[str, Any]] = [
    ("boardXSize", None),
    ("boardXSize", 1),
    ("boardXSize", 20),
    ("boardXSize", "9"),
    ("boardXSize", 9.0),
    ("boardXSize", True),
    ("boardYSize", None),
    ("boardYSize", -3),
    ("boardYSize", 10**400),
    ("moves", None),
    ("moves", "D4"),
    ("moves", [["B"]]),
    ("moves", [["B", "D4", "x"]]),
    ("moves", [["R", "D4"]]),
    ("moves", [[1, "D4"]]),
    ("moves", [["B", 4]]),
    ("moves", ["BD"]),
    ("moves", {"B": "D4"}),
    ("rules", None),
    ("rules", 5),
    ("rules", ["chinese"]),
    ("komi", "7.5"),
    ("komi", 7.25),
    ("komi", 400.5),
    ("komi", -(10**400)),
    ("komi", False),
    ("whiteHandicapBonus", 2),
    ("initialStones", 3),
    ("initialStones", [["B", None]]),
    ("initialPlayer", "X"),
    ("initialPlayer", 1),
    ("analyzeTurns", 3),
    ("analyzeTurns", []),
    ("analyzeTurns", [1]),
    ("analyzeTurns", [-1]),
    ("analyzeTurns", [0.0]),
    ("analyzeTurns", ["0"]),
    ("maxVisits", 0),
    ("maxVisits", 1.5),
    ("maxVisits", 1 << 51),
    ("priority", 1.5),
    ("priority", 1 << 63),
    ("priorities", [0]),
    ("reportDuringSearchEvery", 0),
    ("reportDuringSearchEvery", "1"),
    ("reportDuringSearchEvery", 1e7),
    ("firstReportDuringSearchAfter", -1),
    ("includeOwnership", 1),
    ("includeOwnershipStdev", "true"),
    ("includeMovesOwnership", {}),
    ("includeMovesOwnershipStdev", 0),
    ("includePolicy", []),
    ("includePVVisits", "no"),
    ("includeNoResultValue", 0),
    ("analysisPVLen", 0),
    ("analysisPVLen", 1001),
    ("rootPolicyTemperature", 0),
    ("rootFpuReductionMax", 3),
    ("overrideSettings", []),
    ("overrideSettings", "maxTime=1"),
    ("variant", "torus"),
    ("avoidMoves", {}),
    ("avoidMoves", ["C3"]),
    ("avoidMoves", [{"player": "B", "moves": ["C3"]}]),
    ("avoidMoves", [{"player": "B", "untilDepth": 1}]),
    ("avoidMoves", [{"moves": ["C3"], "untilDepth": 1}]),
    ("avoidMoves", [{"player": "B", "moves": "C3", "untilDepth": 1}]),
    ("avoidMoves", [{"player": "B", "moves": [3], "untilDepth": 1}]),
    ("avoidMoves", [{"player": "B", "moves": ["C3"], "untilDepth": 0}]),
    ("allowMoves", [{"player": "B", "moves": [], "untilDepth": 1}] * 2),
    ("action", 3),
    ("action", "fly"),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    error = error_of(json.dumps(query("the id", **{field: value})))
    assert error.id == "the id"
    assert error.field == field
    assert field in str(error)
    assert len(str(error)) < 300


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"analyzeTurns": [0], "priorities": [1, 2]}, "priorities"),
        ({"analyzeTurns": [0], "priorities": [1], "priority": 1}, "priority"),
        ({"avoidMoves": [], "allowMoves": [{"player": "B", "moves": [], "untilDepth": 1}]},
         "allowMoves"),
    ],
)  # fmt: skip
def test_fields_that_exclude_each_other(fields: dict[str, Any], field: str) -> None:
    assert error_of(json.dumps(query(**fields))).field == field


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"action": "terminate"}, "terminateId"),
        ({"action": "terminate", "terminateId": 3}, "terminateId"),
        ({"action": "terminate", "terminateId": "x", "turnNumbers": 3}, "turnNumbers"),
        ({"action": "terminate_all", "turnNumbers": ["x"]}, "turnNumbers"),
    ],
)
def test_a_wrong_field_of_an_action_is_named(fields: dict[str, Any], field: str) -> None:
    error = error_of(json.dumps({"id": "i", **fields}))
    assert (error.id, error.field) == ("i", field)
