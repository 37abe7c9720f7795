"""Both analysing clients against fake engines: what comes back, and what is dropped or told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from gogame.board.variant import VariantSpec, standard
from gui.engine_client import (
    AnalysisClient,
    AnalysisQuery,
    EngineProgram,
    GtpAnalysisClient,
    JsonAnalysisClient,
)
from gui.engine_client.engine_sync import EngineGame
from gui.game.reports import NOBODY, SURE, PositionReport
from tests.gui.conftest import fake_analysis, fake_program

WAIT_MS = 30_000
MOVES = (("B", "E5"), ("W", "C3"), ("B", "G7"))
GAME = EngineGame(standard(9, "chinese").to_json(), moves=MOVES)
QUERY = AnalysisQuery(GAME, (9, 9), (3,), "W", max_visits=100)


class Heard:
    """All that a client has said."""

    def __init__(self, client: AnalysisClient) -> None:
        self.client = client
        self.reports: list[tuple[int, int, PositionReport]] = []
        self.refused: list[tuple[int, str]] = []
        self.died: list[str] = []
        self.names: list[str] = []
        self.traffic: list[tuple[str, str]] = []
        events = client.events
        events.reported.connect(lambda *said: self.reports.append(said))
        events.refused.connect(lambda *said: self.refused.append(said))
        events.died.connect(self.died.append)
        events.became_ready.connect(self.names.append)
        events.traffic.connect(lambda *said: self.traffic.append(said))

    def finals(self) -> list[tuple[int, int]]:
        return [(number, turn) for number, turn, report in self.reports if report.is_final]


@pytest.fixture
def hear(qapp) -> Iterator[object]:
    clients: list[AnalysisClient] = []

    def make(client: AnalysisClient) -> Heard:
        clients.append(client)
        heard = Heard(client)
        client.start()
        return heard

    yield make
    for client in clients:
        client.stop()


def json_client(*words: str, **times: float) -> JsonAnalysisClient:
    return JsonAnalysisClient(fake_analysis(*words, **times))


def gtp_client(*words: str, **times: float) -> GtpAnalysisClient:
    return GtpAnalysisClient(fake_program(*words, **times))


def test_a_query_is_answered_in_black_s_view(hear, qtbot):
    heard = hear(json_client())
    number = heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: bool(heard.reports), timeout=WAIT_MS)
    (asked, turn, report) = heard.reports[0]
    assert (asked, turn) == (number, 3)
    assert heard.names == ["Fake 1.0"]
    assert (report.visits, report.score_black, report.is_final) == (100, 3.0, True)
    assert report.winrate_black == pytest.approx(0.53)
    assert [c.action for c in report.candidates] == [72, 73, 74, 75]
    assert report.candidates[1].pv[:2] == (73, 72)
    assert report.ownership == bytes([NOBODY + SURE] * 81)


def test_live_reports_come_before_the_final_one(hear, qtbot):
    heard = hear(json_client())
    heard.client.ask(replace(QUERY, report_s=0.1))
    qtbot.waitUntil(lambda: len(heard.reports) == 2, timeout=WAIT_MS)
    assert [(r.visits, r.is_final) for _, _, r in heard.reports] == [(50, False), (100, True)]


@pytest.mark.parametrize("make", [json_client, lambda: gtp_client("kata")])
def test_a_whole_game_is_one_query_and_many_are_in_flight(hear, qtbot, make):
    heard = hear(make())
    first = heard.client.ask(replace(QUERY, turns=(0, 1, 2, 3), max_visits=20))
    others = [heard.client.ask(replace(QUERY, turns=(t,), max_visits=20)) for t in (0, 3)]
    wanted = {(first, turn) for turn in range(4)} | set(zip(others, (0, 3), strict=True))
    qtbot.waitUntil(lambda: set(heard.finals()) == wanted, timeout=WAIT_MS)
    assert len(heard.finals()) == 6
    assert heard.refused == heard.died == []


def test_what_comes_after_a_cancel_is_dropped(hear, qtbot):
    heard = hear(json_client("endless"))
    stale = heard.client.ask(replace(QUERY, report_s=0.1))
    qtbot.waitUntil(lambda: len(heard.reports) == 1, timeout=WAIT_MS)
    heard.client.cancel(stale)
    sent = [json.loads(line) for mark, line in heard.traffic if mark == ">"]
    assert sent[-1]["action"] == "terminate"
    assert sent[-1]["terminateId"] == str(stale)
    fresh = heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: (fresh, 3) in heard.finals(), timeout=WAIT_MS)
    assert any('"visits": 999' in line for mark, line in heard.traffic if mark == "<")
    assert [number for number, _, _ in heard.reports] == [stale, fresh]
    assert heard.client.num_in_flight == 0


def test_a_refused_query_is_told_with_the_engine_s_words(hear, qtbot):
    heard = hear(json_client("refuses"))
    number = heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: bool(heard.refused), timeout=WAIT_MS)
    assert heard.refused == [(number, "Illegal move 3: D4")]
    assert heard.client.num_in_flight == 0


def test_nonsense_goes_to_the_log_and_a_broken_answer_ends_nothing(hear, qtbot):
    heard = hear(json_client("garbage"))
    qtbot.waitUntil(lambda: heard.names == ["Fake 1.0"], timeout=WAIT_MS)
    heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: len(heard.finals()) == 1, timeout=WAIT_MS)
    assert heard.died == []


@pytest.mark.parametrize(("mood", "words"), [("broken", "moveInfos"), ("off-board", "Z1")])
def test_a_broken_answer_refuses_its_query_and_ends_nothing(hear, qtbot, mood, words):
    heard = hear(json_client(mood))
    number = heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: bool(heard.refused), timeout=WAIT_MS)
    assert heard.refused[0][0] == number
    assert words in heard.refused[0][1]
    assert (heard.reports, heard.died) == ([], [])


def test_a_game_that_has_no_words_in_the_protocol_is_refused(hear, qtbot):
    heard = hear(json_client())
    torus = json.loads(GAME.variant) | {"shape": "torus"}
    variant = VariantSpec.from_json(json.dumps(torus)).to_json()
    number = heard.client.ask(replace(QUERY, game=replace(GAME, variant=variant)))
    qtbot.waitUntil(lambda: bool(heard.refused), timeout=WAIT_MS)
    assert heard.refused[0][0] == number
    assert "plane board" in heard.refused[0][1]


def test_our_engine_is_told_of_games_that_others_do_not_know(hear, qtbot):
    heard = hear(JsonAnalysisClient(fake_analysis(), knows_variants=True))
    capture = json.loads(GAME.variant) | {"win": "capture", "capture_goal": 2}
    variant = VariantSpec.from_json(json.dumps(capture)).to_json()
    heard.client.ask(replace(QUERY, game=replace(GAME, variant=variant)))
    qtbot.waitUntil(lambda: bool(heard.reports), timeout=WAIT_MS)
    sent = [json.loads(line) for mark, line in heard.traffic if mark == ">"]
    assert sent[-1]["variant"] == {"shape": "plane", "win": "capture", "captureGoal": 2}
    report = heard.reports[0][2]
    assert not report.has_score, "points do not decide a capture game"
    assert (report.score_black, report.ownership) == (0.0, None)
    heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: len(heard.reports) == 2, timeout=WAIT_MS)
    sent = [json.loads(line) for mark, line in heard.traffic if mark == ">"]
    assert "variant" not in sent[-1]
    assert heard.reports[1][2].has_score


@pytest.mark.parametrize(
    ("client", "words"),
    [
        (lambda: json_client("crash"), ("status 3", "no memory for a tree")),
        (lambda: json_client("silent", silence_s=0.6, start_s=3.0), ("no answer", "analysis")),
        (lambda: json_client("no-model"), ("status 1", "model.bin.gz was not found")),
        (lambda: json_client("quits"), ("may not speak the analysis protocol",)),
        (lambda: json_client("echo"), ("does not speak the analysis protocol", "query_version")),
        (lambda: gtp_client("quits"), ("may not speak GTP",)),
        (lambda: gtp_client("echo"), ("does not speak GTP", "list_commands")),
        (lambda: gtp_client("plain"), ("neither kata-analyze nor lz-analyze",)),
        (lambda: JsonAnalysisClient(EngineProgram("no-such-engine", ())), ("no-such-engine",)),
    ],
)
def test_a_useless_engine_is_one_sentence(hear, qtbot, client, words):
    heard = hear(client())
    heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: bool(heard.died), timeout=WAIT_MS)
    assert len(heard.died) == 1
    for word in words:
        assert word in heard.died[0]
    assert "\n" not in heard.died[0]
    assert heard.client.process_id == 0


def test_the_first_position_may_take_as_long_as_a_start(hear, qtbot):
    heard = hear(json_client("slow", "2.0", silence_s=0.6))
    qtbot.waitUntil(lambda: bool(heard.names), timeout=WAIT_MS)
    heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: len(heard.finals()) == 1, timeout=WAIT_MS)
    assert heard.died == []
    heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: bool(heard.died), timeout=WAIT_MS)
    assert "no answer to an analysis" in heard.died[0]


def test_a_dead_engine_starts_again_and_forgets_what_it_was_asked(hear, qtbot):
    heard = hear(json_client("endless"))
    qtbot.waitUntil(lambda: bool(heard.names), timeout=WAIT_MS)
    heard.client.ask(replace(QUERY, report_s=0.1))
    heard.client.abandon()
    assert heard.client.num_in_flight == 0
    heard.client.start()
    number = heard.client.ask(QUERY)
    qtbot.waitUntil(lambda: heard.finals() == [(number, 3)], timeout=WAIT_MS)
    assert heard.names == ["Fake 1.0"] * 2


def test_gtp_values_are_black_s_whoever_is_to_play(hear, qtbot):
    heard = hear(gtp_client("kata"))
    black = heard.client.ask(replace(QUERY, turns=(2,), max_visits=20))
    white = heard.client.ask(replace(QUERY, turns=(3,), max_visits=20))
    qtbot.waitUntil(lambda: len(heard.finals()) == 2, timeout=WAIT_MS)
    found = {number: report for number, _, report in heard.reports if report.is_final}
    assert found[black].score_black == 2.0
    assert found[white].score_black == -2.0
    assert found[black].winrate_black == pytest.approx(0.7)
    assert found[white].winrate_black == pytest.approx(0.3)
    assert found[black].ownership == bytes([NOBODY + SURE // 2] * 81)
    assert found[white].ownership == bytes([NOBODY - SURE // 2] * 81)
    assert found[white].candidates[0].pv == (72, 81)


def test_gtp_sends_the_game_in_words_that_any_engine_knows(hear, qtbot):
    heard = hear(gtp_client("kata"))
    heard.client.ask(replace(QUERY, turns=(2,), max_visits=20))
    qtbot.waitUntil(lambda: len(heard.finals()) == 1, timeout=WAIT_MS)
    sent = [line for mark, line in heard.traffic if mark == ">"]
    assert sent[2:] == [
        "boardsize 9",
        "clear_board",
        "kata-set-rules chinese",
        "komi 7.5",
        "play B E5",
        "play W C3",
        "kata-analyze B 10 ownership true rootInfo true",
        "stop",
    ]


def test_the_lz_dialect_has_chances_and_no_score(hear, qtbot):
    heard = hear(gtp_client("lz"))
    heard.client.ask(replace(QUERY, max_visits=20))
    qtbot.waitUntil(lambda: len(heard.finals()) == 1, timeout=WAIT_MS)
    report = heard.reports[-1][2]
    assert not report.has_score
    assert report.winrate_black == pytest.approx(0.4)


def test_an_urgent_query_comes_before_the_one_under_way(hear, qtbot):
    heard = hear(gtp_client("kata"))
    qtbot.waitUntil(lambda: bool(heard.names), timeout=WAIT_MS)
    slow = heard.client.ask(replace(QUERY, turns=(0, 1), max_visits=100))
    urgent = heard.client.ask(replace(QUERY, turns=(3,), max_visits=20, priority=5))
    qtbot.waitUntil(lambda: len(heard.finals()) == 3, timeout=WAIT_MS)
    assert heard.finals() == [(urgent, 3), (slow, 0), (slow, 1)]


def test_a_board_that_a_gtp_engine_refuses_is_told(hear, qtbot):
    heard = hear(gtp_client("kata"))
    wide = VariantSpec.from_json(json.dumps(json.loads(GAME.variant) | {"width": 7})).to_json()
    qtbot.waitUntil(lambda: bool(heard.names), timeout=WAIT_MS)
    heard.client.gtp.knows = lambda command: command == "kata-analyze"  # type: ignore[method-assign]
    number = heard.client.ask(replace(QUERY, game=EngineGame(wide), board=(9, 7), turns=(0,)))
    qtbot.waitUntil(lambda: bool(heard.refused), timeout=WAIT_MS)
    assert heard.refused[0][0] == number
    assert "square boards only" in heard.refused[0][1]


def test_a_command_typed_by_hand_has_the_position_sent_anew(hear, qtbot):
    heard = hear(gtp_client("kata"))
    number = heard.client.ask(replace(QUERY, turns=(0,), max_visits=1_000_000, report_s=0.1))
    qtbot.waitUntil(lambda: len(heard.reports) >= 2, timeout=WAIT_MS)
    heard.client.type_line("play B A1")
    seen = len(heard.reports)
    qtbot.waitUntil(lambda: len(heard.reports) >= seen + 2, timeout=WAIT_MS)
    sent = [line for mark, line in heard.traffic if mark == ">"]
    typed = sent.index("play B A1")
    assert sent[typed + 1 : typed + 3] == ["boardsize 9", "clear_board"]
    assert {number} == {n for n, _, _ in heard.reports}
