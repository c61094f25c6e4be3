"""Six patients in whom nothing red may ever be open, and who are signed: an alarm here is a false one."""

from tests.twenty_four.story import (
    NOT_SURE,
    USUAL,
    Day,
    Patient,
    desk,
    facts,
    fasting,
    kiosk,
    kiosk_all,
    look_at_the_rest,
    phone,
    phone_all,
    sign,
    ticks,
)

CLOSE = (facts(), USUAL, look_at_the_rest(), sign())
NOT_YET = ("(?i)identifiers",)

VERA = Patient(
    "Vera: the night on which the clocks go forward",
    (
        Day("2027-03-08 10:00", (kiosk_all(),), "Nothing to say of her.", blocks=NOT_YET),
        Day(
            "2027-03-11 10:00",
            (facts(), fasting("2027-03-13 22:00", "2027-03-14 02:30"), look_at_the_rest(), sign()),
            "2:30 is no time in that night: the earlier moment is meant, said, stored and printed: 1:30.",
            may_sign=True,
            stands=True,
            plan=("1:30 AM",),
            plan_not=("2:30",),
        ),
        Day(
            "2027-03-14 07:40",
            (desk({}, ate="2027-03-13 20:00", drank="2027-03-14 01:15"),),
            "Drank in time.",
            may_sign=True,
            stands=True,
            plan_not=("2:30",),
        ),
    ),
    procedure="2027-03-14 09:00",
    arrival="07:30",
    quiet=True,
)

ABEL = Patient(
    "Abel: the night in which 1:30 comes twice",
    (
        Day("2027-11-02 10:00", (kiosk_all(),), "Nothing to say of him.", blocks=NOT_YET),
        Day(
            "2027-11-04 10:00",
            (facts(), fasting("2027-11-06 22:00", "2027-11-07 01:30"), look_at_the_rest(), sign()),
            "The first 1:30 is meant.",
            may_sign=True,
            stands=True,
            plan=("1:30 AM",),
        ),
        Day(
            "2027-11-07 07:40",
            (desk({}, ate="2027-11-06 21:30", drank="2027-11-07 00:30"),),
            "In time by either.",
            may_sign=True,
            stands=True,
        ),
    ),
    procedure="2027-11-07 09:00",
    arrival="07:30",
    quiet=True,
)

MIA = Patient(
    "Mia: nothing to eat after midnight",
    (
        Day("2026-11-30 10:00", (kiosk_all(),), "Nothing to say of her.", blocks=NOT_YET),
        Day(
            "2026-12-01 10:00",
            (facts(), fasting("2026-12-08 00:00", "2026-12-08 05:00"), look_at_the_rest(), sign()),
            "The plan says which night; 'Tuesday, midnight' alone can be read as the night after.",
            may_sign=True,
            stands=True,
            plan=("(?i)midnight", "(?i)night.*Monday"),
        ),
        Day("2026-12-04 10:00", (phone({"start.interpreter": False}),), "The same answer.", may_sign=True, stands=True),
        Day(
            "2026-12-08 07:00",
            (kiosk({}, ate="2026-12-07 23:45", drank="2026-12-08 04:45"),),
            "A quarter of an hour before the limit is before the limit.",
            may_sign=True,
            stands=True,
        ),
    ),
    quiet=True,
)

HANA = Patient(
    "Hana: an interpreter, her son beside her, shellfish, and a rash from nail glue",
    (
        Day(
            "2026-11-24 10:00",
            (
                kiosk_all(
                    {
                        "start.who": "helper_with",
                        "start.helper_name": "Ken",
                        "start.interpreter": True,
                        "allergies.contact": ticks("shellfish", "other"),
                        "allergies.contact_other": "nail glue",
                    }
                ),
            ),
            "To be looked at and made ready, never red: nail glue is no bone cement.",
            blocks=NOT_YET,
        ),
        Day("2026-11-25 10:00", CLOSE, "An interpreter is booked.", may_sign=True, stands=True),
        Day(
            "2026-11-30 10:00",
            (phone({"allergies.contact_other": "nail glue"}),),
            "The same word again changes nothing.",
            may_sign=True,
            stands=True,
        ),
    ),
    quiet=True,
)

NORA = Patient(
    "Nora: by phone, not sure about six small things; one piece of work",
    (
        Day(
            "2026-11-24 10:00",
            (
                phone_all(
                    {
                        "medicines.also": NOT_SURE,
                        "allergies.contact": NOT_SURE,
                        "health.implants": NOT_SURE,
                        "health.walking": NOT_SURE,
                        "ride.stairs": NOT_SURE,
                        "health.cause": NOT_SURE,
                    }
                ),
            ),
            "Amber, one card for all of them.",
            blocks=NOT_YET,
            most_unsure=1,
        ),
        Day(
            "2026-11-25 10:00",
            (
                kiosk(
                    {
                        "medicines.also": ticks(),
                        "allergies.contact": ticks(),
                        "health.implants": ticks(),
                        "health.walking": False,
                        "ride.stairs": True,
                        "health.cause": "weak_bones",
                    }
                ),
                *CLOSE,
            ),
            "Answered: nothing left of it.",
            may_sign=True,
            stands=True,
            most_unsure=0,
        ),
        Day("2026-11-30 10:00", (kiosk({}),), "'Right now: none' again is no change.", may_sign=True, stands=True),
    ),
    quiet=True,
)

SAUL = Patient(
    "Saul: Tylenol, vitamin C and Fosamax, asked three times",
    (
        Day(
            "2026-11-24 10:00",
            (
                kiosk_all(
                    {"medicines.also": ticks("prescription")},
                    medicines={"Tylenol": {}, "vitamin C": {}, "Fosamax": {}},
                ),
            ),
            "Ordinary medicines.",
            blocks=NOT_YET,
        ),
        Day("2026-11-28 11:00", (phone({"health.walking": False}), *CLOSE), "Signed.", may_sign=True, stands=True),
        Day(
            "2026-12-05 23:59",
            (kiosk({"bleeding.history": ticks()}),),
            "Just before midnight, the same answer.",
            may_sign=True,
            stands=True,
        ),
        Day(
            "2026-12-08 06:55",
            (kiosk({}, ate="2026-12-07 19:00", drank="2026-12-08 04:00"),),
            "In time.",
            may_sign=True,
            stands=True,
        ),
    ),
    quiet=True,
)

PATIENTS = (VERA, ABEL, MIA, HANA, NORA, SAUL)
