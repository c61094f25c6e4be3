"""How often what stands in a generated chart: every rate in one place, with where it comes from.

"assumed" means that nobody measured it for us. A clinic that knows its own figures changes them here.
"""

from dataclasses import dataclass
from typing import Any

ASSUMED = "assumed"


@dataclass(frozen=True)
class Rate:
    """A thing that is true of a share of patients, and what those patients answer: a tick, or a value."""

    name: str
    share: float
    why: str
    item: str = ""
    says: Any = None
    only: str = ""


@dataclass(frozen=True)
class Medicine:
    """A medicine that a share of patients (of those with `only`) take: how they type it, and the card they tick."""

    name: str
    share: float
    why: str
    typed: tuple[str, ...]
    card: tuple[str, str] = ("", "")
    listed: str = "medicines.group_names"
    only: str = ""
    last: str = "2026-11-16"


THIN, MORE = "medicines.groups_thin", "medicines.groups_more"
WEEK = "2026-11-12"
PRESCRIBED, VITAMINS = ("medicines.also", "prescription"), ("medicines.also", "vitamins")
ALSO_LIST = "medicines.also_list"

AGE_MEAN, AGE_SPREAD, YOUNGEST, OLDEST = 73, 9, 50, 96  # FREE trial (Wardlaw, Lancet 2009): mean 73; spread assumed
WOMEN = 0.77  # FREE trial (Wardlaw, Lancet 2009)
HELPER_WITH = 0.15  # assumed
HELPER_FOR = 0.10  # assumed

