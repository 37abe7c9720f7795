from __future__ import annotations

from dataclasses import replace

import pytest

import gui.game.transitions as transitions
from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.errors import IllegalReason
from gogame.record import Result, ResultKind
from gogame.styles import PlayStyle
from gui.game.clocks import Clocks, PlayerClock
from gui.game.engines import EngineState, EngineStatus
from gui.game.state import (
    DEFAULT_AI,
    HUMAN,
    GameSetup,
    GameState,
    Message,
    MessageKind,
    Player,
    PlayerKind,
)
from gui.views import texts
from gui.views.controls import Controls
from gui.views.elided import ElidedLabel
from gui.views.engine_panel import EnginePanel
from gui.views.message_bar import MessageBar
from gui.views.players import PlayersPanel
from gui.views.score_panel import ScorePanel

PASS = 25


def played(*actions: int, setup: GameSetup | None = None, rules: str = "chinese") -> GameState:
    state = transitions.new_game(setup or GameSetup(standard(5, rules), HUMAN, HUMAN), 1)
    for action in actions:
        state = transitions.play(state, action)
    return state


def table(panel: ScorePanel) -> list[list[str]]:
    rows = [[label.text() for label in row] for row in panel.cells]
    shown = [not row[0].isHidden() for row in panel.cells]
    return [row for row, is_shown in zip(rows, shown, strict=True) if is_shown]


@pytest.mark.parametrize(
    ("rules", "rows"),
    [
        (
            "chinese",
            [
                ["Stones", "2", "0"],
                ["Territory", "23", "0"],
                ["Komi", "", "7.5"],
                ["Total", "25", "7.5"],
            ],
        ),
        (
            "japanese",
            [
                ["Territory", "23", "0"],
                ["Captured", "0", "0"],
                ["Dead stones", "1", "0"],
                ["Komi", "", "6.5"],
                ["Total", "24", "6.5"],
            ],
        ),
    ],
)
def test_the_count_is_shown_in_full(qtbot, rules, rows):
    panel = ScorePanel()
    qtbot.addWidget(panel)
    state = transitions.toggle_dead(played(12, 7, 13, PASS, PASS, rules=rules), 7)
    panel.show_state(state)
    assert not panel.isHidden()
    assert table(panel)[0] == ["", "Black", "White"]
    assert table(panel)[1:] == rows
    assert state.score is not None
    assert panel.title.text() == f"Black wins by {state.score.lead_black:g} points"
    assert not panel.accept_button.isHidden()
    panel.show_state(transitions.accept_score(state))
    assert panel.accept_button.isHidden()
    assert table(panel)[1:] == rows
    panel.show_state(transitions.resume(state))
    assert panel.isHidden()


def test_the_count_is_explained_and_the_engine_s_proposal_can_be_had_again(qtbot):
    panel = ScorePanel()
    qtbot.addWidget(panel)
    state = played(12, 7, 13, PASS, PASS)
    panel.show_state(state)
    assert panel.proposal.isHidden(), "it has not said anything yet"
    assert panel.explanation.text() == (
        "Area is counted: living stones and the points they surround. Neutral points: 22."
    )
    proposed = transitions.propose_dead(state, frozenset({7}))
    panel.show_state(proposed)
    assert panel.proposal.text() == "Stones that the engine holds for dead: 1."
    assert panel.proposal_button.isHidden()
    other = transitions.toggle_dead(proposed, 7)
    panel.show_state(other)
    assert not panel.proposal_button.isHidden()
    with qtbot.waitSignal(panel.proposal_wanted):
        panel.proposal_button.click()
    assert transitions.propose_again(other).dead == frozenset({7})
    japanese = played(12, PASS, PASS, rules="japanese")
    panel.show_state(japanese)
    assert panel.explanation.text().startswith("Territory is counted")


def test_the_count_says_what_was_given_by_hand(qtbot):
    panel = ScorePanel()
    qtbot.addWidget(panel)
    state = transitions.propose_dead(played(12, 7, 13, PASS, PASS), frozenset({7}))
    panel.show_state(state)
    assert panel.by_hand.isHidden()
    assert panel.proposal_button.isHidden()
    white = transitions.click_count(transitions.click_count(state, 0), 0)
    panel.show_state(white)
    assert panel.by_hand.text() == "Given by hand: White 23."
    assert not panel.by_hand.isHidden()
    assert not panel.proposal_button.isHidden()
    assert table(panel)[2] == ["Territory", "0", "23"]
    panel.show_state(transitions.accept_score(white))
    assert not panel.by_hand.isHidden(), "the result is explained, too"
    panel.show_state(transitions.propose_again(white))
    assert panel.by_hand.isHidden()
    walls = played(1, 2, 6, 7, 11, 12, 16, 17, 21, 22, PASS, PASS)
    for point in (0, 3, 3):
        walls = transitions.click_count(walls, point)
    panel.show_state(walls)
    assert panel.by_hand.text() == "Given by hand: Black 10, nobody 5."
    assert "Neutral points: 5." in panel.explanation.text()


