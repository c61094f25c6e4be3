"""What days do: late food, a ride that changes, a procedure that moves, not sure, tests that turn, weekly shots."""

from tests.twenty_four.story import (
    NOT_SURE,
    USUAL,
    Day,
    Patient,
    adult,
    desk,
    facts,
    fasting,
    instruct,
    kiosk,
    kiosk_all,
    look_at_the_rest,
    move,
    phone,
    press_seen_everywhere,
    sign,
    ticks,
)

CLOSE = (facts(), USUAL, look_at_the_rest(), sign())
LATE = fasting("2026-12-07 23:30", "2026-12-08 05:00")

FRANK = Patient(
    "Frank: limit 11:30 pm, ate at 11:50 pm",
    (
        Day("2026-11-24 10:00", (kiosk_all(),), "Nothing to say of him.", blocks=("(?i)identifiers",)),
        Day(
            "2026-12-04 10:00",
            (facts(), LATE, look_at_the_rest(), sign()),
            "Signed.",
            may_sign=True,
            stands=True,
            plan=("11:30 PM",),
        ),
        Day("2026-12-07 16:00", (phone({"start.interpreter": False}),), "Says the same.", may_sign=True, stands=True),
        Day(
            "2026-12-08 06:50",
            (kiosk({}, ate="2026-12-07 23:50", drank="2026-12-08 04:30"),),
            "Twenty minutes late: red of the day, above any signature; the drink was in time.",
            red=("(?i)(food|ate|eat)",),
            stands=False,
            blocks=("(?i)(food|ate|eat)",),
        ),
    ),
)

RITA = Patient(
    "Rita: her daughter drives, then a car service, then her neighbor",
    (
        Day("2026-11-24 10:00", (kiosk_all({"ride.name": "Dora"}),), "A ride.", blocks=("(?i)identifiers",)),
        Day("2026-11-25 10:00", CLOSE, "Signed.", may_sign=True, stands=True, plan=("Dora",)),
        Day(
            "2026-12-01 10:00",
            (phone({"ride.name": "Uber", "ride.how": "alone"}),),
            "Alone in a hired car is no way home; the plan must not promise it.",
            red=("(?i)(ride|alone|home|taxi)",),
            stands=False,
            blocks=("(?i)(ride|alone|home|taxi)",),
            plan_not=("Uber",),
        ),
        Day(
            "2026-12-02 10:00",
            (kiosk({"ride.name": "Maria", "ride.how": "drives", "ride.knows_time": True}),),
            "Another adult: nobody has talked with her yet.",
            stands=False,
            blocks=("(?i)adult",),
        ),
        Day(
            "2026-12-03 10:00",
            (adult("Maria"), look_at_the_rest(), sign()),
            "Staff talked with Maria.",
            may_sign=True,
            stands=True,
            plan_not=("Uber", "Dora"),
        ),
    ),
)

MILO = Patient(
    "Milo: all signed, then put off by a day",
    (
        Day("2026-11-24 10:00", (kiosk_all(),), "Nothing to say of him.", blocks=("(?i)identifiers",)),
        Day("2026-11-25 10:00", CLOSE, "Signed.", may_sign=True, stands=True, plan=("10:00 PM",)),
        Day(
            "2026-11-30 10:00",
            (move("2026-12-09 13:00", "11:30"),),
            "Old clock times are void; the driver knows an old time.",
            stands=False,
            blocks=("(?i)(fast|eat|food)", "(?i)adult"),
            plan=("(?i)ask your nurse",),
            plan_not=("10:00 PM", "5:00 AM"),
        ),
        Day(
            "2026-12-01 10:00",
            (
                phone({"ride.knows_time": True}),
                adult("Sam Example"),
                fasting("2026-12-08 23:00", "2026-12-09 08:00"),
                look_at_the_rest(),
                sign(),
            ),
            "Asked and told again.",
            may_sign=True,
            stands=True,
            plan=("11:00 PM", "8:00 AM"),
            plan_not=("10:00 PM",),
        ),
        Day(
            "2026-12-09 11:30",
            (kiosk({}, ate="2026-12-08 19:00", drank="2026-12-09 07:00"),),
            "In time by the new limits, on the new day.",
            may_sign=True,
            stands=True,
        ),
    ),
)

UGO = Patient(
    "Ugo: not sure about thinners, bleeding and how he feels right now",
    (
        Day(
            "2026-11-24 10:00",
            (
                kiosk_all(
                    {
                        "medicines.groups_thin": NOT_SURE,
                        "bleeding.history": NOT_SURE,
                        "now.symptoms": NOT_SURE,
                    }
                ),
            ),
            "Three things that nobody may guess at.",
            red=("(?i)(thinner|medicine)", "(?i)ble(e|d)", "(?i)(right now|today|symptom|feel)"),
            blocks=("(?i)(thinner|medicine)", "(?i)ble(e|d)", "(?i)(right now|today|symptom|feel)"),
        ),
        Day(
            "2026-11-25 10:00",
            (press_seen_everywhere(), facts(), USUAL),
            "Seen is not known.",
            red=("(?i)(thinner|medicine)", "(?i)ble(e|d)", "(?i)(right now|today|symptom|feel)"),
            blocks=("(?i)(thinner|medicine)", "(?i)ble(e|d)"),
        ),
        Day(
            "2026-11-30 10:00",
            (
                phone({"medicines.groups_thin": ticks(), "bleeding.history": ticks(), "now.symptoms": ticks()}),
                look_at_the_rest(),
                sign(),
            ),
            "The answer itself closes them.",
            may_sign=True,
            stands=True,
        ),
    ),
)

