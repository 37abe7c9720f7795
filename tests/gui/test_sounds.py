from __future__ import annotations

import io
import sys
import wave
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from gogame.board.coords import Color
from gogame.board.variant import standard
from gogame.clock import TimeSettings, TimeSystem
from gui.features.sounds import Sounds
from gui.files.settings import Folders, Settings
from gui.game.clocks import PlayerClock
from gui.game.state import HUMAN, GameSetup
from gui.game.transitions import new_game, play, resign, step
from gui.i18n.translator import Translator
from gui.main_window import MainWindow
from gui.sounds.events import sound_between, warning
from gui.sounds.player import PlayCommand, SoundPlayer
from gui.sounds.waves import NUM_STONES, RATE, Sound, wav_bytes, wave_of

BYO_YOMI = TimeSettings(TimeSystem.BYO_YOMI, 60, 30, 3)
ABSOLUTE = TimeSettings(TimeSystem.ABSOLUTE, 60)


@pytest.mark.parametrize("sound", list(Sound))
def test_every_sound_is_short_loud_enough_and_ends_softly(sound):
    made = wave_of(sound)
    assert 0.05 < len(made) / RATE < 3
    assert 0.25 < np.abs(made).max() <= 1
    assert abs(made[0]) < 0.01
    assert abs(made[-1]) < 0.01
    assert (made == wave_of(sound)).all(), "the same every time"


def test_stones_do_not_all_sound_alike():
    stones = [wave_of(Sound.STONE, variant) for variant in range(NUM_STONES)]
    assert len({stone.tobytes() for stone in stones}) == NUM_STONES


def test_a_wav_file_holds_the_wave_as_loud_as_wanted():
    with wave.open(io.BytesIO(wav_bytes(wave_of(Sound.PASS), 100))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        loud = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    with wave.open(io.BytesIO(wav_bytes(wave_of(Sound.PASS), 50))) as file:
        soft = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    assert np.abs(soft).max() == pytest.approx(np.abs(loud).max() / 4, rel=0.01)


def played(*points: int):
    state = new_game(GameSetup(standard(5, "chinese"), white=HUMAN), 1)
    for point in points:
        state = play(state, point, None)
    return state


def test_stones_captures_and_passes_are_heard():
    assert sound_between(played(), played(12)) is Sound.STONE
    assert sound_between(played(1), played(1, 0)) is Sound.STONE
    captured = (played(1, 0), played(1, 0, 5))
    assert captured[1].position.prisoners(Color.BLACK) == 1
    assert sound_between(*captured) is Sound.CAPTURE
    assert sound_between(played(12), played(12, 25)) is Sound.PASS


def test_what_is_no_move_forward_is_silent():
    state = played(12, 13)
    assert sound_between(state, state) is None
    assert sound_between(state, step(state, -1)) is None
    assert sound_between(state, replace(played(12, 13, 14), game=2)) is None
    assert sound_between(state, step(state, -2)) is None


def test_the_end_is_heard():
    state = played(12)
    assert sound_between(state, resign(state, Color.WHITE)) is Sound.END


def test_the_last_ten_seconds_tick_once_each():
    clock = PlayerClock.start(ABSOLUTE)
    heard = []
    while not clock.expired:
        now = clock.spent(0.1)
        heard.append(warning(clock, now))
        clock = now
    assert heard.count(Sound.TICK) == 10
    assert heard.count(Sound.LOW_TIME) == 1


def test_a_period_that_begins_or_ends_is_heard():
    clock = replace(PlayerClock.start(BYO_YOMI), left_s=0.05)
    overtime = clock.spent(0.1)
    assert overtime.overtime
    assert warning(clock, overtime) is Sound.LOW_TIME
    last = replace(overtime, left_s=0.05)
    assert warning(last, last.spent(0.1)) is Sound.LOW_TIME
    early = replace(clock, left_s=9.05)
    assert warning(early, early.spent(0.1)) is None, "periods follow: nothing is lost yet"


LOG = "import sys, pathlib; pathlib.Path(sys.argv[1]).open('a').write(sys.argv[2] + chr(10))"
REFUSE = "import sys; sys.exit('no device')"


def test_a_program_plays_the_file(qtbot, tmp_path):
    log = tmp_path / "played"
    player = SoundPlayer(tmp_path, PlayCommand(sys.executable, ("-c", LOG, str(log))))
    player.play(Sound.STONE, 60)
    player.play(Sound.PASS, 60)
    player.play(Sound.PASS, 0)
    qtbot.waitUntil(lambda: player.num_running == 0, timeout=15_000)
    names = sorted(line.rpartition("/")[2] for line in log.read_text().splitlines())
    assert names == ["pass-0-60.wav", "stone-1-60.wav"]
    assert (tmp_path / "pass-0-60.wav").read_bytes() == wav_bytes(wave_of(Sound.PASS), 60)
    player.close()


def test_a_player_that_is_gone_before_its_programs_does_not_crash(qtbot, tmp_path):
    for _ in range(20):
        player = SoundPlayer(tmp_path, PlayCommand(sys.executable, ("-c", "")))
        player.play(Sound.PASS, 60)
        qtbot.waitUntil(lambda it=player: it.num_running == 0, timeout=15_000)
        del player
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("command", [(sys.executable, "-c", REFUSE), ("no-such-program-here",)])
def test_a_machine_without_sound_is_silent_and_says_why(qtbot, tmp_path, command):
    player = SoundPlayer(tmp_path, PlayCommand(command[0], command[1:]))
    for _ in range(3):
        assert player.problem == ""
        player.play(Sound.TICK, 60)
        qtbot.waitUntil(lambda: player.num_running == 0, timeout=15_000)
    assert player.problem
    player.play(Sound.TICK, 60)
    assert player.num_running == 0
    player.try_again()
    assert player.problem == ""
    player.close()


def test_many_sounds_at_once_do_not_pile_up_and_end_with_the_window(qtbot, tmp_path):
    sleeper = PlayCommand(sys.executable, ("-c", "import time; time.sleep(60)"))
    player = SoundPlayer(tmp_path, sleeper)
    for _ in range(20):
        player.play(Sound.STONE, 60)
    assert 0 < player.num_running <= 4
    player.close()
    assert player.num_running == 0


class _Heard(SoundPlayer):
    def __init__(self, folder) -> None:
        super().__init__(folder, None)
        self.sounds: list[Sound] = []

    def play(self, sound: Sound, percent: int) -> None:
        self.sounds.append(sound)


def test_the_window_is_heard_until_it_is_muted(make_bench, qtbot, qapp, tmp_path):
    bench = make_bench()
    folders = Folders(tmp_path / "config", tmp_path / "data")
    window = MainWindow(bench.session, Translator(qapp), folders, Settings())
    qtbot.addWidget(window)
    sounds = next(feature for feature in window.features if isinstance(feature, Sounds))
    heard = sounds.player = _Heard(tmp_path)
    bench.session.begin(GameSetup(white=HUMAN))
    bench.session.click(40)
    bench.session.pass_move()
    assert heard.sounds == [Sound.STONE, Sound.PASS]
    window.commands["view.sounds"].trigger()
    bench.session.click(41)
    assert heard.sounds == [Sound.STONE, Sound.PASS]
    assert not window.preferences.now.sounds