RATES = (
    Rate("interpreter", 0.08, "US Census: about 8 % speak English less than very well", "start.interpreter", True),
    Rate("language", 0.90, ASSUMED, "start.language", "Spanish", only="interpreter"),
    Rate("fever_now", 0.005, ASSUMED, "now.symptoms", "fever_chills"),
    Rate("weak_legs_now", 0.005, ASSUMED, "now.symptoms", "weak_legs"),
    Rate("bleeding_disorder", 0.005, ASSUMED, "bleeding.history", "bleeding_disorder"),
    Rate("low_platelets", 0.01, ASSUMED, "bleeding.history", "low_platelets"),
    Rate("cirrhosis", 0.01, ASSUMED, "bleeding.history", "cirrhosis"),
    Rate("bled_a_lot", 0.015, ASSUMED, "bleeding.history", "bled_a_lot"),
    Rate("bruises", 0.10, ASSUMED, "bleeding.history", "bruises"),
    Rate("relative_bleeds", 0.01, ASSUMED, "bleeding.history", "relative"),
    Rate("clot", 0.06, ASSUMED, "bleeding.heart_clots", "clot"),
    Rate("stent", 0.08, ASSUMED, "bleeding.heart_clots", "stent"),
    Rate("new_stent", 0.10, ASSUMED, "bleeding.stent_when", "within_year", only="stent"),
    Rate("metal_valve", 0.005, ASSUMED, "bleeding.heart_clots", "metal_valve"),
    Rate(
        "medicine_allergy",
        0.30,
        "Zhou, Allergy 2016: a third of charts hold a drug allergy",
        "allergies.treatment",
        "medicine",
    ),
    Rate("numbing_reaction", 0.01, ASSUMED, "allergies.treatment", "numbing"),
    Rate("sleep_reaction", 0.01, ASSUMED, "allergies.treatment", "sleep_medicine"),
    Rate("cement_allergy", 0.002, ASSUMED, "allergies.treatment", "cement"),
    Rate("dye_allergy", 0.02, ASSUMED, "allergies.contact", "xray_dye"),
    Rate("iodine", 0.01, ASSUMED, "allergies.contact", "iodine"),
    Rate("shellfish", 0.02, ASSUMED, "allergies.contact", "shellfish"),
    Rate("latex", 0.015, ASSUMED, "allergies.contact", "latex"),
    Rate("tape", 0.05, ASSUMED, "allergies.contact", "tape"),
    Rate("heart", 0.20, ASSUMED, "health.heart_lungs", "heart"),
    Rate(
        "irregular_heartbeat",
        0.09,
        "CDC: about 9 % of people of 65 and over",
        "health.heart_lungs",
        "irregular_heartbeat",
    ),
    Rate("lungs", 0.12, ASSUMED, "health.heart_lungs", "lungs"),
    Rate("home_oxygen", 0.02, ASSUMED, "health.heart_lungs", "home_oxygen"),
    Rate("sleep_apnea", 0.15, ASSUMED, "health.heart_lungs", "sleep_apnea"),
    Rate("kidney", 0.10, ASSUMED, "health.body", "kidney"),
    Rate("liver", 0.02, ASSUMED, "health.body", "liver"),
    Rate("diabetes", 0.29, "CDC: 29 % of people of 65 and over", "health.body", "diabetes"),
    Rate("reflux", 0.20, ASSUMED, "health.body", "reflux"),
    Rate("cancer", 0.20, ASSUMED, "health.body", "cancer"),
    Rate("infection", 0.02, ASSUMED, "health.body", "infection"),
    Rate("stroke", 0.08, ASSUMED, "health.heart_lungs", "stroke"),
    Rate("seizures", 0.02, ASSUMED, "health.heart_lungs", "seizures"),
    Rate("memory", 0.10, "Manly, JAMA Neurology 2022: 10 % of 65 and over have dementia", "health.body", "memory"),
    Rate(
        "alcohol",
        0.10,
        ASSUMED,
        "health.habits",
        "alcohol",
    ),
    Rate(
        "cannabis",
        0.07,
        "Han, JAMA Internal Medicine 2025: 7 % of 65 and over, past month",
        "health.habits",
        "cannabis",
    ),
    Rate("drugs", 0.005, ASSUMED, "health.habits", "drugs"),
    Rate("tobacco", 0.08, "CDC: about 8 % of 65 and over smoke", "health.habits", "tobacco"),
    Rate("cancer_treatment", 0.25, ASSUMED, "health.cancer_treatment", True, only="cancer"),
    Rate("germs", 0.03, ASSUMED, "health.support", "germs"),
    Rate("head_or_ear", 0.01, ASSUMED, "health.support", "head_or_ear"),
    Rate("hearing", 0.30, ASSUMED, "health.support", "hearing"),
    Rate("teeth", 0.40, ASSUMED, "health.support", "teeth"),
    Rate("directive", 0.50, "Yadav, Health Affairs 2017: 46 % of 65 and over", "health.support", "directive"),
    Rate(
        "no_blood",
        0.004,
        "Pew 2014: 0.8 % are Jehovah's Witnesses; half of them here, assumed",
        "health.support",
        "no_blood",
    ),
    Rate("chlorhexidine", 0.005, ASSUMED, "allergies.contact", "chlorhexidine"),
    Rate("new_weak_legs", 0.01, ASSUMED, "health.new_back", "weak_legs"),
    Rate("new_bladder", 0.005, ASSUMED, "health.new_back", "bladder_bowel"),
    Rate("cannot_hold_now", 0.005, ASSUMED, "now.symptoms", "cannot_hold"),
    Rate("pacemaker", 0.04, ASSUMED, "health.implants", "pacemaker"),
    Rate("defibrillator", 0.01, ASSUMED, "health.implants", "defibrillator"),
    Rate("stimulator", 0.02, ASSUMED, "health.implants", "stimulator"),
    Rate("insulin_pump", 0.02, ASSUMED, "health.implants", "insulin_pump", only="diabetes"),
    Rate("glucose_sensor", 0.10, ASSUMED, "health.implants", "glucose_sensor", only="diabetes"),
    Rate("dialysis_arm", 0.01, ASSUMED, "health.implants", "dialysis_arm"),
    Rate("dialysis", 0.05, ASSUMED, "health.dialysis", "Hemodialysis, Mon Wed Fri", only="kidney"),
    Rate("dialysis_by_arm", 0.80, ASSUMED, "health.dialysis", "Hemodialysis, Tue Thu Sat", only="dialysis_arm"),
    Rate("unknown_device", 0.003, ASSUMED, "health.implants", "unknown_device"),
    Rate("anesthesia_trouble", 0.06, ASSUMED, "health.anesthesia_trouble", True),
    Rate("very_sick_after", 0.60, ASSUMED, "health.anesthesia_what", "very_sick", only="anesthesia_trouble"),
    Rate("hard_tube", 0.05, ASSUMED, "health.anesthesia_what", "hard_tube", only="anesthesia_trouble"),
    Rate("face_down_hurts", 0.30, ASSUMED, "health.face_down", "hurts"),
    Rate("face_down_cannot", 0.03, ASSUMED, "health.face_down", "cannot"),
    Rate("walking_help", 0.35, ASSUMED, "health.support", "walking"),
    Rate("new_cough", 0.04, ASSUMED, "health.new_illness", "cough"),
    Rate("new_hospital", 0.03, ASSUMED, "health.new_illness", "hospital"),
    Rate("new_fall", 0.02, "CDC: 1 in 4 of 65 and over falls in a year; about four weeks", "health.new_back", "fall"),
    Rate("new_back_pain", 0.04, ASSUMED, "health.new_back", "new_back_pain"),
    Rate("broken_skin", 0.01, ASSUMED, "health.new_back", "broken_skin"),
    Rate("other_change", 0.04, ASSUMED, "medicines.other_change", True),
    Rate("no_ride", 0.03, ASSUMED, "ride.adult", False),
    Rate("rides_alone", 0.02, ASSUMED, "ride.how", "alone"),
    Rate("nobody_first_night", 0.08, ASSUMED, "ride.first_night", "nobody"),
    Rate("has_id", 0.97, ASSUMED, "bring.ready", "photo_id"),
    Rate("has_card", 0.97, ASSUMED, "bring.ready", "insurance_card"),
    Rate("has_list", 0.85, ASSUMED, "bring.ready", "medicine_list"),
    Rate("has_glasses", 0.95, ASSUMED, "bring.ready", "glasses"),
    Rate("asks_driving", 0.10, ASSUMED, "questions.presets", "driving"),
    Rate("asks_pain", 0.08, ASSUMED, "questions.presets", "pain_after"),
    Rate("asks_medicines", 0.06, ASSUMED, "questions.presets", "medicines"),
)

