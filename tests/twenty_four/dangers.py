"""What the team must get ready or decide: latex, oxygen, cement, allergies, a pump, legs that got weak, chest pain."""

from tests.twenty_four.story import (
    USUAL,
    Day,
    Patient,
    act,
    desk,
    facts,
    instruct,
    kiosk,
    kiosk_all,
    look_at_the_rest,
    phone,
    phone_all,
    sign,
    ticks,
)

CLOSE = (facts(), USUAL, look_at_the_rest(), sign())
DOCTOR = {"decided_by": "Dr. Chen"}

LENA = Patient(
    "Lena: latex takes her breath; 'prepared' without a word closes nothing",
    (
        Day(
            "2026-11-24 10:00",
            (kiosk_all({"allergies.contact": ticks("latex"), "allergies.latex_reaction": ticks("breathing")}),),
            "A room without latex must be made ready.",
            red=("(?i)latex",),
            blocks=("(?i)latex",),
        ),
        Day(
            "2026-11-25 10:00",
            (act("(?i)latex", "prepared", refused=True), facts(), USUAL, look_at_the_rest()),
            "A bare press says neither what was made ready nor who was told.",
            red=("(?i)latex",),
            blocks=("(?i)latex",),
        ),
        Day(
            "2026-11-27 10:00",
            (act("(?i)latex", "prepared", text="Room 2 without latex, first case", told="Nurse Kim, OR"), sign()),
            "What, by whom, told to whom: closed.",
            may_sign=True,
            stands=True,
        ),
        Day(
            "2026-11-30 10:00",
            (desk({"allergies.latex_reaction": ticks("breathing", "swelling")}),),
            "She tells of more than before: handling and signature were for another answer.",
            red=("(?i)latex",),
            stands=False,
            blocks=("(?i)latex",),
        ),
    ),
)

OTTO = Patient(
    "Otto: oxygen at home and cannot lie on his front",
    (
        Day(
            "2026-11-24 10:00",
            (
                kiosk_all(
                    {
                        "health.heart_lungs": ticks("lungs", "home_oxygen"),
                        "health.face_down": "cannot",
                        "health.face_down_why": "I cannot breathe then",
                    }
                ),
            ),
            "Two reds, each its own piece of work.",
            red=("(?i)oxygen", "(?i)(face down|front|lie)"),
            blocks=("(?i)oxygen", "(?i)(face down|front|lie)"),
        ),
        Day(
            "2026-11-25 10:00",
            (
                act("(?i)oxygen", "prepared", text="Anesthesia brings oxygen", told="Dr. Roy"),
                act("(?i)(face down|front|lie)", "told_doctor", answer="Will turn him on his side.", **DOCTOR),
                *CLOSE,
            ),
            "Oxygen is made ready, the doctor decided about lying.",
            may_sign=True,
            stands=True,
        ),
        Day(
            "2026-11-30 16:00",
            (phone({"health.face_down": "yes"}),),
            "Better than before: the oxygen stays handled, the changed answer wants a new signature.",
            may_sign=True,
            stands=False,
        ),
    ),
)

CORA = Patient(
    "Cora: types 'bone cement' where anything else is asked",
    (
        Day(
            "2026-11-24 10:00",
            (kiosk_all({"allergies.contact": ticks("other"), "allergies.contact_other": "bone cement"}),),
            "Whatever box it stands in, cement could cancel the case.",
            red=("(?i)cement",),
            blocks=("(?i)cement",),
        ),
        Day(
            "2026-11-25 10:00",
            (act("(?i)cement", "told_doctor", refused=True), facts(), USUAL, look_at_the_rest()),
            "Told, but no answer came: still red.",
            red=("(?i)cement",),
            blocks=("(?i)cement",),
        ),
        Day(
            "2026-11-27 10:00",
            (
                act("(?i)cement", "told_doctor", answer="Patch test was negative; goes on.", **DOCTOR),
                look_at_the_rest(),
                phone({"ride.stairs": True}),
                look_at_the_rest(),
                sign(),
            ),
            "The doctor decided.",
            may_sign=True,
            stands=True,
        ),
    ),
)