TESS = Patient(
    "Tess: a blood test not done and a ride not known, over a weekend; breakfast on the day",
    (
        Day(
            "2026-11-30 10:00",
            (kiosk_all({"tests.blood": "not_done", "ride.adult": NOT_SURE}),),
            "Open, but there is time: amber; both block.",
            blocks=("(?i)blood", "(?i)(ride|adult|home)"),
        ),
        Day(
            "2026-12-03 23:30",
            (look_at_the_rest(),),
            "Still Thursday: not yet two working days before Tuesday.",
            blocks=("(?i)blood",),
        ),
        Day(
            "2026-12-04 00:30",
            (),
            "Friday is the second working day before: what was only seen is red now.",
            red=("(?i)blood", "(?i)(ride|adult|home)"),
            blocks=("(?i)blood", "(?i)(ride|adult|home)"),
        ),
        Day(
            "2026-12-06 15:00",
            (
                phone(
                    {
                        "ride.adult": True,
                        "ride.name": "Ida",
                        "ride.phone": "555-0101",
                        "ride.knows_time": True,
                        "ride.how": "drives",
                    }
                ),
            ),
            "Sunday: the ride is found; the blood test is not.",
            red=("(?i)blood",),
            blocks=("(?i)blood", "(?i)adult"),
        ),
        Day(
            "2026-12-07 10:00",
            (desk({"tests.blood": "done"}), facts(blood="on file"), USUAL, look_at_the_rest(), sign()),
            "Result seen, adult talked with.",
            may_sign=True,
            stands=True,
        ),
        Day(
            "2026-12-08 06:50",
            (desk({}, ate="2026-12-08 06:00", drank="2026-12-08 06:00"),),
            "Breakfast on the day: too late for food and for drink, whatever was signed before.",
            red=("(?i)(food|ate|eat)", "(?i)(dr[aiu]nk)"),
            stands=False,
            blocks=("(?i)(food|ate|eat)",),
        ),
    ),
    tests=("blood",),
)

GAIL = Patient(
    "Gail: Ozempic, and an upset stomach that passes",
    (
        Day(
            "2026-11-24 10:00",
            (
                kiosk_all(
                    {"medicines.groups_thin": ticks("weekly_shot")},
                    medicines={
                        "Ozempic": {
                            "taken": "2026-11-22",
                            "medicines.shot_day": "sunday",
                            "medicines.stomach": True,
                            "medicines.still_taking": "yes",
                        }
                    },
                ),
            ),
            "No word about the shot, and a stomach that may not be empty.",
            red=("(?i)ozempic", "(?i)(stomach|nausea|ozempic)"),
            blocks=("(?i)ozempic",),
        ),
        Day(
            "2026-11-25 10:00",
            (instruct("Ozempic", "last_dose", on="2026-11-29", restart="Dr. Chen decides."), facts(), USUAL),
            "The word about the shot does not settle the stomach.",
            red=("(?i)(stomach|nausea)",),
            blocks=("(?i)(stomach|nausea)",),
            plan=("Ozempic", "November 29"),
        ),
        Day(
            "2026-11-30 10:00",
            (phone({"medicines.stomach:Ozempic": False}), look_at_the_rest(), sign()),
            "It passed.",
            may_sign=True,
            stands=True,
        ),
    ),
)

IVO = Patient(
    "Ivo: Imbruvica, and the bone broke from cancer",
    (
        Day(
            "2026-11-24 10:00",
            (
                kiosk_all(
                    {"medicines.also": ticks("prescription"), "health.body": ticks("cancer"), "health.cause": "cancer"},
                    medicines={"Imbruvica": {"taken": "2026-11-24", "medicines.still_taking": "yes"}},
                ),
            ),
            "Amber, but a loop: it cannot be signed without the cancer doctor's word.",
            blocks=("(?i)imbruvica", "(?i)cancer"),
        ),
        Day(
            "2026-11-25 10:00",
            (facts(), USUAL, look_at_the_rest()),
            "Looking at a loop does not close it.",
            blocks=("(?i)imbruvica",),
        ),
        Day(
            "2026-11-30 10:00",
            (
                instruct("Imbruvica", "last_dose", on="2026-12-03", restart="Dr. Onc decides."),
                phone({"ride.stairs": True}),
                look_at_the_rest(),
                sign(),
            ),
            "Word given.",
            may_sign=True,
            stands=True,
            plan=("Imbruvica", "December 3"),
        ),
    ),
)

PATIENTS = (FRANK, RITA, MILO, UGO, TESS, GAIL, IVO)
