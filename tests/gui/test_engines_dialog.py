"""The dialog in which engines are chosen."""

from __future__ import annotations

import sys

import pytest

import gui.engines.programs as programs
from gogame.board.coords import Color
from gogame.programs import split_command
from gui.dialogs.engines import EngineField, EnginesDialog, Machine
from gui.dialogs.new_game import NewGameDialog
from gui.game.engines import OUR_ANALYSIS, OUR_ENGINE, EngineChoice, Preset, Protocol, join_command
from gui.game.remote import RemoteEngine
from gui.game.state import DEFAULT_AI, FIRST_AI, HUMAN, GameSetup, Player, PlayerKind
from gui.i18n.translator import LANGUAGES, Translator
from gui.views.players import PlayerCard
from tests.gui.fitting import misfits

GNU = EngineChoice("gnugo --mode gtp", "GNU Go")
KATA = EngineChoice("katago gtp", "KataGo")
KATA_JSON = EngineChoice("katago analysis", "KataGo", Protocol.ANALYSIS)
PRESETS = (Preset(GNU), Preset(KATA, "KataGo has no network; download one."), Preset(KATA_JSON))
MACHINE = Machine(PRESETS, split_command, lambda word: word in ("known", "ssh"))
PLAYERS = {Color.BLACK: Player(name="Kim"), Color.WHITE: DEFAULT_AI}


@pytest.fixture
def make(qtbot):
    def open_dialog(players=PLAYERS, analysis=OUR_ANALYSIS) -> EnginesDialog:
        dialog = EnginesDialog(players, analysis, MACHINE)
        qtbot.addWidget(dialog)
        return dialog

    return open_dialog


def pick(field: EngineField, words: str) -> None:
    field.box.setCurrentIndex(field.box.findText(words))


def offered(dialog: EnginesDialog, color: Color) -> list[str]:
    box = dialog.players[color].box
    return [box.itemText(i) for i in range(box.count())]


def test_what_is_offered(make):
    dialog = make()
    assert offered(dialog, Color.WHITE) == [
        "Human",
        "GoGame (built in)",
        "GNU Go",
        "KataGo (incomplete)",
        "Other program…",
        "On another machine…",
    ]
    analysis = dialog.analysis.box
    names = [analysis.itemText(i) for i in range(analysis.count())]
    assert names[1:4] == ["GNU Go · GTP", "KataGo · GTP (incomplete)", "KataGo · JSON analysis"]
    box = dialog.players[Color.WHITE].box
    assert "has no network" in box.itemData(3, 3)
    assert not box.model().item(3).isEnabled()


def test_nothing_touched_nothing_changed(make):
    dialog = make()
    dialog.accept()
    assert dialog.result() == 1
    assert dialog.chosen_players() == PLAYERS
    assert dialog.chosen_analysis() == OUR_ANALYSIS


def test_an_engine_that_was_found(make):
    dialog = make(players={**PLAYERS, Color.WHITE: Player(PlayerKind.AI, visits=50)})
    dialog.players[Color.WHITE].box.setCurrentIndex(2)
    dialog.analysis.box.setCurrentIndex(3)
    white = dialog.chosen_players()[Color.WHITE]
    assert white == Player(PlayerKind.AI, "GNU Go", visits=50, engine="gnugo --mode gtp")
    assert dialog.chosen_analysis() == KATA_JSON
    again = make(players=dialog.chosen_players(), analysis=KATA_JSON)
    assert again.players[Color.WHITE].box.currentText() == "GNU Go"
    assert again.analysis.box.currentText() == "KataGo · JSON analysis"
    again.players[Color.WHITE].box.setCurrentIndex(0)
    assert again.chosen_players()[Color.WHITE] == HUMAN


