"""What the server answers, and when, over a fake evaluator."""

from __future__ import annotations

import json
import time
from typing import Any

import numpy as np
import pytest

from gogame.analysis.settings import Settings
from gogame.analysis.wire import AnalysisReply, parse_reply
from gogame.board.coords import Color
from tests.analysis.conversation import Conversation, Json, query
from tests.search.fakes import HashEvaluator

ENDLESS = 10_000_000
KATRAIN: Json = {
    "id": "QUERY:1",
    "rules": "japanese",
    "priority": 0,
    "analyzeTurns": [2],
    "maxVisits": 25,
    "komi": 6.5,
    "boardXSize": 9,
    "boardYSize": 9,
    "includeOwnership": True,
    "includeMovesOwnership": False,
    "includePolicy": True,
    "initialStones": [],
    "initialPlayer": "B",
    "moves": [["B", "D4"], ["W", "pass"]],
    "overrideSettings": {
        "reportAnalysisWinratesAs": "BLACK",
        "wideRootNoise": 0.04,
        "maxTime": 8.0,
    },
    "reportDuringSearchEvery": 1.0,
    "avoidMoves": [{"moves": ["E5", "pass"], "player": "B", "untilDepth": 1}],
}
LIZZIEYZY: Json = {
    "id": "3",
    "maxVisits": 20,
    "includePVVisits": True,
    "includeOwnership": True,
    "rules": {
        "friendlyPassOk": False, "hasButton": False, "ko": "POSITIONAL", "scoring": "AREA",
        "suicide": True, "tax": "NONE", "whiteHandicapBonus": "0",
    },
    "komi": 7.5,
    "boardXSize": 7,
    "boardYSize": 7,
    "moves": [["B", "D4"]],
    "initialStones": [],
    "analyzeTurns": [1],
    "overrideSettings": {"reportAnalysisWinratesAs": "SIDETOMOVE"},
}  # fmt: skip


def finals(replies: list[Json]) -> list[Json]:
    return [reply for reply in replies if reply.get("isDuringSearch") is False]


def test_what_katrain_asks_and_reads() -> None:
    replies = Conversation().ask(KATRAIN)
    assert len(replies) == 1  # no warning, nothing during so short a search
    reply = replies[0]
    assert reply["id"] == "QUERY:1"
    assert reply["isDuringSearch"] is False
    assert {"visits", "scoreLead", "winrate"} <= set(reply["rootInfo"])
    assert reply["rootInfo"]["visits"] == 25
    for move in reply["moveInfos"]:
        assert {"move", "order", "visits", "scoreLead", "winrate", "pv", "prior"} <= set(move)
        assert move["move"] not in ("E5", "pass")
    assert [move["order"] for move in reply["moveInfos"]] == list(range(len(reply["moveInfos"])))
    assert len(reply["ownership"]) == 81
    assert len(reply["policy"]) == 82
    illegal = [i for i, prior in enumerate(reply["policy"]) if prior == -1]
    assert illegal == [5 * 9 + 3]  # D4; the avoided moves have their policy all the same
    assert sum(prior for prior in reply["policy"] if prior >= 0) == pytest.approx(1, abs=1e-4)


def test_what_lizzieyzy_asks_and_reads() -> None:
    replies = Conversation().ask(LIZZIEYZY)
    assert len(replies) == 1
    wanted = {"order", "move", "visits", "winrate", "lcb", "prior", "scoreLead", "scoreStdev", "pv"}
    assert replies[0]["id"] == "3"
    assert replies[0]["moveInfos"]
    for move in replies[0]["moveInfos"]:
        assert wanted <= set(move)
        assert len(move["pvVisits"]) == len(move["pv"])
        assert move["pvVisits"][0] == move["visits"]
    assert any(move["scoreStdev"] > 0 for move in replies[0]["moveInfos"])


def test_an_empty_board_may_be_the_first_thing_asked() -> None:
    (reply,) = Conversation().ask(query(boardXSize=19, boardYSize=19, maxVisits=1))
    assert reply["moveInfos"] == []
    assert reply["rootInfo"]["visits"] == 1


