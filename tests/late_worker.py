"""A worker whose results come late: when a test says so."""

from __future__ import annotations

from dataclasses import dataclass, field

from kypho_prep.look.worker import Asked, Done, Failed, Job


@dataclass
class LateWorker:
    """Keeps what it was given until it is told to work, while `late` holds; before and after, it runs it at once."""

    late: bool = True
    waiting: list[Asked] = field(default_factory=list)

    def run(self, job: Job, done: Done, failed: Failed) -> Asked:
        asked = Asked(job, done, failed)
        self.waiting.append(asked)
        if not self.late:
            self.work()
        return asked

    def work(self) -> None:
        """Carry out what waits, in turn, and tell."""
        while self.waiting:
            asked = self.waiting.pop(0)
            asked.carry_out()
            asked.tell()

    def close(self) -> None:
        """Do nothing: what waits is for nobody."""
