"""`DiagnosisDialog`: what works on this machine, as ``gogame-engine doctor`` finds it."""

from __future__ import annotations

from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from gui.views.diagnosis_texts import diagnosis_line
from gui.views.parts import make_button, make_label, resize_in_lines

_WIDTH_LINES = 52
_HEIGHT_LINES = 32
_END_MS = 500


class DiagnosisDialog(QDialog):
    """Runs the examination as a child process and shows what it says while it says it."""

    def __init__(self, program: tuple[str, ...], parent: QWidget | None = None) -> None:
        """Begin the examination.

        Args:
            program: The program that examines, with its arguments.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self._program = program
        self.setWindowTitle(self.tr("Diagnosis"))
        self.state = make_label("title", wraps=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setFixedHeight(6)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setObjectName("fixed")
        self.report.setAccessibleName(self.windowTitle())
        self.copy_button, self.again_button = make_button(), make_button()
        self.copy_button.setText(self.tr("Copy"))
        self.again_button.setText(self.tr("Examine again"))
        close = make_button("primary")
        close.setText(self.tr("Close"))
        self.copy_button.clicked.connect(self._copy)
        self.again_button.clicked.connect(self.examine)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.again_button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        for part in (self.state, self._bar):
            column.addWidget(part)
        column.addWidget(self.report, 1)
        column.addLayout(row)
        resize_in_lines(self, _WIDTH_LINES, _HEIGHT_LINES)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail)
        self.examine()

    def examine(self) -> None:
        """Begins anew."""
        self.report.clear()
        self.state.setText(self.tr("Examining this computer…"))
        self._bar.show()
        self.again_button.setEnabled(False)
        self._process.start(self._program[0], list(self._program[1:]))
        self._process.closeWriteChannel()

    def _read(self) -> None:
        while self._process.canReadLine():
            self._show(bytes(self._process.readLine().data()))

    def _show(self, line: bytes) -> None:
        words = line.decode("utf-8", "replace").rstrip()
        self.report.appendPlainText(diagnosis_line(words))

    def _finish(self, code: int, _status: QProcess.ExitStatus) -> None:
        if rest := bytes(self._process.readAllStandardOutput().data()):
            self._show(rest)
        self._bar.hide()
        self.again_button.setEnabled(True)
        if code == 0:
            self.state.setText(self.tr("Everything that a game needs works."))
        else:
            self.state.setText(self.tr("Something does not work: see below."))

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.report.appendPlainText(self._process.errorString())
            self._finish(1, QProcess.ExitStatus.CrashExit)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def done(self, result: int) -> None:
        """Ends the examination with the dialog."""
        self._process.blockSignals(True)  # noqa: FBT003 - Qt's
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_END_MS)
        super().done(result)
