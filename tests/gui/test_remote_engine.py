"""Engines on another machine: over a real network connection, to an SSH server of the test's own.

The server, its key, the person's key and ssh's configuration lie in the test's folder. The program
finds an ``ssh`` that reads that configuration first in PATH, and knows nothing else of all this.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gogame.board.coords import Color
from gui.analysis.game_line import report_shown
from gui.dialogs.engines import EngineField, EnginesDialog
from gui.engine_client import EngineClient
from gui.engine_client.remote_words import no_ssh_text, remote_fault
from gui.files.autosave import Autosave
from gui.files.settings import Folders, Settings
from gui.game.engines import EngineStatus, Protocol
from gui.game.remote import RemoteEngine
from gui.game.state import DEFAULT_AI, HUMAN, GameSetup, PlayerKind
from gui.i18n.translator import Translator
from gui.main_window import MainWindow
from gui.session import Session
from gui.session.engine_room import make_analyst, make_team
from tests.gui.conftest import fake_program

WAIT_MS = 400_000  # kernels may have to be compiled
FAULT_MS = 60_000
SSH = shutil.which("ssh")
SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
HERE = "127.0.0.1"
GTP = shlex.join([sys.executable, "-m", "gogame", "gtp"])
ANALYSIS = shlex.join([sys.executable, "-m", "gogame", "analysis"])
CONFIG = """
Host nowhere
    HostName nowhere.invalid
Host shut
    Port {shut}
Host stranger
    IdentityFile {folder}/stranger
Host unknown
    UserKnownHostsFile {folder}/nothing
Host changed
    UserKnownHostsFile {folder}/changed
Host box nowhere shut stranger unknown changed
    Port {port}
    HostName {here}
Host * !stranger
    IdentityFile {folder}/me
Host *
    IdentitiesOnly yes
    IdentityAgent none
    UserKnownHostsFile {folder}/known
    GlobalKnownHostsFile {folder}/nothing
