from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog

import gui.game.transitions as transitions
from gogame.board.coords import Color
from gogame.board.rules import (
    AGA,
    CHINESE,
    JAPANESE,
    NEW_ZEALAND,
    HandicapBonus,
    Ko,
    Rules,
    Scoring,
    WinCondition,
)
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec, standard
from gogame.clock import TimeSettings, TimeSystem
from gogame.levels import rated
from gogame.styles import PlayStyle
from gui.dialogs.new_game import NewGameDialog
from gui.files.game_files import game_text, parse_game
from gui.game.state import DEFAULT_AI, FIRST_AI, HUMAN, GameSetup, Player, PlayerKind
from gui.i18n.translator import Translator
from gui.views import texts


@pytest.fixture
def make_dialog(qtbot):
    def make(setup: GameSetup | None = None) -> NewGameDialog:
        dialog = NewGameDialog(setup or GameSetup())
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def choose(box, value):
    """Chooses the entry that stands for a value."""
    box.setCurrentIndex([box.itemData(i) for i in range(box.count())].index(value))


@pytest.mark.parametrize(
    "setup",
    [
        GameSetup(),
        GameSetup(standard(19, "japanese"), DEFAULT_AI, HUMAN, handicap=4),
        GameSetup(
            VariantSpec(7, 13, Shape.TORUS, AGA, 3.5), HUMAN, HUMAN, handicap=2, free_handicap=True
        ),
        GameSetup(
            VariantSpec(9, 9, rules=CHINESE, komi=0.0, win=WinCondition.CAPTURE, capture_goal=3)
        ),
        GameSetup(VariantSpec(9, 9, rules=CHINESE, win=WinCondition.NO_CAPTURE)),
        GameSetup(white=Player(PlayerKind.AI, visits=1234)),
        GameSetup(white=Player(PlayerKind.AI, visits=50, style=PlayStyle.JIGO)),
        GameSetup(white=Player(PlayerKind.AI, level=9, style=PlayStyle.TERRITORY)),
        GameSetup(time=TimeSettings(TimeSystem.BYO_YOMI, 300, 20, 5)),
        GameSetup(time=TimeSettings(TimeSystem.FISCHER, 90, 7)),
        GameSetup(time=TimeSettings(TimeSystem.CANADIAN, 0, 300, 25)),
        GameSetup(time=TimeSettings(TimeSystem.ABSOLUTE, 60)),
    ],
)
def test_a_setup_that_is_only_accepted_comes_back_unchanged(make_dialog, setup):
    dialog = make_dialog(setup)
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert replace(dialog.setup(), rules_name="") == setup


def test_choices_become_a_game(make_dialog):
    dialog = make_dialog()
    dialog.board.size_buttons.button(13).click()
    choose(dialog.rules, "japanese")
    choose(dialog.black, PlayerKind.AI)
    choose(dialog.white, PlayerKind.HUMAN)
    dialog.by_visits.click()
    dialog.visits.setValue(50)
    setup = dialog.setup()
    assert setup.variant == VariantSpec(13, 13, rules=JAPANESE, komi=6.5)
    assert setup.black == Player(PlayerKind.AI, visits=50)
    assert setup.white == HUMAN
    transitions.new_game(setup, 1)


def test_korean_rules_stay_korean_though_they_equal_the_japanese(make_dialog):
    dialog = make_dialog()
    choose(dialog.rules, "korean")
    setup = dialog.setup()
    assert setup.preset == "korean"
    state = transitions.new_game(setup, 1)
    assert "RU[Korean]" in game_text(state)
    assert parse_game(game_text(state)).setup.preset == "korean"
    assert make_dialog(setup).rules.currentText() == "Korean"


def test_komi_follows_rules_and_handicap(make_dialog):
    dialog = make_dialog()
    choose(dialog.rules, "japanese")
    assert dialog.komi.value() == 6.5
    dialog.handicap.setValue(2)
    assert dialog.komi.value() == 0.5
    dialog.komi.setValue(-3.0)
    assert dialog.setup().variant.komi == -3.0
    dialog.handicap.setValue(0)
    assert dialog.komi.value() == 6.5