def test_each_view_of_the_same_search() -> None:
    found: dict[str, Json] = {}
    for viewer in ("BLACK", "WHITE", "SIDETOMOVE"):
        fields: Json = {"overrideSettings": {"reportAnalysisWinratesAs": viewer}}
        asked = query(moves=[["B", "C2"]], includeOwnership=True, **fields)
        (found[viewer],) = Conversation().ask(asked)
    black, white = found["BLACK"], found["WHITE"]
    assert white == found["SIDETOMOVE"]
    assert black["rootInfo"]["currentPlayer"] == white["rootInfo"]["currentPlayer"] == "W"
    for mine, other in zip(
        [black["rootInfo"], *black["moveInfos"]], [white["rootInfo"], *white["moveInfos"]],
        strict=True,
    ):  # fmt: skip
        assert mine["winrate"] == pytest.approx(1 - other["winrate"], abs=1e-6)
        assert mine["scoreLead"] == -other["scoreLead"]
        assert mine["utility"] == -other["utility"]
        assert mine["scoreStdev"] == other["scoreStdev"]
        assert mine["visits"] == other["visits"]
    first = white["moveInfos"][0]
    assert first["lcb"] <= first["winrate"]
    assert black["moveInfos"][0]["lcb"] >= black["moveInfos"][0]["winrate"]
    assert black["ownership"] == pytest.approx([-owner for owner in white["ownership"]])
    assert Conversation(settings=Settings(report_as=Color.WHITE)).ask(asked)[0] == white


def test_every_turn_gets_one_final_reply() -> None:
    moves = [["B", "A1"], ["W", "B2"], ["B", "C3"]]
    replies = Conversation().ask(query(moves=moves, analyzeTurns=[3, 0, 2, 0]))
    assert sorted(reply["turnNumber"] for reply in replies) == [0, 2, 3]
    assert {reply["id"] for reply in replies} == {"q"}
    (last,) = Conversation().ask(query(moves=moves))
    assert last["turnNumber"] == 3


def test_queries_share_batches_and_answers() -> None:
    conversation = Conversation()
    assert isinstance(conversation.evaluator, HashEvaluator)
    asked = [query(str(i), komi=i / 2, rules=("chinese", "japanese")[i % 2]) for i in range(20)]
    assert len(conversation.ask(*asked)) == 20
    assert max(conversation.evaluator.batch_sizes) >= 16
    before = sum(conversation.evaluator.batch_sizes)
    again = conversation.ask(*asked)
    assert len(again) == 20
    assert sum(conversation.evaluator.batch_sizes) < before + 40  # remembered, not judged again
    conversation.ask({"id": "c", "action": "clear_cache"})
    before = sum(conversation.evaluator.batch_sizes)
    conversation.ask(asked[0])
    assert sum(conversation.evaluator.batch_sizes) > before + 10


def test_the_higher_priority_is_answered_first() -> None:
    conversation = Conversation()
    low = [query(f"low {i}", maxVisits=300, priority=-1) for i in range(3)]
    replies = conversation.ask(*low, query("high", maxVisits=300, priority=5))
    assert replies[0]["id"] == "high"
    moves = [["B", "A1"], ["W", "B2"]]
    replies = conversation.ask(
        query(moves=moves, analyzeTurns=[0, 1, 2], priorities=[1, 3, 2], maxVisits=300)
    )
    assert [reply["turnNumber"] for reply in replies] == [1, 2, 0]


def test_replies_during_the_search() -> None:
    conversation = Conversation()
    asked = query(maxVisits=3000, reportDuringSearchEvery=0.01, firstReportDuringSearchAfter=0.001)
    replies = conversation.ask(asked)
    assert [reply["isDuringSearch"] for reply in replies[-2:]] == [True, False]
    visits = [reply["rootInfo"]["visits"] for reply in replies]
    assert visits == sorted(visits)
    assert visits[-1] == 3000
    assert all(isinstance(parse_reply(json.dumps(reply)), AnalysisReply) for reply in replies)


def test_a_search_ends_in_time() -> None:
    started = time.monotonic()
    (reply,) = Conversation().ask(query(maxVisits=ENDLESS, overrideSettings={"maxTime": 0.05}))
    assert time.monotonic() - started < 10
    assert 1 <= reply["rootInfo"]["visits"] < ENDLESS


