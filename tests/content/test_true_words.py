"""What a pharmacist's and a nurse educator's eye found untrue or missing stays said, word for word where it matters."""

import pytest

from kypho_prep.content import Content
from kypho_prep.content.word_keys import for_patients

# Where it is said, what must be said there, and what must not come back.
SAID = [
    ("about.causes.body", "Doctors call the crack a compression fracture", "needle hole"),  # S02
    ("about.what.body", "small cut or a puncture", "it works through one small cut"),  # S15
    ("about.stooping.body", "shorter and bend your back forward", ""),  # S08
    ("risks.cement_leak.body", "a dangerous place, such as near the spinal canal", ""),  # S38
    ("tests.about.body", "see if you are well enough", "urine tests look"),  # S41
    ("tests.about.body", "A blood test can show how fast your blood clots", "and show how fast"),  # S48
    ("fasting.plan.help", "Before general anesthesia", "Some people"),  # S46
    ("allergies.treatment.question", "allergic or sensitive to any medicine", "glue"),  # S52, S56
    ("allergies.treatment.help", "rash", ""),
    ("allergies.treatment.choice.cement", "acrylic nails or false teeth", "glue"),
    ("medicines.other_change.help", "Only your doctors decide that, never you alone", "drug store"),  # S59
    ("medicines.groups_thin.choice.weekly_shot", "pill for diabetes or weight loss", "sugar"),
    ("medicines.groups_more.choice.strong_pain", "to calm you", "nerves"),
    ("now.symptoms.choice.cannot_pee", "Cannot pee", "numb"),
    ("medicines.stomach.question", "stomach been upset", "since you take"),
    ("health.heart_lungs.help", "special care to keep you safe", ""),  # S61, and not only behind "why"
    ("ride.adult.help", "Most people go home the same day", "You go home"),  # S65
    ("after.rest.body", "Your doctor will tell you to rest in bed", "Plan to rest"),  # S82
    ("after.recovery.body", "Most people can walk within an hour", "You can walk"),  # S83
    (
        "after.sign_breathing.body",
        "more short of breath or cough up blood",
        "Your doctor can hear of it later",
    ),
    ("after.sign_swallowing.body", "hard to swallow", "blood"),  # coughed-up blood is the emergency line's
    ("after.sign_numbness.body", "a leg, an arm or your face gets weak", "other parts get weak"),
    ("after.sign_site.body", "hurts more", "back hurts or"),
    ("after.scene.again", "Your doctor asks you to call", "wants to know of it early"),
    ("after.scene.right", "a reason to call your doctor", "No one will mind"),
    ("bleeding.heart_clots.help", "made of tissue is not a metal one", ""),
    ("bring.ready.help", "Leave cash, jewelry and other valuables at home", "no good place"),
    ("health.pregnancy.why", "if you could be pregnant", "unborn"),
]


@pytest.mark.parametrize(("key", "said", "gone"), SAID, ids=[f"{key}: {said}" for key, said, _ in SAID])
def test_what_was_set_right_stays_right(real: Content, key: str, said: str, gone: str) -> None:
    text = " ".join(real.words("en").table[key].split())
    assert said in text
    assert not gone or gone not in text


@pytest.mark.parametrize("own", ["source page", "these words", "not yet approved", "{version}", "{approval}"])
def test_a_patient_reads_nothing_of_the_programs_own(real: Content, own: str) -> None:
    said = {key for key, text in real.words("en").table.items() if for_patients(key) and own in text.casefold()}
    assert said <= {"papers.plan.source"}
