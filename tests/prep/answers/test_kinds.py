"""Each kind of answer: what the database holds is read and stored back the same, compared, and said in words."""

import json
from datetime import date
from typing import Any

import pytest

from kypho_prep.prep.answers.answer import Answer
from kypho_prep.prep.answers.kinds import KIND_OF, kind_of
from kypho_prep.prep.answers.single import Acknowledged, Day, Number, OneOf, OneOfOrText, Phone, Text, YesNo
from kypho_prep.prep.answers.structured import Entries, NamedMedicine, Scene, SomeOf
from kypho_prep.prep.checklist import Choice, Control, Item
from kypho_prep.prep.interview.situation import with_answer
from tests.prep.builders import Story, medicine, ticks
from tests.prep.small_checklist import CHECKLIST
from tests.prep.test_against_the_content import CONTENT

FHIR_R4 = ("boolean", "decimal", "date", "string", "text", "choice", "open-choice", "group")
# Every shape that version 0.1.0 has written.
SHAPES: list[tuple[Answer, Any]] = [
    (YesNo(yes=True), True),
    (YesNo(yes=False), False),
    (OneOf("done"), "done"),
    (OneOfOrText(choice="once_a_day"), {"picked": ["once_a_day"]}),
    (OneOfOrText(typed="81 mg at night"), "81 mg at night"),
    (SomeOf(("a", "b")), ticks("a", "b")),
    (SomeOf(), ticks()),
    (SomeOf(("a",), not_sure=True), ticks("a", unsure=True)),
    (Text("half a tablet"), "half a tablet"),
    (Text(""), ""),
    (Phone("+1 (555) 0100"), "+1 (555) 0100"),
    (Number(9), 9),
    (Number(7.5), 7.5),
    (Day(date(2026, 11, 16)), "2026-11-16"),
    (Day(date(2026, 11, 3), before=True), "before:2026-11-03"),
    (NamedMedicine("zorbital", "", (), "1", "medicines.group_names"), medicine("zorbital") | {"confirmed": ""}),
    (NamedMedicine("Plavix", "Plavix", ("clopidogrel",), "1", "l"), medicine("Plavix", "clopidogrel", listed="l")),
    (
        NamedMedicine("Aleve", "Aleve", (), "1", "l", group="pain_pill", by="tile", bottle="another"),
        medicine("Aleve", listed="l") | {"group": "pain_pill", "by": "tile", "bottle": "another"},
    ),
    (Entries(("e1", "e2")), {"entries": ["e1", "e2"]}),
    (Entries(), {"entries": []}),
    (Scene(2, "snack", "handed_over"), {"attempt": 2, "pick": "snack", "outcome": "handed_over"}),
    (Acknowledged(), "read"),
    (Acknowledged(understood=True), "understood"),
    (Acknowledged(has_question=True), "question"),
]


@pytest.mark.parametrize(("answer", "raw"), SHAPES)
def test_what_the_database_holds_is_read_and_stored_back_the_same(answer: Answer, raw: Any) -> None:
    read = type(answer).parse(json.loads(json.dumps(raw)))
    assert read == answer
    assert json.dumps(read.stored(), sort_keys=True) == json.dumps(raw, sort_keys=True)
    assert hash(read) == hash(answer)
    assert list(read.picked) == (
        [raw] if isinstance(raw, str) else raw.get("picked", []) if isinstance(raw, dict) else []
    )


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (YesNo, 1),
        (YesNo, "yes"),
        (OneOf, True),
        (OneOfOrText, 5),
        (OneOfOrText, ""),
        (OneOfOrText, {"picked": []}),
        (OneOfOrText, {"picked": [5]}),
        (SomeOf, ["a"]),
        (SomeOf, {"picked": "a"}),
        (SomeOf, {"picked": [1]}),
        (SomeOf, {"entries": []}),
        (Text, 5),
        (Number, True),
        (Number, "9"),
        (Day, "days_2_to_7"),
        (Day, "2026-02-31"),
        (Day, 5),
        (NamedMedicine, 5),
        (NamedMedicine, ticks()),
        (NamedMedicine, {"typed": 5}),
        (NamedMedicine, {"typed": "x", "generics": "y"}),
        (Entries, ticks()),
        (Scene, "handed_over"),
        (Scene, {"attempt": "2", "pick": "snack", "outcome": "handed_over"}),
        (Scene, {"attempt": 2, "pick": "snack"}),
        (Acknowledged, "yes"),
        (Acknowledged, []),
    ],
)
def test_what_is_no_answer_of_its_kind_is_refused_in_a_sentence(kind: type[Answer], raw: Any) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*: .+"):
        kind.parse(raw)


def test_a_name_is_not_lost_over_its_form() -> None:
    assert NamedMedicine.parse("Plavix") == NamedMedicine("Plavix")
    assert NamedMedicine.parse({"confirmed": "Plavix", "generics": None}).text == "Plavix"