def begun(conversation: Conversation, *queries: Json) -> None:
    """Asks and searches a few batches."""
    for asked in queries:
        conversation.server.answer(json.dumps(asked))
    for _ in range(5):
        conversation.step()
    assert conversation.replies() == []


def test_a_terminated_query_gets_its_final_reply() -> None:
    conversation = Conversation()
    begun(conversation, query("a", maxVisits=ENDLESS), query("b", maxVisits=200))
    request = {"id": "t", "action": "terminate", "terminateId": "a", "comment": [1, {"x": None}]}
    replies = conversation.ask(request)
    assert replies[0] == request
    assert [reply["id"] for reply in replies] == ["t", "a", "b"]
    assert replies[1]["isDuringSearch"] is False
    assert 1 < replies[1]["rootInfo"]["visits"] < 1000
    assert replies[2]["rootInfo"]["visits"] == 200
    assert conversation.ask({**request, "terminateId": "nobody"}) == [
        {**request, "terminateId": "nobody"}
    ]


def test_what_was_not_begun_has_no_results() -> None:
    conversation = Conversation()
    moves = [["B", "A1"], ["W", "B2"]]
    conversation.server.answer(
        json.dumps(query("a", moves=moves, analyzeTurns=[0, 1, 2], maxVisits=ENDLESS))
    )
    request = {"id": "t", "action": "terminate", "terminateId": "a", "turnNumbers": [1, 7]}
    conversation.server.answer(json.dumps(request))
    assert conversation.replies() == [
        request,
        {"id": "a", "turnNumber": 1, "isDuringSearch": False, "noResults": True},
    ]
    for _ in range(5):
        conversation.step()
    replies = conversation.ask({"id": "all", "action": "terminate_all"})
    assert [reply["id"] for reply in replies] == ["all", "a", "a"]
    assert sorted(reply["turnNumber"] for reply in replies[1:]) == [0, 2]
    assert all("rootInfo" in reply for reply in replies[1:])
    assert len(conversation.pool) == 0


def test_terminate_all_can_keep_to_turns() -> None:
    conversation = Conversation()
    begun(conversation, query("a", maxVisits=ENDLESS), query("b", maxVisits=ENDLESS))
    conversation.server.answer('{"id":"t","action":"terminate_all","turnNumbers":[1]}')
    assert [reply["id"] for reply in conversation.replies()] == ["t"]
    replies = conversation.ask({"id": "t", "action": "terminate_all", "turnNumbers": [0]})
    assert [reply["id"] for reply in replies] == ["t", "a", "b"]


def test_two_queries_of_one_id_are_two_queries() -> None:
    replies = Conversation().ask(query("a"), query("a", moves=[["B", "A1"]]))
    assert sorted(reply["turnNumber"] for reply in replies) == [0, 1]


def test_questions_about_the_engine() -> None:
    version, models = Conversation().ask(
        {"id": "v", "action": "query_version"}, {"id": "m", "action": "query_models"}
    )
    assert {"id": "v", "action": "query_version"}.items() <= version.items()
    assert isinstance(version["version"], str)
    assert isinstance(version["git_hash"], str)
    assert [model["name"] for model in models["models"]] == ["hash"]
    assert models["models"][0]["usesHumanSLProfile"] is False


@pytest.mark.parametrize("name", ["avoidMoves", "allowMoves"])
def test_moves_are_kept_to_at_every_depth(name: str) -> None:
    moves = ["A1", "B1", "C1", "D1"]
    fields: Json = {
        name: [{"player": player, "moves": moves, "untilDepth": 3} for player in ("B", "W")]
    }
    (reply,) = Conversation().ask(query(maxVisits=300, **fields))
    assert reply["moveInfos"]
    for move in reply["moveInfos"]:
        for vertex in move["pv"][:3]:
            assert (vertex in moves) == (name == "allowMoves")
    beyond = {vertex for move in reply["moveInfos"] for vertex in move["pv"][3:]}
    assert beyond


def test_only_the_player_named_is_held_back() -> None:
    limit = [{"player": "W", "moves": ["B2"], "untilDepth": 1}]
    (reply,) = Conversation().ask(query(maxVisits=400, avoidMoves=limit))
    assert "B2" in [move["move"] for move in reply["moveInfos"]]