BLOOD, SUGAR, SHOT = (THIN, "blood_thinner"), (MORE, "sugar_heart_kidney"), (THIN, "weekly_shot")
ODD = ("little white pill", "the one from Dr. Lee", "heart tabblet")
MEDICINES = (
    Medicine(
        "thinner_for_rhythm", 0.70, ASSUMED, ("Eliquis", "Xarelto", "warfarin"), BLOOD, only="irregular_heartbeat"
    ),
    Medicine("thinner_for_clot", 0.40, ASSUMED, ("Eliquis", "warfarin"), BLOOD, only="clot"),
    Medicine("thinner_for_stent", 0.60, ASSUMED, ("Plavix", "clopidogrel"), BLOOD, only="stent"),
    Medicine("thinner_for_valve", 1.0, ASSUMED, ("warfarin",), BLOOD, only="metal_valve"),
    Medicine("aspirin", 0.25, ASSUMED, ("aspirin 81 mg", "baby aspirin", "aspirin"), (THIN, "aspirin")),
    Medicine("pain_pill", 0.20, ASSUMED, ("ibuprofen", "Aleve", "naproxen"), (THIN, "pain_pill")),
    Medicine("weekly_shot", 0.15, ASSUMED, ("Ozempic", "Trulicity", "Mounjaro"), SHOT, only="diabetes", last=WEEK),
    Medicine("weekly_shot_for_weight", 0.03, ASSUMED, ("Wegovy", "Zepbound"), SHOT, last=WEEK),
    Medicine("sugar_pill", 0.15, ASSUMED, ("glipizide",), SUGAR, only="diabetes"),
    Medicine("sglt2", 0.15, ASSUMED, ("Jardiance", "Farxiga"), SUGAR, only="diabetes"),
    Medicine("insulin", 0.20, ASSUMED, ("Lantus", "insulin"), (MORE, "insulin"), only="diabetes"),
    Medicine("steroid", 0.06, ASSUMED, ("prednisone",), (MORE, "steroid")),
    Medicine("strong_pain", 0.35, ASSUMED, ("tramadol", "oxycodone", "hydrocodone"), (MORE, "strong_pain")),
    Medicine("bone", 0.25, ASSUMED, ("Fosamax", "Prolia"), (MORE, "bone")),
    Medicine("antibiotic", 0.90, ASSUMED, ("cephalexin", "amoxicillin"), (MORE, "antibiotic"), only="infection"),
    Medicine("pressure", 0.60, ASSUMED, ("lisinopril", "amlodipine", "metoprolol"), card=PRESCRIBED, listed=ALSO_LIST),
    Medicine("cholesterol", 0.50, ASSUMED, ("atorvastatin",), card=PRESCRIBED, listed=ALSO_LIST),
    Medicine("metformin", 0.60, ASSUMED, ("metformin",), card=PRESCRIBED, listed=ALSO_LIST, only="diabetes"),
    Medicine("thyroid", 0.18, ASSUMED, ("levothyroxine",), card=PRESCRIBED, listed=ALSO_LIST),
    Medicine("stomach_acid", 0.60, ASSUMED, ("omeprazole",), card=PRESCRIBED, listed=ALSO_LIST, only="reflux"),
    Medicine("unreadable", 0.05, ASSUMED, ODD, card=PRESCRIBED, listed=ALSO_LIST),
    Medicine("vitamin", 0.45, ASSUMED, ("vitamin D", "calcium"), card=VITAMINS, listed=ALSO_LIST),
    Medicine("fish_oil", 0.10, ASSUMED, ("fish oil", "turmeric"), card=VITAMINS, listed=ALSO_LIST),
)