ALMA = Patient(
    "Alma: allergic to 'asprin' (it took her breath), and takes aspirin",
    (
        Day(
            "2026-11-24 10:00",
            (
                kiosk_all(
                    {
                        "medicines.groups_thin": ticks("aspirin"),
                        "allergies.treatment": ticks("medicine"),
                        "allergies.medicine_reaction": ticks("breathing"),
                    },
                    medicines={"aspirin 81 mg": {"taken": "2026-11-24", "medicines.still_taking": "yes"}},
                    allergies=("asprin",),
                ),
            ),
            "A dangerous reaction is red in any box; that she takes it is the same work. Wrong spelling hides nothing.",
            red=("(?is)takes.*asp.*asprin” gave the patient",),
            blocks=("(?i)asp",),
        ),
        Day(
            "2026-11-25 10:00",
            (look_at_the_rest(), facts(), USUAL),
            "Looking at it does not make it safe.",
            red=("(?is)takes.*asp.*asprin” gave the patient",),
            blocks=("(?i)asp",),
        ),
        Day(
            "2026-11-27 10:00",
            (
                act("(?i)asprin", "told_doctor", answer="Tolerates low dose; hives years ago.", **DOCTOR),
                instruct("aspirin 81 mg", "continue"),
                look_at_the_rest(),
                phone({"ride.stairs": True}),
                look_at_the_rest(),
                sign(),
            ),
            "The doctor knows both, and decided about the aspirin.",
            may_sign=True,
            stands=True,
        ),
    ),
)

PETE = Patient(
    "Pete: insulin by a pump: one problem, one red",
    (
        Day(
            "2026-11-24 10:00",
            (
                kiosk_all(
                    {
                        "medicines.groups_more": ticks("insulin"),
                        "health.body": ticks("diabetes"),
                        "health.implants": ticks("insulin_pump"),
                    },
                    medicines={"Humalog": {"taken": "2026-11-24", "medicines.insulin_how": "pump"}},
                ),
            ),
            "A pump is to be made ready for; it is not two reds.",
            red=("(?i)pump",),
            blocks=("(?i)(pump|humalog|insulin)",),
        ),
        Day(
            "2026-11-25 10:00",
            (
                instruct("Humalog", "morning_of", text="As the pump is set; the diabetes nurse sees you first."),
                act("(?i)pump", "prepared", text="Diabetes nurse at arrival", told="Nurse Kim"),
                facts(),
                USUAL,
                look_at_the_rest(),
            ),
            "Instructed and made ready.",
            may_sign=True,
        ),
        Day(
            "2026-11-30 10:00",
            (phone({"ride.stairs": True}), look_at_the_rest(), sign()),
            "A word about stairs is no reason for a red.",
            may_sign=True,
            stands=True,
            plan=("Humalog",),
        ),
    ),
)

NELL = Patient(
    "Nell: legs got weaker since her last visit, and that is not 'today'",
    (
        Day("2026-11-24 10:00", (kiosk_all(),), "Nothing to say of her.", blocks=("(?i)identifiers",)),
        Day("2026-11-25 10:00", CLOSE, "Signed.", may_sign=True, stands=True),
        Day(
            "2026-12-01 10:00",
            (phone({}, since_last_visit="weak_legs"),),
            "A deficit that came before today: red, and the signature falls.",
            red=("(?i)(weak|leg|numb)",),
            stands=False,
            blocks=("(?i)(weak|leg|numb)",),
        ),
        Day(
            "2026-12-02 10:00",
            (
                act("(?i)(weak|leg|numb)", "told_doctor", answer="Seen today; new MRI is fine, goes on.", **DOCTOR),
                look_at_the_rest(),
                sign(),
            ),
            "The surgeon saw her.",
            may_sign=True,
            stands=True,
        ),
    ),
)

CARL = Patient(
    "Carl: signed, then chest pain at the kiosk, and 'none' by phone the day after",
    (
        Day("2026-11-24 10:00", (phone_all(),), "All asked by phone.", blocks=("(?i)identifiers",)),
        Day("2026-11-25 10:00", CLOSE, "Signed.", may_sign=True, stands=True),
        Day(
            "2026-11-30 10:00",
            (kiosk({"now.symptoms": ticks("chest_pain")}),),
            "Tell the staff now; red at once; no signature beside it.",
            red=("(?i)chest",),
            stands=False,
            blocks=("(?i)chest",),
        ),
        Day(
            "2026-12-01 10:00",
            (phone({"now.symptoms": ticks()}),),
            "Unticking never closes it, and never brings the signature back.",
            red=("(?i)chest",),
            stands=False,
            blocks=("(?i)chest",),
        ),
        Day(
            "2026-12-02 10:00",
            (
                act("(?i)chest", "told_doctor", answer="Seen in the emergency room, heart is fine.", **DOCTOR),
                look_at_the_rest(),
                sign(),
            ),
            "A doctor answered.",
            may_sign=True,
            stands=True,
        ),
    ),
)

PATIENTS = (LENA, OTTO, CORA, ALMA, PETE, NELL, CARL)