def test_ownership_of_every_move_and_its_spread() -> None:
    (reply,) = Conversation().ask(
        query(
            maxVisits=200,
            includeOwnership=True,
            includeOwnershipStdev=True,
            includeMovesOwnership=True,
            includeMovesOwnershipStdev=True,
        )
    )
    owners = [np.array(move["ownership"]) for move in reply["moveInfos"]]
    visits = [move["visits"] for move in reply["moveInfos"]]
    mean = sum(count * owner for count, owner in zip(visits, owners, strict=True)) / 199
    assert np.abs(mean - np.array(reply["ownership"])).max() < 0.02
    assert len(reply["ownershipStdev"]) == 20
    assert 0 < min(reply["ownershipStdev"]) <= max(reply["ownershipStdev"]) <= 1
    for move in reply["moveInfos"]:
        is_one = move["visits"] == 1
        assert (max(move["ownershipStdev"]) == 0) == is_one


def test_nothing_is_sent_that_was_not_asked_for() -> None:
    (reply,) = Conversation().ask(query())
    assert set(reply) == {"id", "turnNumber", "isDuringSearch", "rootInfo", "moveInfos"}
    assert not {"pvVisits", "ownership"} & set(reply["moveInfos"][0])


def test_lines_are_as_long_as_asked_for() -> None:
    long, short = Conversation().ask(
        query(maxVisits=500, analysisPVLen=1000), query(maxVisits=500, analysisPVLen=1)
    )
    assert max(len(move["pv"]) for move in long["moveInfos"]) > 2
    assert max(len(move["pv"]) for move in short["moveInfos"]) == 2


def test_names_of_positions() -> None:
    def names(*moves: str, **fields: Any) -> tuple[str, str]:
        pairs = [[player, vertex] for player, vertex in zip("BW" * 4, moves, strict=False)]
        root = Conversation().ask(query(moves=pairs, maxVisits=1, **fields))[-1]["rootInfo"]
        return root["thisHash"], root["symHash"]

    corner = names("A1", "C2")
    assert len(corner[0]) == len(corner[1]) == 32
    assert names("A1", "C2", komi=7.5) == corner
    turned = names("E4", "C3")
    assert turned[0] != corner[0]
    assert turned[1] == corner[1]
    assert names("A1")[1] != corner[1]
    assert names("A1", "C2", "pass")[0] != corner[0]


def test_a_full_tree_ends_its_search() -> None:
    conversation = Conversation(memory_mib=1)
    pair = (query("a", maxVisits=ENDLESS), query("b", maxVisits=ENDLESS))
    replies = conversation.ask(*pair)
    assert [reply["id"] for reply in finals(replies)] in (["a", "b"], ["b", "a"])
    assert all(200 < reply["rootInfo"]["visits"] < ENDLESS for reply in replies)


def test_a_whole_conversation_over_files() -> None:
    lines = [json.dumps(query("a")), "nonsense", json.dumps({"id": "v", "action": "clear_cache"})]
    replies = Conversation().run("\n".join(lines).encode())
    assert [reply.get("id") for reply in replies] == [None, "v", "a"]


def test_games_out_of_the_ordinary_are_analysed() -> None:
    torus: Json = {"shape": "torus"}
    (reply,) = Conversation().ask(query(moves=[["B", "A1"]], variant=torus, includeOwnership=True))
    assert reply["rootInfo"]["visits"] == 20
    assert len(reply["ownership"]) == 20
    aim: Json = {"win": "capture", "captureGoal": 1}
    atari = [["B", "B1"], ["W", "A1"]]
    (first,) = Conversation().ask(query(moves=atari, variant=aim, maxVisits=1000))
    assert first["moveInfos"][0]["move"] == "A2", "it takes a stone and wins"
    assert first["rootInfo"]["winrate"] > 0.9
    won = query(moves=[*atari, ["B", "A2"]], variant=aim)
    (error,) = Conversation().ask(won)
    assert error["field"] == "analyzeTurns"
    assert "turn at which the game goes on" in error["error"]
    assert len(Conversation().ask({**won, "analyzeTurns": [0, 1, 2]})) == 3