def test_any_other_program_by_its_command_line(make):
    dialog = make()
    field = dialog.players[Color.BLACK]
    assert field.command.isHidden()
    pick(field, "Other program…")
    assert not field.command.isHidden()
    assert field.remote.isHidden()
    for typed, words in (
        ("", "Type the program"),
        ("unknown --gtp", "unknown was not found"),
        ('known "--half', "not closed"),
    ):
        field.command.setText(typed)
        dialog.accept()
        assert words in dialog.error
        assert dialog.result() == 0
    field.command.setText('known --name "a b"')
    dialog.accept()
    assert dialog.result() == 1
    black = dialog.chosen_players()[Color.BLACK]
    assert (black.name, black.engine, black.seconds) == ("known", 'known --name "a b"', 2.0)


def test_another_analysing_program_has_its_protocol(make):
    other = EngineChoice("known -x", "known", Protocol.ANALYSIS)
    dialog = make(analysis=other)
    assert dialog.analysis.command.text() == "known -x"
    assert not dialog.analysis.protocol.isHidden()
    assert dialog.chosen_analysis() == other
    dialog.analysis.protocol.setCurrentIndex(0)
    assert dialog.chosen_analysis().protocol is Protocol.GTP


def test_an_engine_on_another_machine(make):
    dialog = make()
    field = dialog.players[Color.BLACK]
    pick(field, "On another machine…")
    assert field.command.isHidden()
    assert not field.remote.isHidden()
    assert field.remote.command.text() == "gogame-engine gtp"
    for host, command, words in (
        ("", "katago gtp", "Type the host"),
        ("-oProxyCommand=touch x", "katago gtp", "is no host"),
        ("kim@box:2222", "katago gtp", "without a port"),
        ("kim@box", " ", "Type the command that starts the engine on kim@box"),
        ("kim@box", 'katago "gtp', "not closed"),
    ):
        field.remote.host.setText(host)
        field.remote.command.setText(command)
        dialog.accept()
        assert words in dialog.error
        assert dialog.result() == 0
    field.remote.command.setText("~/bin/katago gtp -config 'my box.cfg'")
    field.remote.port.setValue(2222)
    dialog.accept()
    assert dialog.result() == 1
    black = dialog.chosen_players()[Color.BLACK]
    assert black.name == "katago @ box"
    assert black.engine.endswith("""-p 2222 -- kim@box "~/bin/katago gtp -config 'my box.cfg'\"""")
    again = make(players={**PLAYERS, Color.BLACK: black})
    remote = again.players[Color.BLACK].remote
    assert (remote.host.text(), remote.port.value()) == ("kim@box", 2222)
    assert remote.command.text() == "~/bin/katago gtp -config 'my box.cfg'"
    again.accept()
    assert again.chosen_players()[Color.BLACK] == black


def test_our_engine_on_another_machine_is_started_for_the_protocol(make):
    dialog = make()
    field = dialog.analysis
    pick(field, "On another machine…")
    field.remote.host.setText("box")
    field.protocol.setCurrentIndex(1)
    assert field.remote.command.text() == "gogame-engine analysis"
    chosen = dialog.chosen_analysis()
    assert (chosen.name, chosen.protocol) == ("GoGame @ box", Protocol.ANALYSIS)
    again = make(analysis=chosen)
    assert again.analysis.box.currentText() == "On another machine…"
    assert not again.analysis.protocol.isHidden()
    assert again.chosen_analysis() == chosen
    field.remote.command.setText("katago analysis")
    field.protocol.setCurrentIndex(0)
    assert field.remote.command.text() == "katago analysis"


def test_without_ssh_no_other_machine(qtbot):
    machine = Machine((), split_command, lambda _word: False)
    dialog = EnginesDialog(PLAYERS, OUR_ANALYSIS, machine)
    qtbot.addWidget(dialog)
    pick(dialog.analysis, "On another machine…")
    dialog.analysis.remote.host.setText("box")
    dialog.accept()
    assert "install the OpenSSH client" in dialog.error


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_with_every_engine_on_another_machine(qtbot, qapp, language):
    translator = Translator(qapp)
    translator.use(language)
    kim = EngineChoice(RemoteEngine("kim@box", "katago analysis", 2222).command_line, "KataGo")
    white = Player(PlayerKind.AI, "KataGo", visits=50, engine=kim.command)
    dialog = EnginesDialog(dict.fromkeys(Color, white), kim, MACHINE, second=kim)
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(3):
        qapp.processEvents()
    found = misfits(dialog)
    translator.use("en")
    assert found == []