def test_only_what_matters_is_shown(make_dialog):
    dialog = make_dialog()
    assert not dialog.board.goal.isVisible()
    assert not dialog.placement.isVisible()
    assert not dialog.board.other_row.isVisible()
    assert not dialog.clock.period_s.isVisible()
    choose(dialog.board.win, WinCondition.CAPTURE)
    dialog.handicap.setValue(2)
    dialog.board.other_size.click()
    choose(dialog.clock.system, TimeSystem.BYO_YOMI)
    assert dialog.board.goal.isVisible()
    assert not dialog.komi.isVisible()
    assert dialog.placement.isVisible()
    assert dialog.board.other_row.isVisible()
    assert dialog.clock.count.isVisible()
    choose(dialog.white, PlayerKind.HUMAN)
    assert not dialog.seconds.isVisible()


def test_a_board_without_star_points_has_free_handicap_only(make_dialog):
    dialog = make_dialog()
    dialog.board.other_size.click()
    dialog.board.columns.setValue(5)
    dialog.board.rows.setValue(6)
    dialog.handicap.setValue(2)
    setup = dialog.setup()
    assert setup.free_handicap
    assert (setup.variant.width, setup.variant.height) == (5, 6)
    transitions.new_game(setup, 1)
    dialog.board.rows.setValue(2)
    assert dialog.handicap.maximum() == 2


def test_what_does_not_go_together_is_said_and_keeps_the_dialog_open(make_dialog):
    dialog = make_dialog()
    dialog.board.other_size.click()
    dialog.board.columns.setValue(2)
    dialog.board.rows.setValue(2)
    choose(dialog.board.win, WinCondition.CAPTURE)
    dialog.board.goal.setMaximum(50)  # else the field itself keeps to the points of the board
    dialog.board.goal.setValue(50)
    dialog.accept()
    assert dialog.isVisible()
    assert "capture_goal 50" in dialog.error


def test_every_handicap_that_can_be_chosen_can_be_played(make_dialog):
    dialog = make_dialog()
    for size in (9, 13, 19):
        dialog.board.size_buttons.button(size).click()
        for stones in range(dialog.handicap.maximum() + 1):
            dialog.handicap.setValue(stones)
            setup = dialog.setup()
            state = transitions.new_game(setup, 1)
            assert state.position.handicap == (stones if stones >= 2 else 0)


def test_a_level_is_chosen_and_says_what_it_is_worth(make_dialog):
    dialog = make_dialog(GameSetup(white=Player(PlayerKind.AI, level=3)))
    field = dialog.levels[Color.WHITE]
    assert dialog.by_level.isChecked()
    assert field.isVisible()
    assert not dialog.levels[Color.BLACK].isVisible()
    assert field.level == 3
    field.slider.setValue(7)
    assert dialog.setup().white == Player(PlayerKind.AI, level=7)
    for size in (9, 13):
        dialog.board.size_buttons.button(size).click()
        known = rated(7, size, size)
        expected = f"{known.elo:.0f} Elo" if known else "not measured"
        assert field.said.startswith(f"Level 7 {expected}")
        assert field.said.endswith(f"on {size}×{size}")
        assert field.said in field.slider.accessibleName()
    choose(dialog.board.shape, Shape.TORUS)
    assert field.said == "Level 7 not measured in such games"
    choose(dialog.board.shape, Shape.PLANE)
    assert field.said.endswith("on 13×13")
    choose(dialog.black, PlayerKind.AI)
    dialog.levels[Color.BLACK].slider.setValue(2)
    assert dialog.setup().black == Player(PlayerKind.AI, level=2)
    dialog.by_visits.click()
    assert not field.isEnabled()
    assert dialog.setup().white.level is None


def test_another_engine_has_no_level_but_keeps_its_time(make_dialog):
    other = Player(PlayerKind.AI, "GNU Go", seconds=3.0, engine="gnugo --mode gtp")
    dialog = make_dialog(GameSetup(white=other))
    assert not dialog.by_level.isVisible()
    assert dialog.setup().white == other
    choose(dialog.black, PlayerKind.AI)
    dialog.by_level.click()
    setup = dialog.setup()
    assert setup.black.level is not None
    assert setup.white == other
    choose(dialog.black, PlayerKind.HUMAN)
    assert not dialog.by_level.isChecked()