@pytest.mark.parametrize(
    ("answer", "operator", "wanted", "holds"),
    [
        (YesNo(yes=True), "includes", True, True),
        (YesNo(yes=True), "is", 1, False),
        (OneOf("done"), "includes_any", ("booked", "done"), True),
        (OneOf("done"), "includes_any", None, False),
        (OneOfOrText(choice="a"), "is", "a", True),
        (OneOfOrText(typed="b"), "is_not", "a", True),
        (OneOfOrText(typed=""), "truthy", None, False),
        (SomeOf(("a", "b")), "is", ("a", "b"), True),
        (SomeOf(("a", "b")), "is", "a", False),
        (SomeOf(), "is", "none", True),
        (SomeOf(), "truthy", None, False),
        (SomeOf((), not_sure=True), "includes", "none", False),
        (Number(8), "includes", 8, True),
        (Number(0), "truthy", None, False),
        (Text("a"), "includes", "a", True),
        (Day(date(2026, 11, 16)), "is_not", "2026-11-15", True),
        (Entries(("e",)), "truthy", None, True),
        (Entries(), "truthy", None, False),
        (Entries(), "answered", None, True),
        (Scene(1, "snack", "handed_over"), "includes", "handed_over", True),
        (Acknowledged(has_question=True), "is", "question", True),
    ],
)
def test_an_answer_is_compared(answer: Answer, operator: str, wanted: Any, holds: bool) -> None:
    assert answer.meets(operator, wanted) is holds


ITEM = Item("step.name", Control.TICKS, choices=(Choice("a"), Choice("no", none=True)))


@pytest.mark.parametrize(
    ("answer", "keys", "params"),
    [
        (YesNo(yes=False), ("answer.no",), ()),
        (OneOf("a"), ("step.name.choice.a",), ()),
        (OneOfOrText(choice="a"), ("step.name.choice.a",), ()),
        (OneOfOrText(typed="one at night"), (), (("typed", "one at night"),)),
        (SomeOf(("a",), not_sure=True), ("step.name.choice.a",), ()),
        (SomeOf(), ("step.name.choice.no",), ()),
        (Text("my words"), (), (("typed", "my words"),)),
        (Text(""), (), ()),
        (Number(9), (), (("typed", "9"),)),
        (Day(date(2026, 11, 16)), (), (("typed_on", "2026-11-16"),)),
        (Day(date(2026, 11, 3), before=True), (), (("typed_before", "2026-11-03"),)),
        (NamedMedicine("zarelto", "Xarelto"), (), (("typed", "Xarelto"),)),
        (NamedMedicine("zarelto", ""), (), (("typed", "zarelto"),)),
        (Entries(("e",)), (), ()),
        (Entries(), ("answer.nothing_listed",), ()),
        (Scene(1, "a", "first_try"), ("answer.first_try",), ()),
        (Acknowledged(), ("answer.read",), ()),
        (Acknowledged(understood=True), ("answer.understood",), ()),
    ],
)
def test_an_answer_says_itself(answer: Answer, keys: tuple[str, ...], params: tuple[Any, ...]) -> None:
    assert (answer.word_keys(ITEM), answer.params("typed") if not keys else ()) == (keys, params)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (YesNo, (True, False)),
        (SomeOf, ("a", "no")),
        (Acknowledged, ("read", "question", "understood")),
        (Scene, ("first_try", "second_try", "handed_over")),
    ],
)
def test_a_condition_may_name_these(kind: type[Answer], values: tuple[Any, ...]) -> None:
    assert kind.possible(ITEM) == values


def test_a_clock_face_is_read() -> None:
    assert [Number(one).clock for one in (9, 945, 25, 7.5)] == [(9, 59), (9, 45), None, None]


def test_none_of_these_is_said_for_sure() -> None:
    assert [one.says_none(ITEM) for one in (SomeOf(), SomeOf(("no",)), SomeOf(("a",)), SomeOf((), not_sure=True))] == [
        True,
        True,
        False,
        False,
    ]


def test_every_control_gives_a_kind_of_answer_with_its_fhir_type() -> None:
    assert set(KIND_OF) == set(Control)
    assert {kind.fhir_type for kind in KIND_OF.values()} == set(FHIR_R4)
    assert kind_of(CONTENT.checklist.item("medicines.last_taken")) is Day


def test_a_reply_is_read_once_and_one_of_another_kind_keeps_its_value() -> None:
    story = (
        Story(tests=("blood",))
        .says("tests.blood", "done")
        .says("ride.adult", "a card of old", revision=0)
        .says("gone.item", True)
    )
    blood, adult, gone = story.situation().chart.replies
    assert (blood.answer, adult.answer, gone.answer) == (OneOf("done"), None, None)
    assert (adult.value, gone.value) == ("a card of old", True)
    assert with_answer(CHECKLIST, blood) is blood
    assert blood == story.chart.replies[0], "what was read is no part of what was stored"
    assert story.situation().answer("tests.blood") == OneOf("done")
    assert story.unsure("tests.blood").situation().answer("tests.blood") is None
