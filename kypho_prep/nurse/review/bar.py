"""The bar on top of the review: two identifiers and how to reach the patient, and the keys that lead away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kypho_prep.nurse.open_visit.context import Opened
from kypho_prep.nurse.widgets.form_page import Bar
from kypho_prep.nurse.widgets.parts import key, say
from kypho_prep.prep.times import age
from kypho_prep.prep.wording.sentences import plain_day_words


def review_bar(opened: Opened, back: Callable[[], object], does: Mapping[str, Callable[[], object]]) -> Bar:
    """Return the bar; `does` says what each key does by its name (handing, edit, day, end), the lock comes last."""
    desk, words, patient = opened.desk, opened.desk.words, opened.situation.chart.patient
    bar = Bar(desk, f"{patient.family}, {patient.given}", stretch=0)
    facts = [words("desk.board.age", age=age(patient.born, opened.post.today))]
    facts += [words(f"desk.sex.{patient.sex}")] if patient.sex else []
    facts.append(words("desk.review.born", on=plain_day_words(words, patient.born)))
    facts += [words("desk.board.mrn", mrn=patient.mrn)] if patient.mrn else []
    facts += [patient.phone] if patient.phone else []
    facts.append(words.optional(f"desk.speaks.{patient.language}") or patient.language)
    if patient.language not in desk.workplace.content.languages:
        facts.append(words("desk.review.language_missing"))
    bar.below_title(say(desk, " · ".join(facts), "text/surface", 16))
    bar.before(key(desk, words("desk.review.board"), "back", back))
    for name, press in does.items():
        said = words("desk.lock") if name == "lock" else words(f"desk.review.{name}")
        bar.put(key(desk, said, name, press))
    return bar