def test_a_handicap_s_bonus_has_a_line_of_its_own(qtbot):
    panel = ScorePanel()
    qtbot.addWidget(panel)
    setup = GameSetup(standard(9, "chinese", komi=0.5), white=HUMAN, handicap=3)
    state = transitions.new_game(setup, 1)
    for _ in range(2):
        state = transitions.play(state, 81)
    panel.show_state(state)
    assert ["Handicap bonus", "", "3"] in table(panel)
    assert ["Komi", "", "0.5"] in table(panel)
    assert table(panel)[-1] == ["Total", "81", "3.5"]


def test_the_panel_s_buttons(qtbot):
    panel = ScorePanel()
    qtbot.addWidget(panel)
    panel.show_state(played(12, PASS, PASS))
    with qtbot.waitSignal(panel.accepted):
        panel.accept_button.click()
    with qtbot.waitSignal(panel.resumed):
        panel.resume_button.click()


def test_players_turn_captures_and_clocks(qtbot):
    panel = PlayersPanel()
    qtbot.addWidget(panel)
    setup = GameSetup(
        standard(5), Player(name="Kim"), DEFAULT_AI, time=TimeSettings(TimeSystem.ABSOLUTE, 90)
    )
    state = played(0, 1, 12, 5, setup=setup)  # White takes one
    panel.show_state(state)
    panel.show_clocks(state.clocks)
    black, white = panel.cards[Color.BLACK], panel.cards[Color.WHITE]
    assert (black.name, white.name) == ("Kim", "Computer")
    assert (black.detail, white.detail) == ("Black", "2 s a move")
    panel.show_state(replace(state, engine=EngineState(judge="nine b4c32 openvino bf16")))
    assert (black.name, white.name) == ("Kim", "Computer · nine")
    assert (black.detail, white.detail) == ("Black", "2 s a move")
    assert (black.captures, white.captures) == ("Captures 0", "Captures 1")
    assert black.clock == white.clock == "1:30"
    assert (black.property("active"), white.property("active")) == (True, False)
    clocks = Clocks.start(setup.time)
    assert clocks is not None
    panel.show_clocks(clocks.with_clock(Color.WHITE, clocks.white.spent(85.3)))
    assert white.clock == "0:04.7"


def test_overtime_leaves_the_name_its_room(qtbot):
    panel = PlayersPanel()
    qtbot.addWidget(panel)
    time = TimeSettings(TimeSystem.BYO_YOMI, 0, 5, 2)
    setup = GameSetup(standard(5), Player(name="Seo-yeon Baek"), DEFAULT_AI, time=time)
    panel.show_state(played(setup=setup))
    panel.show_clocks(Clocks.start(time))
    panel.resize(220, panel.sizeHint().height())
    panel.show()
    panel.grab()  # lays out
    assert all("(2 periods)" in card.clock for card in panel.cards.values())
    names = [label for label in panel.findChildren(ElidedLabel) if label.objectName() == "title"]
    assert [label.text() for label in names if label.width() < label.sizeHint().width()] == []
    panel.show_clocks(None)
    assert {card.clock for card in panel.cards.values()} == {""}


def test_a_player_can_be_chosen_from_the_card(qtbot):
    panel = PlayersPanel()
    qtbot.addWidget(panel)
    panel.show_state(played(12))
    chosen: list[tuple[Color, Player]] = []
    panel.player_chosen.connect(lambda color, player: chosen.append((color, player)))
    for action in panel.cards[Color.WHITE].choices():
        action.trigger()
    assert all(color is Color.WHITE for color, _ in chosen)
    assert chosen[0][1] == HUMAN
    assert [player.seconds for _, player in chosen[1:]] == [0.5, 2.0, 5.0, 15.0]


def test_a_style_is_chosen_from_the_card_and_shown_on_it(qtbot):
    panel = PlayersPanel()
    qtbot.addWidget(panel)
    card = panel.cards[Color.WHITE]
    chosen: list[Player] = []
    card.player_chosen.connect(chosen.append)

    def pick(menu: str, entry: str) -> Player:
        next(action for action in card.submenu(menu) if action.text() == entry).trigger()
        return chosen[-1]

    card.show_player(Player(PlayerKind.AI, level=9), 0)
    styled = pick("Style", "Influence")
    assert styled == Player(PlayerKind.AI, level=9, style=PlayStyle.INFLUENCE)
    card.show_player(styled, 0)
    assert card.detail == "Level 9 · Influence"
    assert pick("Level", "Level 3") == replace(styled, level=3), "the style stays"
    assert pick("Style", "No special style") == replace(styled, style=None)
    card.show_player(HUMAN, 0)
    assert pick("Style", "Jigo") == replace(DEFAULT_AI, style=PlayStyle.JIGO)


