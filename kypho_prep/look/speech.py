"""What says a text aloud: the machine's own voice, in a process that is started when it is first asked for."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

SPEAKER = "kypho_prep.look.voice_process"
# Seconds: how long an engine may take to begin, and a text to be said: so long, and so long for each letter.
BEGINS, SAYS, LETTER = 30.0, 5.0, 0.25
ENDS_MS = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a text is said: the language's code, speed from -1 to 1 (0: the engine's own), volume from 0 to 1."""

    language: str
    rate: float
    volume: float


class Speech(QObject):
    """Says one text at a time; this one has no voice.

    `opened` tells the codes of the languages that it has voices for, none where there is no engine; `said` that the
    text of a number was said to its end; `failed` that it will not be.
    """

    opened = Signal(object)
    said = Signal(int)
    failed = Signal()

    def open(self) -> None:
        """Begin, where it has not; `opened` follows."""
        self.opened.emit(frozenset())

    def say(self, number: int, text: str, how: Delivery) -> None:
        """Say a text in place of whatever is being said."""

    def hush(self) -> None:
        """Be quiet at once; nothing is told of what was being said."""

    def close(self) -> None:
        """End for good."""


class SpeechProcess(Speech):
    """The machine's voice; without an engine, or without the package that reaches one, it has no language.

    `engine` is one of Qt's by name, empty the machine's own. One that dies or says nothing for too long is given up,
    and begun anew when it is next asked for; `patience` shortens those times.
    """

    def __init__(self, engine: str = "", *, patience: float = 1.0) -> None:
        super().__init__()
        self._engine = engine
        self._patience = patience
        self._process: QProcess | None = None
        self._languages: frozenset[str] | None = None
        self._saying = False
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._give_up)

    @property
    def process(self) -> int:
        """Return the id of the process that speaks; 0 while there is none."""
        return self._process.processId() if self._process is not None else 0

    def open(self) -> None:
        """Start the process, where it does not run; `opened` follows, at once where it is known."""
        if self._languages is not None:
            self.opened.emit(self._languages)
        elif self._process is None:
            self._start()

    def say(self, number: int, text: str, how: Delivery) -> None:
        """Say a text in place of whatever is being said."""
        self._saying = True
        self._tell(say=text, id=number, language=how.language, rate=how.rate, volume=how.volume)
        self._wait(SAYS + LETTER * len(text))

    def hush(self) -> None:
        """Be quiet at once; nothing is told of what was being said."""
        if self._saying:
            self._saying = False
            self._limit.stop()
            self._tell(hush=True)

    def close(self) -> None:
        """End the process; whatever is being said ends with it."""
        self._end(ENDS_MS)

    def _end(self, patience_ms: int) -> None:
        """End the process, by force where it has not ended within so many milliseconds."""
        self._limit.stop()
        process, self._process = self._process, None
        self._languages, self._saying = None, False
        if process is not None:
            process.blockSignals(True)
            process.closeWriteChannel()
            if not process.waitForFinished(patience_ms):
                process.kill()
                process.waitForFinished(ENDS_MS)
            process.deleteLater()

    def _start(self) -> None:
        process = self._process = QProcess(self)
        around = QProcessEnvironment.systemEnvironment()
        ours, others = str(Path(__file__).parents[2]), around.value("PYTHONPATH")
        around.insert("PYTHONPATH", os.pathsep.join(one for one in (ours, others) if one))
        process.setProcessEnvironment(around)
        process.setStandardErrorFile(QProcess.nullDevice())  # an engine's own talk
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._ended)
        process.start(sys.executable, ["-m", SPEAKER, *([self._engine] if self._engine else [])])
        self._wait(BEGINS)

    def _tell(self, **what: object) -> None:
        if self._process is not None:
            import json  # no start needs it

            self._process.write(json.dumps(what).encode() + b"\n")

    def _wait(self, seconds: float) -> None:
        self._limit.start(round(seconds * self._patience * 1000))

    def _read(self) -> None:
        import json

        while self._process is not None and self._process.canReadLine():
            self._hear(json.loads(bytes(self._process.readLine().data())))

    def _hear(self, told: dict[str, Any]) -> None:
        if "languages" in told:
            self._limit.stop()
            self._languages = frozenset(told["languages"])
            self.opened.emit(self._languages)
        elif "said" in told:
            self._saying = False
            self._limit.stop()
            self.said.emit(told["said"])
        else:
            self._give_up()

    def _ended(self, *_: object) -> None:
        """Take note that the process has gone by itself."""
        self._give_up()

    def _give_up(self) -> None:
        began, said = self._languages is not None, self._saying
        self._end(0)  # nobody who touches the screen waits for one that hangs
        if not began:
            self.opened.emit(frozenset())
        elif said:
            self.failed.emit()
