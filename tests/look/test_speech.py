"""The process that speaks, with the engine that Qt has for tests: it takes its time and makes no sound."""

import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kypho_prep.look.speech import Delivery, Speech, SpeechProcess

QUICK = Delivery("en", 1.0, 0.5)  # at this speed Qt's engine for tests takes 50 ms a word
WAIT = 15_000


@pytest.fixture
def speech() -> Iterator[SpeechProcess]:
    made = SpeechProcess("mock")
    yield made
    made.close()


def opened(speech: Speech, qtbot: QtBot) -> frozenset[str]:
    with qtbot.waitSignal(speech.opened, timeout=WAIT) as told:
        speech.open()
    assert told.args is not None
    languages: frozenset[str] = told.args[0]
    return languages


def test_it_tells_its_languages_and_when_a_text_is_said(speech: SpeechProcess, qtbot: QtBot) -> None:
    assert speech.process == 0, "nothing is started before it is asked for"
    assert "en" in opened(speech, qtbot)
    with qtbot.waitSignal(speech.said, timeout=WAIT) as told:
        speech.say(7, "Are you ready?", QUICK)
    assert told.args == [7]
    assert opened(speech, qtbot), "known by now"


def test_what_is_hushed_or_replaced_is_never_said(speech: SpeechProcess, qtbot: QtBot) -> None:
    opened(speech, qtbot)
    said: list[int] = []
    speech.said.connect(said.append)
    speech.say(1, "one two three four five", QUICK)
    speech.say(2, "six seven eight nine ten", QUICK)
    speech.hush()
    with qtbot.waitSignal(speech.said, timeout=WAIT):
        speech.say(3, "eleven", QUICK)
    assert said == [3]


def test_one_that_dies_in_the_middle_is_told_and_starts_anew(speech: SpeechProcess, qtbot: QtBot) -> None:
    opened(speech, qtbot)
    speech.say(1, "a long text " * 40, QUICK)
    with qtbot.waitSignal(speech.failed, timeout=WAIT):
        os.kill(speech.process, signal.SIGKILL)
    assert speech.process == 0
    assert opened(speech, qtbot)
    with qtbot.waitSignal(speech.said, timeout=WAIT):
        speech.say(2, "again", QUICK)


def test_one_that_hangs_is_given_up(qtbot: QtBot) -> None:
    speech = SpeechProcess("mock", patience=0.05)  # 1.5 seconds to begin, 0.3 to say this
    assert opened(speech, qtbot)
    os.kill(speech.process, signal.SIGSTOP)
    process = speech.process
    with qtbot.waitSignal(speech.failed, timeout=WAIT):
        speech.say(1, "hm", QUICK)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    speech.close()


@pytest.mark.parametrize("speech", [Speech(), SpeechProcess("no-such-engine")])
def test_without_an_engine_there_is_no_language(speech: Speech, qtbot: QtBot) -> None:
    assert opened(speech, qtbot) == frozenset()
    speech.say(1, "Nobody hears this.", QUICK)
    speech.hush()
    speech.close()


def test_it_ends_with_the_program(speech: SpeechProcess, qtbot: QtBot) -> None:
    opened(speech, qtbot)
    process = speech.process
    speech.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_fifty_patients_are_read_to_by_one_process(speech: SpeechProcess, qtbot: QtBot) -> None:
    opened(speech, qtbot)
    process, sizes = speech.process, []
    for number in range(50):
        with qtbot.waitSignal(speech.said, timeout=WAIT):
            speech.say(number, "Hello", QUICK)
        speech.say(number, "and a text that nobody hears to its end", QUICK)
        speech.hush()
        with open(f"/proc/{process}/statm", encoding="ascii") as statm:  # noqa: PTH123 - no file of ours
            sizes.append(int(statm.read().split()[1]))
    assert speech.process == process
    assert sizes[-1] < sizes[5] * 1.05