@pytest.mark.parametrize("status", list(EngineStatus))
def test_every_state_of_the_engine_has_its_words(qtbot, status):
    panel = EnginePanel()
    qtbot.addWidget(panel)
    panel.show_engine(EngineState(status, "Fake", "why it died" * (status is EngineStatus.DEAD)))
    assert panel.text
    is_dead = status is EngineStatus.DEAD
    assert panel.restart_button.isHidden() is not is_dead
    assert (panel.reason == "Why it died") is is_dead


def test_what_can_be_done_is_enabled(qtbot):
    controls = Controls()
    qtbot.addWidget(controls)

    def enabled(state: GameState) -> tuple[bool, bool, bool]:
        controls.show_state(state)
        return (
            controls.pass_button.isEnabled(),
            controls.undo_button.isEnabled(),
            controls.resign_button.isEnabled(),
        )

    assert enabled(played()) == (True, False, True)
    assert enabled(played(12)) == (True, True, True)
    assert enabled(played(12, setup=GameSetup(standard(5)))) == (False, True, True)
    assert enabled(transitions.resign(played(12), Color.BLACK)) == (False, False, False)
    watching = GameSetup(standard(5), DEFAULT_AI, DEFAULT_AI)
    assert enabled(played(12, setup=watching)) == (False, True, False)


def test_the_way_through_the_moves(qtbot):
    controls = Controls()
    qtbot.addWidget(controls)
    controls.show_state(transitions.step(played(12, 7, 8), -1))
    assert controls.where == "2 / 3"
    steps: list[int] = []
    controls.stepped.connect(steps.append)
    for button in controls.step_buttons:
        button.click()
    assert steps[1:3] == [-1, 1]
    assert steps[0] < -1000
    assert steps[3] > 1000


def test_a_message_keeps_its_place(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.resize(500, bar.height())
    bar.show()
    height = bar.height()
    bar.show_message(Message(MessageKind.ENGINE_DIED, ("a reason " * 40,)))
    assert bar.label.wordWrap()
    assert bar.label.property("severity") == "error"
    assert bar.label.toolTip()
    bar.show_message(Message(MessageKind.SAVED, ("x.sgf",)))
    assert bar.label.text() == "Saved x.sgf."
    assert bar.label.property("severity") == "note"
    bar.show_message(None)
    assert bar.label.isHidden()
    assert bar.height() == height


def test_every_message_has_words_and_shows_its_arguments():
    for kind in MessageKind:
        if kind is MessageKind.ILLEGAL_MOVE:
            continue
        args = ("B", "2", "3") if kind in (MessageKind.WELCOME, MessageKind.PASSED) else ("x{y}z",)
        text = texts.message_text(Message(kind, (*args, "", "")[:3]))
        assert text
        assert "{0}" not in text
    for reason in IllegalReason:
        message = Message(MessageKind.ILLEGAL_MOVE, ("D4", reason.value))
        assert texts.message_text(message)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (Result(ResultKind.SCORE, Color.BLACK, 3.5), "Black wins by 3.5 points"),
        (Result(ResultKind.RESIGN, Color.WHITE), "White wins by resignation"),
        (Result(ResultKind.TIME, Color.WHITE), "White wins on time"),
        (Result(ResultKind.WIN, Color.BLACK), "Black wins"),
        (Result(ResultKind.DRAW), "Draw"),
        (Result(ResultKind.VOID), "No result"),
    ],
)
def test_results(result, words):
    assert texts.result_text(result) == words


@pytest.mark.parametrize(
    ("settings", "spent", "words"),
    [
        (TimeSettings(TimeSystem.ABSOLUTE, 3725), 0, "1:02:05"),
        (TimeSettings(TimeSystem.ABSOLUTE, 60), 51.2, "0:08.8"),
        (TimeSettings(TimeSystem.BYO_YOMI, 0, 30, 3), 5, "0:25 (3 periods)"),
        (TimeSettings(TimeSystem.BYO_YOMI, 0, 30, 3), 65, "0:25 (1 period)"),
        (TimeSettings(TimeSystem.CANADIAN, 0, 300, 25), 0, "5:00 (25 stones)"),
        (TimeSettings(TimeSystem.CANADIAN, 0, 300, 1), 0, "5:00 (1 stone)"),
    ],
)
def test_clocks(settings, spent, words):
    assert texts.clock_text(PlayerClock.start(settings).spent(spent)) == words


def test_strength_in_words():
    assert texts.strength_text(HUMAN) == ""
    assert texts.judge_text("") == ""
    assert texts.judge_text("random rollouts x8") == "rollouts"
    assert texts.judge_text("nine b4c32 openvino bf16") == "nine"
    assert texts.strength_text(Player(PlayerKind.AI, visits=1500)) == "1,500 visits"
    assert texts.strength_text(Player(PlayerKind.AI, level=6)) == "Level 6"
    assert texts.strength_text(replace(DEFAULT_AI, seconds=0.5)) == "0.5 s a move"


def test_a_long_name_is_cut_and_kept_in_the_tooltip(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.setText("a name that is far too long for this place")
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    assert label.minimumSizeHint().width() < 60
    label.setText("short")
    assert label.toolTip() == ""
