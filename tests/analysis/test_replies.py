"""Replies over the wire, ours and KataGo's."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from gogame.analysis.wire import (
    ActionReply,
    AnalysisReply,
    Failure,
    MoveInfo,
    QueryError,
    Reply,
    RootInfo,
    Warned,
    format_reply,
    parse_reply,
)

MOVE = MoveInfo("D4", 12, 0.5625, -3.25, 4.5, 0.125, 0.375, 0.0625, -0.25, 0, ("D4", "pass"))
ROOT = RootInfo("W", 20, 0.25, -6.5, 3.0, -0.5, "AB", "CD", 0.375, -1.5)
FULL = AnalysisReply(
    "näme \ud800",
    7,
    True,
    (replace(MOVE, pv_visits=(12, 3), ownership=(0.5, -1.0), ownership_stdev=(0.25, 0.0)), MOVE),
    ROOT,
    (1.0, -0.125),
    (0.5, 0.0),
    (0.25, 0.75, -1.0),
)


@pytest.mark.parametrize(
    "reply",
    [
        FULL,
        AnalysisReply("q", 0),
        AnalysisReply("q", 0, False, (), RootInfo("B", 1, 0.5, 0.0)),
        Failure("what went wrong"),
        Failure("what went wrong", "q", "komi"),
        Failure("what went wrong", "q", None, 3),
        Warned("what is ignored", "q", "foo"),
        ActionReply("q", "query_version", {"id": "q", "action": "query_version", "version": "1"}),
    ],
)
def test_a_reply_survives_the_way_over_the_wire(reply: Reply) -> None:
    line = format_reply(reply)
    assert line.isascii()
    assert "\n" not in line
    assert parse_reply(line) == reply


def test_every_field_that_clients_read_is_there() -> None:
    raw = json.loads(format_reply(FULL))
    wanted = """move visits edgeVisits utility winrate scoreMean scoreStdev scoreLead scoreSelfplay
        prior lcb utilityLcb order pv""".split()
    assert set(raw["moveInfos"][1]) == set(wanted)
    assert set(raw["moveInfos"][0]) - set(wanted) == {
        "pvVisits", "pvEdgeVisits", "ownership", "ownershipStdev"
    }  # fmt: skip
    assert raw["moveInfos"][1]["scoreLead"] == raw["moveInfos"][1]["scoreMean"] == -3.25
    assert raw["isDuringSearch"] is True
    assert raw["turnNumber"] == 7
    assert {"currentPlayer", "visits", "winrate", "scoreLead", "thisHash", "symHash"} <= set(
        raw["rootInfo"]
    )
    assert "noResults" not in raw
    assert json.loads(format_reply(AnalysisReply("q", 2))) == {
        "id": "q", "turnNumber": 2, "isDuringSearch": False, "noResults": True
    }  # fmt: skip


def test_numbers_are_short_and_have_no_minus_zero() -> None:
    root = replace(ROOT, winrate=1 / 3, score_lead=-1e-9)
    line = format_reply(AnalysisReply("q", 0, root=root))
    assert '"winrate":0.333333' in line
    assert "-0.0" not in line


def test_a_reply_of_katago_is_understood() -> None:
    line = (
        '{"id":"foo","isDuringSearch":false,"moveInfos":[{"edgeVisits":2,"edgeWeight":1.5,'
        '"lcb":1.9,"move":"D4","order":0,"playSelectionValue":2.0,"prior":0.02,"pv":["D4","Q5"],'
        '"scoreLead":12.5,"scoreMean":12.5,"scoreSelfplay":15.5,"scoreStdev":24.5,'
        '"utility":0.5,"utilityLcb":2.75,"visits":2,"weight":1.5,"winrate":0.75}],'
        '"rootInfo":{"currentPlayer":"B","rawStWrError":0.1,"scoreLead":8,"scoreSelfplay":10.5,'
        '"scoreStdev":23.5,"symHash":"1D","thisHash":"F8","utility":0.75,"visits":3,'
        '"weight":3.5,"winrate":0.5},"turnNumber":2}'
    )
    move = MoveInfo("D4", 2, 0.75, 12.5, 24.5, 0.02, 1.9, 0.5, 2.75, 0, ("D4", "Q5"))
    root = RootInfo("B", 3, 0.5, 8.0, 23.5, 0.75, "F8", "1D")
    assert parse_reply(line) == AnalysisReply("foo", 2, False, (move,), root)


@pytest.mark.parametrize(
    "line",
    [
        "KataGo v1.16",
        "[]",
        "{}",
        '{"id":3}',
        '{"id":"a"}',
        '{"id":"a","turnNumber":0}',
        '{"id":"a","turnNumber":-1,"noResults":true}',
        '{"id":"a","turnNumber":0,"rootInfo":{},"moveInfos":[]}',
        '{"id":"a","turnNumber":0,"rootInfo":{"visits":1,"winrate":"?","scoreLead":0}}',
        (
            '{"id":"a","turnNumber":0,"rootInfo":{"visits":1,"winrate":0,"scoreLead":0},'
            '"moveInfos":[3]}'
        ),
        (
            '{"id":"a","turnNumber":0,"rootInfo":{"visits":1,"winrate":0,"scoreLead":0},'
            '"moveInfos":[{"move":"A1"}]}'
        ),
        (
            '{"id":"a","turnNumber":0,"rootInfo":{"visits":1,"winrate":0,"scoreLead":0},'
            '"ownership":[null]}'
        ),
    ],
)
def test_what_is_no_reply_is_refused(line: str) -> None:
    with pytest.raises(QueryError):
        parse_reply(line)


def test_the_wire_needs_neither_numpy_nor_numba() -> None:
    program = "import sys, gogame.analysis.wire; print('numpy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert found.stdout.split() == [b"False"]