def test_our_engine_has_a_level_in_it_or_full_strength(make):
    dialog = make()
    black, white = (dialog.strengths[color] for color in (Color.BLACK, Color.WHITE))
    assert black.isHidden()
    assert not white.isHidden()
    assert white.currentText() == "Full strength · 2 s a move"
    dialog.players[Color.BLACK].box.setCurrentIndex(1)
    assert black.currentText() == "Level 3"
    white.setCurrentIndex(7)
    dialog.accept()
    chosen = dialog.chosen_players()
    assert chosen[Color.BLACK] == FIRST_AI
    assert chosen[Color.WHITE] == Player(PlayerKind.AI, level=8)
    again = make(players=chosen)
    assert [box.currentText() for box in again.strengths.values()] == ["Level 3", "Level 8"]


def test_another_engine_takes_no_level_over(make):
    dialog = make(players={**PLAYERS, Color.WHITE: FIRST_AI})
    dialog.players[Color.WHITE].box.setCurrentIndex(2)
    assert dialog.strengths[Color.WHITE].isHidden()
    white = dialog.chosen_players()[Color.WHITE]
    assert white == Player(PlayerKind.AI, "GNU Go", seconds=2.0, engine="gnugo --mode gtp")


def test_the_new_game_dialog_keeps_the_engine(qtbot):
    white = Player(PlayerKind.AI, "GNU Go", seconds=5.0, engine="gnugo --mode gtp")
    dialog = NewGameDialog(GameSetup(white=white))
    qtbot.addWidget(dialog)
    assert dialog.white.currentText() == "GNU Go"
    assert dialog.setup().white == white
    assert dialog.setup().black == HUMAN


def test_another_strength_on_the_card_keeps_the_engine(qtbot):
    card = PlayerCard(Color.WHITE)
    qtbot.addWidget(card)
    card.show_player(Player(PlayerKind.AI, "GNU Go", seconds=5.0, engine="gnugo"), 0)
    assert card.name == "GNU Go"
    with qtbot.waitSignal(card.player_chosen) as chosen:
        card.choices()[1].trigger()
    assert (chosen.args[0].engine, chosen.args[0].seconds) == ("gnugo", 0.5)
    with qtbot.waitSignal(card.engines_wanted):
        card.choices()[-1].trigger()


def test_how_engines_are_started(monkeypatch, tmp_path):
    monkeypatch.delenv(programs.ENGINE_VARIABLE, raising=False)
    monkeypatch.delenv(programs.ANALYSIS_VARIABLE, raising=False)
    assert programs.program_of(OUR_ENGINE).arguments == ("-m", "gogame", "gtp")
    assert programs.program_of(OUR_ANALYSIS).arguments == ("-m", "gogame", "analysis")
    monkeypatch.setenv(programs.ANALYSIS_VARIABLE, '"/a b/katago" analysis')
    assert programs.program_of(OUR_ANALYSIS).program == "/a b/katago"
    other = programs.program_of(EngineChoice('"/my dir/go" --mode gtp', "Go"))
    assert (other.program, other.arguments) == ("/my dir/go", ("--mode", "gtp"))
    assert programs.program_of(EngineChoice('"half', "?")).program == '"half'
    assert programs.is_program(sys.executable)
    assert not programs.is_program(str(tmp_path / "none"))
    assert not programs.is_program("a" * 5000)


def test_the_engines_of_this_machine_can_be_offered():
    for preset in programs.presets():
        assert preset.choice.name
        words = split_command(preset.choice.command)
        assert join_command(words) == preset.choice.command


def test_an_open_menu_of_a_card_survives_the_reports_of_an_analysis(qtbot):
    card = PlayerCard(Color.WHITE)
    qtbot.addWidget(card)
    card.show_player(DEFAULT_AI, 0)
    before = card.choices()
    card.show_player(DEFAULT_AI, 0)
    assert card.choices() == before
    card.show_player(DEFAULT_AI, 1)
    assert card.captures == "Captures 1"