TOLD_TO_CHANGE = 0.10  # of those who take a medicine that needs an instruction; assumed
STOPPED_ALONE = 0.02  # the same; assumed
STOMACH_UPSET = 0.10  # of those with a weekly shot; assumed

TESTS = {"blood": 0.95, "clotting": 0.50, "mri": 0.70, "urine": 0.25, "xray": 0.30, "ct": 0.20}  # ordered; assumed
TEST_ANSWERS = {"done": 0.70, "booked": 0.15, "not_done": 0.08, "not_sure": 0.07}  # assumed
SCENES = {"first_try": 0.80, "second_try": 0.15, "handed_over": 0.05}  # assumed
REACTIONS = {"rash": 0.55, "stomach": 0.25, "swelling": 0.10, "breathing": 0.10}  # to a medicine; assumed
QUESTION_ABOUT_A_CARD = 0.004  # "I have a question" on one card of about 42; assumed

QUICKNESS = 0.4  # spread of the time on a page about the item's own seconds (of its logarithm); assumed
TAP = (0.3, 0.8)  # seconds on a page by who taps through it; assumed

# Traces that right answers leave as well, of all questions answered; all assumed.
NOT_SURE = 0.02
TAPPED_FAST = 0.02
CHANGED_TWICE = 0.005
NOT_SURE_FIRST = 0.01

# Answers that the nurse would find wrong (PATCH: about 6 % disagree with the nurse), and what traces they leave.
WRONG = 0.06
WRONG_TRACES = {"none": 0.35, "fast": 0.25, "guess": 0.20, "slip": 0.20}  # a guess was "not sure" first; assumed
WRONG_BY_HELPER = 2.0  # a helper who answers alone errs as often as this many patients; assumed
LEFT_OUT = 0.80  # of wrong ticks where something is ticked: a card left out; the rest is a card too many; assumed

# What staff do between the day on which the patient finishes and two working days before the procedure: the share of
# each piece of work that is done by then; all assumed. Nothing else is done, and what is done is done completely.
STAFF = {
    "identifiers": 1.0,  # two identifiers checked at the desk
    "fasting": 0.95,  # entered, and the patient told
    "adult": 0.85,  # the named adult called; where there was none or alone, one found and called
    "result": 0.85,  # each ordered test done, its result seen
    "loop": 0.85,  # a complete instruction: who decided, what, when, told, restart
    "red": 0.85,  # any other red: the doctor told, with the answer, or prepared
    "amber": 0.85,  # seen, answered or prepared
}