def test_a_style_is_chosen_and_says_what_it_costs(make_dialog):
    dialog = make_dialog(GameSetup(white=Player(PlayerKind.AI, level=9)))
    black, white = (dialog.styles[color] for color in Color)
    assert (black.isVisible(), white.isVisible()) == (False, True)
    assert not dialog.style_note.isVisible()
    choose(white, PlayStyle.JIGO)
    assert dialog.style_note.text() == "Jigo: wins by as little as it can; at most 6 points a move."
    assert dialog.setup().white == Player(PlayerKind.AI, level=9, style=PlayStyle.JIGO)
    dialog.levels[Color.WHITE].show_level(7)
    assert dialog.style_note.text() == "Jigo: without effect below level 8."
    choose(white, PlayStyle.INFLUENCE)
    assert "plays high" in dialog.style_note.text()
    dialog.by_visits.click()
    assert dialog.setup().white.style is PlayStyle.INFLUENCE
    choose(dialog.white, PlayerKind.HUMAN)
    assert not white.isVisible()
    assert dialog.setup().white == HUMAN


def test_who_has_chosen_nothing_meets_a_low_level_and_full_strength_is_a_click_away(make_dialog):
    dialog = make_dialog()
    assert dialog.by_level.isChecked()
    assert dialog.setup().white == FIRST_AI
    assert dialog.levels[Color.WHITE].level == FIRST_AI.level == 3
    dialog.by_seconds.click()
    assert dialog.setup().white == DEFAULT_AI


def test_two_levels_play_each_other(make_dialog):
    dialog = make_dialog()
    choose(dialog.black, PlayerKind.AI)
    dialog.levels[Color.BLACK].slider.setValue(9)
    setup = dialog.setup()
    assert (setup.black.level, setup.white.level) == (9, 3)


def test_rules_are_chosen_one_by_one_beginning_with_a_named_set(make_dialog):
    dialog = make_dialog()
    fields = dialog.own_rules
    assert not fields.isVisible()
    choose(dialog.rules, "new-zealand")
    assert not fields.isVisible()
    choose(dialog.rules, "")
    assert fields.isVisible()
    assert dialog.setup().variant.rules == NEW_ZEALAND
    choose(fields.ko, Ko.POSITIONAL)
    fields.suicide.click()
    choose(fields.bonus, HandicapBonus.N_MINUS_ONE)
    setup = dialog.setup()
    assert setup.variant.rules == Rules(Ko.POSITIONAL, handicap_bonus=HandicapBonus.N_MINUS_ONE)
    assert setup.preset is None
    choose(fields.scoring, Scoring.TERRITORY)
    assert not fields.bonus.isVisible()
    assert dialog.komi.value() == 6.5
    own = dialog.setup()
    assert own.variant.rules == Rules(Ko.POSITIONAL, scoring=Scoring.TERRITORY)
    again = make_dialog(own)
    assert again.own_rules.isVisible()
    assert again.setup() == own
    state = transitions.new_game(own, 1)
    assert parse_game(game_text(state)).setup.variant == own.variant
    choose(dialog.rules, "chinese")
    assert not fields.isVisible()
    assert dialog.setup().variant.rules == CHINESE


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (Rules(Ko.SITUATIONAL, scoring=Scoring.TERRITORY), "(Territory, Situational superko)"),
        (Rules(Ko.SIMPLE, suicide=True), "(Area, Simple ko, suicide)"),
    ],
)
def test_own_rules_are_named_one_by_one(rules, words):
    title = texts.game_title(VariantSpec(rules=rules), None, 7.0, 0)
    assert title == f"9×9 · Own rules {words} · komi 7"


def test_a_board_that_the_network_does_not_know_is_said_in_a_line(qtbot):
    dialog = NewGameDialog(GameSetup(), learnt=((7, 7), (9, 9)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.board.weak.isVisible()
    dialog.board.size_buttons.button(13).click()
    assert dialog.board.weak.isVisible()
    words = "The network has learnt on 7×7, 9×9 only and is weak on 13×13."
    assert dialog.board.weak.text() == words
    choose(dialog.board.shape, Shape.TORUS)
    assert not dialog.board.weak.isVisible(), "random games judge there"
    choose(dialog.board.shape, Shape.PLANE)
    choose(dialog.white, PlayerKind.HUMAN)
    assert not dialog.board.weak.isVisible()


def test_on_a_narrow_screen_the_groups_lie_below_one_another(qtbot, qapp):
    translator = Translator(qapp)
    translator.scale_font(200)
    try:
        dialog = NewGameDialog(GameSetup())
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.screen().availableGeometry().width() < 1000  # Qt's screen that is none
        assert dialog.width() <= dialog.screen().availableGeometry().width()
        assert dialog.clock.y() > dialog.board.y() + dialog.board.height()
        assert dialog.clock.x() == dialog.board.x()
    finally:
        translator.scale_font(100)
