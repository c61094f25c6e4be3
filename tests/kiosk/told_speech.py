"""A voice for tests: it keeps what it is told to say, and has said it when a test says so."""

from kypho_prep.look.speech import Delivery, Speech


class ToldSpeech(Speech):
    """Speaks some languages; a text is said once `finish` is called."""

    def __init__(self, *languages: str) -> None:
        super().__init__()
        self.languages = frozenset(languages)
        self.told: list[str] = []
        self.how: list[Delivery] = []
        self.saying: int | None = None

    def open(self) -> None:
        self.opened.emit(self.languages)

    def say(self, number: int, text: str, how: Delivery) -> None:
        self.told.append(text)
        self.how.append(how)
        self.saying = number

    def hush(self) -> None:
        self.saying = None

    def finish(self) -> None:
        """Have said what is being said."""
        number, self.saying = self.saying, None
        assert number is not None, "nothing is being said"
        self.said.emit(number)

    def finish_all(self) -> list[str]:
        """Say everything to its end; return all that was told since the last time."""
        while self.saying is not None:
            self.finish()
        told, self.told = self.told, []
        return told

    def die(self) -> None:
        """Break in the middle of a text."""
        self.saying = None
        self.failed.emit()
