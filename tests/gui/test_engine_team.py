"""Games with other engines than ours: who is asked, in which words, and how failures are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from shiboken6 import isValid

from gogame.board.coords import Color
from gogame.board.variant import standard
from gui.engine_client import AnalysisClient, AnalysisQuery
from gui.engine_client.engine_sync import EngineGame
from gui.engines.analysis_engine import AnalysisEngine
from gui.engines.partner import EnginePartner
from gui.engines.programs import ANALYSIS_VARIABLE, ENGINE_VARIABLE, program_of
from gui.files.settings import Settings, network_of
from gui.game.engines import OUR_ANALYSIS, OUR_ENGINE, EngineChoice, EngineStatus, Protocol
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, MessageKind, Player, PlayerKind
from tests.gui.conftest import Bench, fake_program, make_analysis_client

WAIT_MS = 30_000


def engine(mood: str, **strength: object) -> Player:
    strength = strength or {"seconds": 2.0}
    return Player(PlayerKind.AI, mood.title(), engine=mood, **strength)  # type: ignore[arg-type]


def begun(bench: Bench, black: Player, white: Player, size: int = 9) -> Bench:
    bench.session.begin(GameSetup(standard(size, "chinese"), black=black, white=white))
    bench.team.start()
    return bench


def sent(bench: Bench, channel: str) -> list[str]:
    return [line.text for line in bench.session.traffic.lines(channel) if line.mark == ">"]


def test_another_engine_plays_in_words_that_every_engine_knows(make_bench, qtbot):
    bench = begun(make_bench(), HUMAN, engine("plain"))
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.session.state.move_number == 2, timeout=WAIT_MS)
    assert sent(bench, "plain") == [
        "list_commands",
        "name",
        "boardsize 9",
        "clear_board",
        "komi 7.5",
        "play B E5",
        "time_settings 0 2 1",
        "genmove W",
    ]
    assert bench.session.state.engine.name == "Fake"
    bench.session.click(41)
    qtbot.waitUntil(lambda: bench.session.state.move_number == 4, timeout=WAIT_MS)
    assert sent(bench, "plain")[-2:] == ["play B F5", "genmove W"]
    assert not any("genmove" in line for line in sent(bench, ""))


def test_two_engines_play_one_another(make_bench, qtbot):
    bench = begun(make_bench(), engine("kata"), engine("plain"))
    qtbot.waitUntil(lambda: bench.session.state.move_number >= 6, timeout=WAIT_MS)
    bench.session.set_player(Color.BLACK, HUMAN)
    bench.session.set_player(Color.WHITE, HUMAN)
    assert bench.team.commands == ("",), "engines that play no part are gone"
    assert sent(bench, "kata").count("genmove B") >= 3
    assert sent(bench, "plain").count("genmove W") >= 3


def test_our_engine_can_take_a_colour_back(make_bench, qtbot):
    bench = begun(make_bench(), HUMAN, engine("plain"))
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.session.state.move_number == 2, timeout=WAIT_MS)
    bench.session.set_player(Color.WHITE, DEFAULT_AI)
    bench.session.click(41)
    qtbot.waitUntil(lambda: bench.session.state.move_number == 4, timeout=WAIT_MS)
    assert "genmove W" in sent(bench, "")


@pytest.mark.parametrize(
    ("mood", "size", "words"),
    [
        ("small", 9, ("9×9", "unacceptable size")),
        ("quits", 9, ("may not speak GTP",)),
        ("echo", 9, ("does not speak GTP",)),
        ("crash", 9, ("status 3",)),
    ],
)
def test_a_failure_names_the_engine_and_the_reason(make_bench, qtbot, mood, size, words):
    bench = begun(make_bench(), HUMAN, engine(mood), size)
    bench.session.click(40)
    qtbot.waitUntil(
        lambda: (
            (m := bench.session.state.message) is not None and m.kind is MessageKind.ENGINE_DIED
        ),
        timeout=WAIT_MS,
    )
    message = bench.session.state.message
    assert message is not None
    sentence = message.args[0]
    assert sentence.startswith(f"{mood}: ")
    for word in words:
        assert word in sentence
    assert bench.team.engine.status is EngineStatus.DEAD
    assert bench.session.state.move_number == 1


def test_a_dead_engine_is_started_again_and_ours_is_left_alone(make_bench, qtbot, tmp_path):
    bench = begun(make_bench(), HUMAN, engine(f"crash-once {tmp_path / 'crashed'}"))
    qtbot.waitUntil(lambda: bench.partner.engine.status is EngineStatus.READY, timeout=WAIT_MS)
    ours = bench.partner.process_id
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.team.engine.status is EngineStatus.DEAD, timeout=WAIT_MS)
    bench.session.restart_engine()
    qtbot.waitUntil(lambda: bench.session.state.move_number == 2, timeout=WAIT_MS)
    assert bench.partner.process_id == ours


def test_a_board_with_joined_edges_is_not_for_engines_that_know_none(make_bench, qtbot):
    bench = make_bench()
    variant = standard(9, "chinese")
    torus = type(variant).from_json(variant.to_json().replace('"plane"', '"torus"'))
    bench.session.begin(GameSetup(torus, white=engine("plain")))
    bench.team.start()
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.team.engine.status is EngineStatus.DEAD, timeout=WAIT_MS)
    assert "plane board" in bench.team.engine.reason


def test_a_typed_command_has_the_game_sent_anew_before_the_next_move(make_bench, qtbot):
    bench = begun(make_bench(), HUMAN, engine("plain"))
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.session.state.move_number == 2, timeout=WAIT_MS)
    bench.session.type_command("plain", "clear_board")
    qtbot.wait(200)
    assert bench.session.state.move_number == 2, "what it answers is nobody's move"
    bench.session.click(41)
    qtbot.waitUntil(lambda: bench.session.state.move_number == 4, timeout=WAIT_MS)
    after = sent(bench, "plain")
    after = after[after.index("clear_board", 5) :]
    assert after == [
        "clear_board",
        "boardsize 9",
        "clear_board",
        "komi 7.5",
        "play B E5",
        "play W A1",
        "play B F5",
        "time_settings 0 2 1",
        "genmove W",
    ]


def test_a_command_typed_while_the_engine_thinks_waits_for_its_move(make_bench, qtbot):
    bench = begun(make_bench("slow", "0.8"), HUMAN, DEFAULT_AI)
    qtbot.waitUntil(lambda: bench.partner.engine.status is EngineStatus.READY, timeout=WAIT_MS)
    bench.session.click(40)
    assert bench.session.state.engine.status is EngineStatus.THINKING
    bench.session.type_command("", "genmove B")
    assert sent(bench, "")[-1].startswith("genmove W")
    qtbot.waitUntil(lambda: bench.session.state.move_number == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "genmove B" in sent(bench, ""), timeout=WAIT_MS)
    qtbot.wait(1200)
    assert bench.session.state.move_number == 2
    bench.session.type_command("nobody", "name")
    bench.partner.retire()
    bench.session.type_command("", "name")
    assert bench.session.traffic.lines("")[-1].text == "the engine does not run"


def test_an_engine_that_is_chosen_survives_the_end_of_the_program(make_bench, qtbot, tmp_path):
    folder = Path(tmp_path / "kept")
    bench = begun(make_bench(folder=folder), HUMAN, engine("plain", visits=77))
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.session.state.move_number == 2, timeout=WAIT_MS)
    bench.session.close()
    again = make_bench(folder=folder)
    again.begin()
    white = again.session.state.setup.white
    assert (white.engine, white.name, white.visits) == ("plain", "Plain", 77)


def test_our_engine_goes_on_with_another_network(make_bench, qtbot):
    bench = begun(make_bench(), HUMAN, DEFAULT_AI)
    qtbot.waitUntil(
        lambda: bench.session.state.engine.status is EngineStatus.READY, timeout=WAIT_MS
    )
    before = bench.session.engine_process_id
    bench.session.use_engines(fake_program("plain"), make_analysis_client)
    qtbot.waitUntil(
        lambda: bench.session.state.engine.status is EngineStatus.READY, timeout=WAIT_MS
    )
    assert bench.session.engine_process_id not in (0, before)
    bench.session.click(40)
    qtbot.waitUntil(lambda: bench.session.state.move_number == 2, timeout=WAIT_MS)
    assert sent(bench, "")[-1] == "genmove W"  # as to an engine that knows no other words


def test_a_chosen_network_is_named_on_the_command_line(monkeypatch, tmp_path):
    for variable in (ENGINE_VARIABLE, ANALYSIS_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    file = tmp_path / "a network.safetensors"
    settings = Settings(network=str(file))
    assert network_of(settings) == ""  # there is no such file
    file.write_bytes(b"")
    assert program_of(OUR_ENGINE, network_of(settings)).arguments[-3:] == (
        "gtp",
        "--net",
        str(file),
    )
    assert program_of(OUR_ANALYSIS, str(file)).arguments[-3:] == ("analysis", "--net", str(file))
    other = program_of(EngineChoice("gnugo --mode gtp"), str(file))
    assert other.arguments == ("--mode", "gtp")


def test_engines_that_nobody_plays_with_any_more_are_let_go(make_bench, qtbot):
    bench = begun(make_bench(), HUMAN, engine("plain"))
    for turn in range(6):
        bench.session.set_player(Color.WHITE, engine(("kata", "plain")[turn % 2], visits=turn))
        qtbot.waitUntil(lambda: bench.team.engine.status is EngineStatus.READY, timeout=WAIT_MS)
        former = [p for p in bench.team.findChildren(EnginePartner) if not p.process_id]
        qtbot.waitUntil(lambda left=former: all(p.is_gone for p in left), timeout=WAIT_MS)
    bench.session.set_player(Color.WHITE, HUMAN)
    qtbot.waitUntil(lambda: len(bench.team.findChildren(EnginePartner)) <= 3, timeout=WAIT_MS)


def test_engines_that_analyse_no_more_are_let_go(qtbot):
    clients: list[AnalysisClient] = []

    def make(choice: EngineChoice) -> AnalysisClient:
        clients.append(make_analysis_client(choice))
        return clients[-1]

    def are_gone() -> bool:
        return all(client.is_gone for client in clients if _is_there(client))

    choice = EngineChoice("kind", "Fake", Protocol.ANALYSIS)
    query = AnalysisQuery(EngineGame(standard(9).to_json()), (9, 9), (0,), "B", max_visits=10)
    engine = AnalysisEngine(make, choice)
    for _ in range(5):
        engine.ask(query)
        engine.choose(choice)
        qtbot.waitUntil(are_gone, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: sum(map(_is_there, clients)) <= 1, timeout=WAIT_MS)
    engine.stop()


def _is_there(client: AnalysisClient) -> bool:
    """Returns whether Qt has not freed it."""
    assert isinstance(client, QObject)
    return isValid(client)
