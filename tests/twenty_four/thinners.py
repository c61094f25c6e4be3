"""Blood thinners: taken too late, taken as told, under two names, and stopped by the patient alone."""

from tests.twenty_four.story import (
    USUAL,
    Day,
    Patient,
    act,
    facts,
    instruct,
    kiosk,
    kiosk_all,
    look_at_the_rest,
    phone,
    sign,
    ticks,
)

THINNER = {"medicines.groups_thin": ticks("blood_thinner")}
CLOSE = (facts(), USUAL, look_at_the_rest(), sign())
RESTART = "Dr. Chen decides it the day after."

RUTH = Patient(
    "Ruth: Eliquis, 'today' on the last day allowed and 'today' again three days later",
    (
        Day(
            "2026-11-24 10:00",
            (kiosk_all(THINNER, medicines={"Eliquis": {"taken": "2026-11-24", "medicines.still_taking": "yes"}}),),
            "A thinner that nobody has given a word about.",
            red=("Eliquis",),
            blocks=("Eliquis", "identifiers", "ast"),
            plan=("Eliquis",),
            plan_not=("December 2",),
        ),
        Day(
            "2026-11-25 14:00",
            (instruct("Eliquis", "last_dose", on="2026-12-02", at="20:00", restart=RESTART), *CLOSE),
            "The cardiologist's word is entered, told and read back; nothing else is open.",
            may_sign=True,
            stands=True,
            plan=("Eliquis", "December 2"),
            plan_not=("nothing is entered",),
        ),
        Day(
            "2026-12-02 21:00",
            (phone({}, taken={"Eliquis": "2026-12-02"}), sign()),
            "Taken on the very day that was said: nothing is wrong, and it may be signed anew.",
            may_sign=True,
            stands=True,
        ),
        Day(
            "2026-12-05 09:00",
            (kiosk({}, taken={"Eliquis": "2026-12-05"}),),
            "The same touch, 'today', on a Saturday: three days after the last dose that was ordered.",
            red=("Eliquis",),
            stands=False,
            blocks=("Eliquis",),
            plan=("Eliquis",),
        ),
        Day(
            "2026-12-07 09:00",
            (
                instruct("Eliquis", "last_dose", on="2026-12-05", restart=RESTART, instead="Taken until the 5th."),
                look_at_the_rest(),
            ),
            "The doctor accepts the 5th as the last dose: a red that arose can be closed.",
            may_sign=True,
            stands=False,
            plan=("December 5",),
            plan_not=("December 2",),
        ),
    ),
)

OMAR = Patient(
    "Omar: Xarelto, did just as he was told and says so truthfully on a weekend",
    (
        Day(
            "2026-11-30 09:00",
            (kiosk_all(THINNER, medicines={"Xarelto": {"taken": "2026-11-29", "medicines.still_taking": "yes"}}),),
            "No word about the thinner yet.",
            red=("Xarelto",),
            blocks=("Xarelto",),
        ),
        Day(
            "2026-12-01 09:00",
            (instruct("Xarelto", "last_dose", on="2026-12-02", restart=RESTART), *CLOSE),
            "Word, read back, told: signed.",
            may_sign=True,
            stands=True,
            plan=("Xarelto", "December 2"),
        ),
        Day(
            "2026-12-05 11:00",
            (kiosk({}, taken={"Xarelto": "2026-12-02"}),),
            "Three days ago, as ordered: no red; the new answer wants a new signature and nothing more.",
            may_sign=True,
        ),
        Day(
            "2026-12-06 15:00",
            (phone({}, taken={"Xarelto": "2026-12-02"}), sign()),
            "The same day said on a Sunday over the phone.",
            may_sign=True,
            stands=True,
            plan=("December 2",),
        ),
    ),
)

WANDA = Patient(
    "Wanda: warfarin, and a week later Coumadin: one drug under two names",
    (
        Day(
            "2026-11-24 10:00",
            (kiosk_all(THINNER, medicines={"warfarin": {"taken": "2026-11-24", "medicines.still_taking": "yes"}}),),
            "No word about the thinner yet.",
            red=("warfarin",),
            blocks=("warfarin",),
        ),
        Day(
            "2026-11-25 10:00",
            (instruct("warfarin", "last_dose", on="2026-12-02", restart=RESTART), *CLOSE),
            "Word, read back, told: signed.",
            may_sign=True,
            stands=True,
            plan=("December 2",),
        ),
        Day(
            "2026-11-30 10:00",
            (phone({}, medicines={"Coumadin": {"taken": "2026-11-30", "medicines.still_taking": "yes"}}),),
            "Maybe a double dose: she must be asked once if it is one medicine or two. The word given holds for both.",
            red=("(?i)(coumadin|warfarin)",),
            stands=False,
            blocks=("(?i)(coumadin|warfarin)",),
            plan=("December 2",),
            plan_not=("(?i)nothing is entered", "(?i)no instruction", "(?i)has not told"),
        ),
        Day(
            "2026-12-01 10:00",
            (
                act(
                    "(?i)(coumadin|warfarin)",
                    "proceed",
                    decided_by="Dr. Chen",
                    text="One bottle under two names.",
                ),
                look_at_the_rest(),
                sign(),
            ),
            "It is one medicine: said once, and closed.",
            may_sign=True,
            stands=True,
            plan=("December 2",),
            plan_not=("(?i)nothing is entered",),
        ),
    ),
)

PILAR = Patient(
    "Pilar: stopped Plavix by herself; 'continue' without her heart doctor's word on that is not enough",
    (
        Day(
            "2026-11-27 10:00",
            (
                kiosk_all(
                    THINNER,
                    medicines={
                        "Plavix": {
                            "taken": "2026-11-20",
                            "medicines.still_taking": "self",
                            "medicines.see_nurse": "understood",
                        }
                    },
                ),
            ),
            "Stopped on her own: it must say so, not 'no full instruction'.",
            red=("(?i)plavix",),
            blocks=("(?i)(own|self|herself)",),
            plan_not=("(?i)no full instruction",),
        ),
        Day(
            "2026-11-30 10:00",
            (instruct("Plavix", "continue"), facts(), USUAL, look_at_the_rest()),
            "Continue, but who decided did not say that they know she stopped: red still.",
            red=("(?i)plavix",),
            blocks=("(?i)plavix",),
        ),
        Day(
            "2026-12-01 10:00",
            (
                act(
                    "(?i)plavix",
                    "told_doctor",
                    decided_by="Dr. Chen",
                    answer="Knows that she stopped on November 20; she takes it again from today.",
                ),
                phone({"medicines.still_taking:Plavix": "yes"}, taken={"Plavix": "2026-12-01"}),
                look_at_the_rest(),
                sign(),
            ),
            "The heart doctor knows and decided, and she takes it again.",
            may_sign=True,
            stands=True,
        ),
    ),
)

PATIENTS = (RUTH, OMAR, WANDA, PILAR)