"""
SERVER_CONFIG = """
ListenAddress {here}
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/me.pub
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
UsePAM no
PidFile none
"""

needs_server = pytest.mark.skipif(
    sys.platform != "linux" or SSH is None or SSHD is None,
    reason="needs Linux, ssh and sshd: the packages openssh-client and openssh-server",
)


@dataclass(frozen=True, slots=True)
class Server:
    """An SSH server on this machine, which stands for another one."""

    process: subprocess.Popen[bytes]
    port: int

    def cut(self) -> None:
        """Kills the processes that hold its connections."""
        for process_id in children_of(self.process.pid):
            with contextlib.suppress(ProcessLookupError):  # it may end by itself meanwhile
                os.kill(process_id, signal.SIGKILL)


def children_of(process_id: int) -> list[int]:
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text().rpartition(")")[2].split()[1]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == process_id:
            found.append(int(stat.parent.name))
    return found


def make_keys(folder: Path, port: int) -> None:
    for name in ("host", "me", "stranger"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(words, check=True)
    for known, owner in (("known", "host"), ("changed", "stranger")):
        key = (folder / f"{owner}.pub").read_text().split()[:2]
        (folder / known).write_text(f"[{HERE}]:{port} {' '.join(key)}\n")


def put_first_in_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every ``ssh`` read the test's configuration in place of the person's."""
    (folder / "bin").mkdir()
    wrapper = folder / "bin" / "ssh"
    wrapper.write_text(f'#!/bin/sh\nexec {SSH} -F {folder}/config "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", str(wrapper.parent) + os.pathsep + os.environ["PATH"])


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    folder = tmp_path / "ssh"
    folder.mkdir()
    with socket.socket() as free, socket.socket() as shut:
        free.bind((HERE, 0))
        shut.bind((HERE, 0))  # taken, and nobody listens
        port = free.getsockname()[1]
        free.close()
        places = {"folder": folder, "here": HERE, "port": port, "shut": shut.getsockname()[1]}
        make_keys(folder, port)
        put_first_in_path(folder, monkeypatch)
        (folder / "config").write_text(CONFIG.format(**places))
        (folder / "server").write_text(SERVER_CONFIG.format(**places))
        if os.geteuid() == 0:  # where the system has started none
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        with (folder / "log").open("wb") as log:
            words = [str(SSHD), "-D", "-e", "-f", str(folder / "server")]
            process = subprocess.Popen(words, stderr=log)
        started = Server(process, port)
        try:
            until_it_listens(port, folder / "log")
            yield started
        finally:
            started.cut()
            process.terminate()
            process.wait()


def until_it_listens(port: int, log: Path) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            socket.create_connection((HERE, port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.05)
        else:
            return


@pytest.fixture
def window(qtbot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    team = make_team(EngineClient(fake_program()))
    session = Session(team, Autosave(tmp_path / "data"), analyst=make_analyst(""))
    folders = Folders(tmp_path / "config", tmp_path / "data")
    made = MainWindow(session, Translator(qapp), folders, Settings())
    qtbot.addWidget(made)
    session.begin(GameSetup(white=HUMAN))
    made.show()
    yield made
    made.close()


Fill = Callable[[EnginesDialog], None]


@pytest.fixture
def choose(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Callable[[Fill], None]:
    """Returns what opens the dialog, lets a function fill it in and accepts it."""

    def open_dialog(fill: Fill) -> None:
        def answer(dialog: EnginesDialog) -> int:
            fill(dialog)
            dialog.accept()
            assert dialog.error == ""
            return dialog.result()

        monkeypatch.setattr(EnginesDialog, "exec", answer)
        window.commands["game.engines"].trigger()

    return open_dialog


def put(field: EngineField, host: str, command: str, port: int = 0) -> None:
    field.box.setCurrentIndex(field.box.findText("On another machine…"))
    field.remote.host.setText(host)
    field.remote.port.setValue(port)
    field.remote.command.setText(command)


@needs_server
@pytest.mark.slow
def test_a_move_and_an_analysis_from_another_machine(server, window, choose, qtbot):
    session = window.session
    elsewhere = f"{getpass.getuser()}@{HERE}"

    def fill(dialog: EnginesDialog) -> None:
        put(dialog.players[Color.WHITE], "box", GTP)
        dialog.analysis.protocol.setCurrentIndex(dialog.analysis.protocol.findText("JSON analysis"))
        put(dialog.analysis, elsewhere, ANALYSIS, server.port)

    choose(fill)
    session.click(40)
    qtbot.waitUntil(lambda: session.state.move_number == 2, timeout=WAIT_MS)
    assert session.state.setup.white.name.endswith(" @ box")
    session.analyse(is_on=True)
    qtbot.waitUntil(lambda: report_shown(session.state) is not None, timeout=WAIT_MS)
    assert session.state.analysis.choice.protocol is Protocol.ANALYSIS
    assert len(children_of(server.process.pid)) == 2

    def look(dialog: EnginesDialog) -> None:
        white, analysis = dialog.players[Color.WHITE].remote, dialog.analysis.remote
        assert (white.host.text(), white.port.value(), white.command.text()) == ("box", 0, GTP)
        assert (analysis.host.text(), analysis.port.value()) == (elsewhere, server.port)

    choose(look)
    session.set_player(Color.WHITE, HUMAN)
    session.analyse(is_on=False)
    window.close()
    qtbot.waitUntil(lambda: not children_of(server.process.pid), timeout=FAULT_MS)


@needs_server
@pytest.mark.slow
@pytest.mark.parametrize(
    ("host", "command", "sentence", "said"),
    [
        ("stranger", "true", "The login to stranger was refused", "Permission denied (publickey)"),
        ("nowhere", "true", "There is no machine called nowhere", "Could not resolve hostname"),
        ("shut", "true", "The machine shut cannot be reached", "Connection refused"),
        ("unknown", "true", "type “ssh unknown” in a terminal once", "verification failed"),
        ("changed", "true", "The host key of changed has changed", "has changed and you have"),
        ("box", "no-such-engine gtp", "and type its whole path there", "no-such-engine"),
        ("box", "/no/such/engine gtp", "and type its whole path there", "/no/such/engine"),
        ("box", "/", "cannot be run on box", "/"),
        ("box", "echo only words >&2; exit 3", "Its process ended with status 3", "only words"),
        ("box", "sh -c 'kill -9 $$'", "The engine on box was killed", ""),
    ],
)
def test_each_fault_is_told_in_the_engine_s_card(
    server, window, choose, qtbot, host, command, sentence, said
):
    choose(lambda dialog: put(dialog.players[Color.WHITE], host, command))
    qtbot.waitUntil(window.play.engine.restart_button.isVisible, timeout=FAULT_MS)
    reason = window.play.engine.reason
    assert sentence in reason
    assert said in reason
    assert "\n" not in reason
    assert window.session.state.engine.reason in window.messages.label.text()


def test_a_missing_ssh_is_told_too(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    line = RemoteEngine("box", "gogame-engine gtp").command_line
    white = replace(DEFAULT_AI, kind=PlayerKind.AI, name="GoGame @ box", engine=line)
    window.session.set_player(Color.WHITE, white)
    qtbot.waitUntil(window.play.engine.restart_button.isVisible, timeout=FAULT_MS)
    assert "ssh is missing on this machine: install" in window.play.engine.reason
    assert "GoGame @ box: the program ssh is missing" in window.messages.label.text()


@needs_server
@pytest.mark.slow
def test_a_game_goes_on_after_the_connection_was_cut(server, window, choose, qtbot):
    session = window.session
    choose(lambda dialog: put(dialog.players[Color.WHITE], "box", GTP))
    quick = session.state.setup.white
    session.set_player(Color.WHITE, replace(quick, seconds=60.0))
    session.click(40)
    qtbot.waitUntil(lambda: session.state.engine.status is EngineStatus.THINKING, timeout=WAIT_MS)
    server.cut()
    qtbot.waitUntil(window.play.engine.restart_button.isVisible, timeout=FAULT_MS)
    assert "The connection to box was lost: restart" in window.play.engine.reason
    assert session.state.move_number == 1
    session.set_player(Color.WHITE, quick)
    window.play.engine.restart_button.click()
    qtbot.waitUntil(lambda: session.state.move_number == 2, timeout=WAIT_MS)
    assert not window.play.engine.restart_button.isVisible()


@needs_server
@pytest.mark.slow
def test_an_analysis_goes_on_after_the_connection_was_cut(server, window, choose, qtbot):
    session, panel = window.session, window.analysis.panel
    choose(lambda dialog: put(dialog.analysis, "box", GTP))
    session.analyse(is_on=True)
    qtbot.waitUntil(lambda: report_shown(session.state) is not None, timeout=WAIT_MS)
    server.cut()
    qtbot.waitUntil(panel.restart_button.isVisible, timeout=FAULT_MS)
    assert "The connection to box was lost: restart" in panel.reason.text()
    session.click(40)
    panel.restart_button.click()
    qtbot.waitUntil(lambda: report_shown(session.state) is not None, timeout=WAIT_MS)
    assert not panel.restart_button.isVisible()


BOX = RemoteEngine("kim@box", "katago gtp", 2222)
LOGIN = "ssh: connect to host box port 2222: Connection timed out"


@pytest.mark.parametrize(
    ("status", "lines", "words"),
    [
        (255, ("Welcome", "kim@box: Permission denied (publickey,password)."), "“ssh -p 2222 kim"),
        (255, (LOGIN,), "kim@box cannot be reached"),
        (255, ("Timeout, server box not responding.",), "connection to kim@box was lost"),
        (255, ("client_loop: send disconnect: Broken pipe",), "connection to kim@box was lost"),
        (255, ("kex_exchange_identification: Connection closed by remote host",), "be reached"),
        (255, ("KataGo v1.16",), "was killed or the connection failed"),
        (255, (), "was killed or the connection failed"),
        (1, ("'katago' is not recognized as an internal or external command,", "x"), "not found"),
        (127, ("bash: line 1: katago: command not found",), "“bash: line 1: katago: command"),
    ],
)
def test_what_ssh_says_is_understood(qapp, status, lines, words):
    assert words in remote_fault(BOX, status, lines)


def test_what_the_engine_there_says_is_its_own_affair():
    assert remote_fault(BOX, 1, (LOGIN,)) == ""
    assert remote_fault(BOX, 0, ()) == ""


def test_korean_windows_say_it_in_korean(qapp):
    translator = Translator(qapp)
    translator.use("ko")
    told = [remote_fault(BOX, 255, (LOGIN,)), remote_fault(BOX, 127, ()), no_ssh_text()]
    translator.use("en")
    assert all(re.search("[가-힣]", text) for text in told)
    assert all("kim@box" in text for text in told[:2])
