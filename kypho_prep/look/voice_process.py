"""The process that speaks: the machine's voice in a process of its own, told line by line what to say.

An engine of the machine takes up to some seconds to begin, during which nothing else of its process runs, and one that
fails may take its process along: neither is to happen to the patient's page. `python -m kypho_prep.look.voice_process`,
with the name of one of Qt's engines where it is not to be the machine's own, reads one JSON object a line: `say` with
`id`, `language`, `rate` (-1 to 1) and `volume` (0 to 1), or `hush`. It writes `languages`, then `said` or `failed`
with an id. It ends with its input.
"""

from __future__ import annotations

import json
import sys
from threading import Thread
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

from kypho_prep.records.process_memory import leave_no_core

# Which of several countries' voices of a language comes first, and what tells the plainest voice of it by its name.
COUNTRIES = ("US", "MX", "419", "EG")
PLAIN = "America"
# An engine for tests says nothing aloud: it counts only where it is asked for.
SILENT = "mock"


class Mouth(QObject):
    """Says one text at a time by one of Qt's engines; whatever is said is written to the standard output."""

    def __init__(self, engine: str) -> None:
        super().__init__()
        from PySide6.QtTextToSpeech import QTextToSpeech

        self._states = QTextToSpeech.State
        there = [one for one in QTextToSpeech.availableEngines() if one != SILENT]
        self._engine = QTextToSpeech(engine or there[0], self) if engine or there else None
        self._saying: int | None = None
        self._begun = False
        if self._engine is not None:
            self._engine.stateChanged.connect(self._changed)
        tell(languages=self._languages())

    def obey(self, line: str) -> None:
        """Do what one line asks for."""
        asked = json.loads(line)
        if self._engine is None:
            return
        self._saying, self._begun = None, False
        self._engine.stop()
        if "say" in asked:
            self._say(asked)

    def _say(self, asked: dict[str, Any]) -> None:
        if self._engine is None:
            return
        self._choose(asked["language"])
        self._engine.setRate(asked["rate"])
        self._engine.setVolume(asked["volume"])
        self._saying = asked["id"]
        self._engine.say(asked["say"])

    def _changed(self, state: object) -> None:
        """Tell that a text is said, or could not be; what was stopped for another one counts as neither."""
        if self._saying is None:
            return
        if state == self._states.Speaking:
            self._begun = True
        elif state == self._states.Error:
            self._tell_end("failed")
        elif state == self._states.Ready and self._begun:
            self._tell_end("said")

    def _tell_end(self, how: str) -> None:
        tell(**{how: self._saying})
        self._saying = None

    def _languages(self) -> list[str]:
        if self._engine is None or self._engine.state() == self._states.Error:
            return []
        return sorted({_code(one) for one in self._engine.availableLocales()})

    def _choose(self, language: str) -> None:
        """Take the voice of a language: of the country that most who read it here know, and the plainest of those."""
        if self._engine is None or _code(self._engine.locale()) == language:
            return
        found = [one for one in self._engine.availableLocales() if _code(one) == language]
        if found:
            self._engine.setLocale(min(found, key=_place))
            voices = [one for one in self._engine.availableVoices() if PLAIN in one.name() and "+" not in one.name()]
            if voices:
                self._engine.setVoice(min(voices, key=lambda one: len(one.name())))


def _code(locale: QLocale) -> str:
    return locale.name().partition("_")[0]


def _place(locale: QLocale) -> tuple[int, str]:
    country = locale.name().partition("_")[2]
    return COUNTRIES.index(country) if country in COUNTRIES else len(COUNTRIES), locale.name()


def tell(**what: object) -> None:
    """Write one line that the program reads."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Ear(QObject):
    """Reads the standard input in a thread of its own: Qt watches no pipe on Windows."""

    heard = Signal(str)
    ended = Signal()

    def listen(self) -> None:
        """Hand on each line, then tell that the program has gone."""
        for line in sys.stdin:
            self.heard.emit(line)
        self.ended.emit()


def main() -> None:
    """Speak until the input ends."""
    leave_no_core()
    app = QCoreApplication(sys.argv[:1])
    mouth = Mouth(sys.argv[1] if len(sys.argv) > 1 else "")
    ear = Ear()
    ear.heard.connect(mouth.obey)
    ear.ended.connect(app.quit)
    Thread(target=ear.listen, daemon=True).start()
    app.exec()


if __name__ == "__main__":
    main()
