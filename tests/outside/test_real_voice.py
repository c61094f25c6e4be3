"""The machine's own voice, heard: speech-dispatcher and espeak-ng speak into a sound card that is none."""

import os
import shutil
import signal
import subprocess
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kypho_prep.look.speech import Delivery, SpeechProcess

MODULE = Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng")
NEEDED = ("pulseaudio", "parec", "pactl", "speech-dispatcher")
IS_THERE = MODULE.exists() and all(shutil.which(one) for one in NEEDED)
SILENT_SINK = ("module-null-sink sink_name=silent", "module-native-protocol-unix")
WAIT = 40_000

pytestmark = pytest.mark.skipif(
    not IS_THERE and not os.environ.get("CI"),
    reason="needs Debian's speech-dispatcher, speech-dispatcher-espeak-ng, pulseaudio and pulseaudio-utils",
)


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A sound server of the test's own that plays to nobody; what speaks through it ends with the test."""
    home = Path(tempfile.mkdtemp(prefix="voice-"))  # its sockets' names may not be long
    for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
    monkeypatch.setenv("PULSE_SERVER", f"unix:{home}/pulse/native")
    loads = [word for module in SILENT_SINK for word in ("-L", module)]
    words = ["pulseaudio", "-n", "--disable-shm", "--exit-idle-time=-1", *loads]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(words, **quiet)  # type: ignore[call-overload]
    for _ in range(100):
        if subprocess.run(["pactl", "info"], check=False, **quiet).returncode == 0:  # type: ignore[call-overload]
            break
    yield home
    with suppress(FileNotFoundError, ProcessLookupError):
        speaker = home / "speech-dispatcher" / "pid" / "speech-dispatcher.pid"
        os.kill(int(speaker.read_text("ascii")), signal.SIGTERM)
    server.terminate()
    server.wait(10)
    shutil.rmtree(home, ignore_errors=True)


def test_a_sentence_is_heard_in_three_languages(sound: Path, qtbot: QtBot) -> None:
    heard = sound / "heard.raw"
    speech = SpeechProcess()
    with qtbot.waitSignal(speech.opened, timeout=WAIT) as opened:
        speech.open()
    assert opened.args is not None
    assert {"en", "es", "ar"} <= opened.args[0]
    said = {"en": "Do you take a blood thinner?", "es": "¿Toma algún anticoagulante?", "ar": "هل تأخذ مميعًا للدم؟"}
    for number, (language, text) in enumerate(said.items()):
        with heard.open("wb") as kept:
            words = ["parec", "-d", "silent.monitor", "--raw", "--format=s16le", "--rate=8000", "--channels=1"]
            listens = subprocess.Popen(words, stdout=kept)
            with qtbot.waitSignal(speech.said, timeout=WAIT):
                speech.say(number, text, Delivery(language, -0.2, 0.8))
            listens.terminate()
            listens.wait(10)
        wave = array("h", heard.read_bytes()[: heard.stat().st_size // 2 * 2])
        loud = (sum(one * one for one in wave) / max(1, len(wave))) ** 0.5
        assert loud > 100, f"{language}: {loud:.0f} of 32,767 in {len(wave)} samples"
    logs = [one for one in sound.rglob("*.log") if one.is_file()]
    assert logs, "the voice keeps a log"
    assert not [one for one in logs if "blood thinner" in one.read_text("utf-8", "replace")], "it holds no page's words"
    speech.close()
