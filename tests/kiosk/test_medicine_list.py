"""Medicines that are touched, not typed; one that is on the list already is asked about; what people forget."""

from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.rules.flags import findings
from tests.kiosk.station import Station

LIST = "medicines.group_names"


def at_the_list(station: Station, *cards: str) -> str:
    """A new patient who ticked these cards stands at the list of their names."""
    visit = station.new_visit()
    station.come_in(visit)
    station.tap(*[f"choice:{card}" for card in cards or ("blood_thinner",)])
    station.go_on()
    while station.item != LIST:
        station.answer()
    return visit


def names(station: Station, visit: str) -> list[str]:
    here = station.situation(visit)
    return [here.entry_name(one) for one in here.entries("medicine")]


def problems(station: Station, visit: str) -> list[str]:
    return [found.problem for found in findings(station.situation(visit))]


def test_a_touched_tile_is_on_the_list_with_what_it_holds(station: Station) -> None:
    visit = at_the_list(station)
    station.tap("tile:Eliquis")
    assert station.item == LIST
    (entry,) = station.situation(visit).entries("medicine")
    reply = station.reply(visit, "medicines.name", entry)
    assert reply is not None
    value = reply.value
    assert (value["typed"], value["confirmed"], value["generics"]) == ("Eliquis", "Eliquis", ["apixaban"])
    assert (value["list"], value["group"], value["by"]) == (LIST, "blood_thinner", "tile")
    assert reply.shown.answer == "Eliquis"
    assert station.find("tile:Eliquis").accessibleDescription() == "On your list already"
    assert station.find(f"remove:{entry}").isVisible()


def test_each_ticked_card_has_its_own_tiles_and_its_own_search(station: Station) -> None:
    visit = at_the_list(station, "blood_thinner", "weekly_shot")
    assert {"tile:Plavix", "another:blood_thinner", "tile:Ozempic", "another:weekly_shot"} <= station.names()
    assert "tile:Advil" not in station.names()
    station.tap("another:weekly_shot")
    station.type_in("victoza")
    station.tap("suggestion:Victoza")
    station.go_on()
    (entry,) = station.situation(visit).entries("medicine")
    assert station.reply(visit, "medicines.name", entry).value["group"] == "weekly_shot"  # type: ignore[union-attr]
    assert station.find("tile:Victoza").accessibleDescription(), "what was added by name stands with its kind"


def test_the_same_name_again_is_asked_about_and_no_changes_nothing(station: Station) -> None:
    visit = at_the_list(station)
    station.tap("tile:Eliquis", "tile:Eliquis")
    assert "You already have Eliquis. Is this another bottle?" in station.said
    assert names(station, visit) == ["Eliquis"]
    station.tap("close")
    assert (station.item, names(station, visit)) == (LIST, ["Eliquis"])
    station.tap("tile:Eliquis", "keep")
    assert (station.item, names(station, visit)) == (LIST, ["Eliquis", "Eliquis"])
    assert "double_thinner" in problems(station, visit)


def test_brand_and_generic_of_one_thing_are_asked_about_from_the_search(station: Station) -> None:
    visit = at_the_list(station)
    station.tap("tile:Plavix", "another:blood_thinner")
    station.type_in("clopidogrel")
    station.tap("suggestion:clopidogrel", "next")
    assert "Plavix and clopidogrel are the same medicine. Do you have two bottles?" in station.said
    station.tap("text_size")
    assert "Do you have two bottles?" in station.said, "the question stays when the page is drawn larger"
    station.tap("close")
    assert (station.item, names(station, visit)) == (LIST, ["Plavix"])


def test_two_bottles_reach_the_nurse_as_the_patients_word(station: Station) -> None:
    visit = at_the_list(station)
    station.tap("tile:Plavix", "another:blood_thinner")
    station.type_in("plavix 75")
    station.tap("as_typed", "next", "keep")
    assert names(station, visit) == ["Plavix", "plavix 75"]
    (found,) = [one for one in findings(station.situation(visit)) if one.problem == "contra_twice"]
    assert found.reasons[0].key.endswith("two_bottles")


def test_back_and_leaving_save_no_name_that_is_on_the_list_already(station: Station) -> None:
    visit = at_the_list(station)
    station.tap("tile:Eliquis", "another:blood_thinner")
    station.type_in("apixaban")
    station.tap("suggestion:apixaban", "back")
    assert (station.item, names(station, visit)) == (LIST, ["Eliquis"])


def test_a_name_changed_to_itself_is_no_other_bottle(station: Station) -> None:
    visit = at_the_list(station)
    station.tap("tile:Eliquis")
    (entry,) = station.situation(visit).entries("medicine")
    station.tap(f"edit:{entry}")
    station.go_on()
    assert (station.item, names(station, visit)) == (LIST, ["Eliquis"])
    assert station.reply(visit, "medicines.name", entry).value["group"] == "blood_thinner"  # type: ignore[union-attr]


def test_what_people_forget_is_added_from_its_card_or_reaches_the_nurse(station: Station) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    while station.item != "medicines.also":
        station.answer()
    station.tap("choice:eye_drops", "choice:inhaler")
    station.go_on()
    station.answer()
    assert station.item == "medicines.also_list"
    station.tap("another:eye_drops")
    station.type_in("xalatan")
    station.tap("suggestion:Xalatan")
    station.go_on()
    assert "tile:Xalatan" in station.names()
    here = station.situation(visit)
    missing = [one.subject for one in findings(here) if one.problem == "medicine_not_named"]
    assert missing == ["group:inhaler"]


def test_the_list_stays_where_it_was_touched(station: Station) -> None:
    at_the_list(station, "blood_thinner", "aspirin", "pain_pill", "weekly_shot")
    station.bring("tile:Advil")
    at = station.content.sheet.scrolled
    assert at > 0
    station.tap("tile:Advil")
    assert station.content.sheet.scrolled == at
    assert station.content.view.page == PageRef(LIST)


def typed_in(station: Station, text: str, picked: str, *cards: str) -> str:
    visit = at_the_list(station, *cards)
    station.tap("another:blood_thinner")
    station.type_in(text)
    station.tap(picked)
    station.tap("next")
    return visit


def test_two_medicines_in_one_line_are_asked_about_and_both_are_added(station: Station) -> None:
    visit = typed_in(station, "vitamin d and warferin", "suggestion:vitamin D")
    assert "Is that two medicines: vitamin D, warfarin?" in station.said
    assert names(station, visit) == []
    station.tap("text_size")
    assert "Is that two medicines" in station.said, "the question stays when the page is drawn larger"
    station.tap("keep")
    assert (station.item, names(station, visit)) == (LIST, ["vitamin D", "warfarin"])
    here = station.situation(visit)
    values = [here.reply("medicines.name", one).value for one in here.entries("medicine")]  # type: ignore[union-attr]
    assert [one["typed"] for one in values] == ["vitamin d and warferin"] * 2
    assert "loop" in problems(station, visit)
    assert "typed_more" not in problems(station, visit)


def test_one_medicine_only_keeps_the_typed_words_for_the_nurse(station: Station) -> None:
    visit = typed_in(station, "plavics, lisinopril", "suggestion:lisinopril")
    station.tap("close")
    assert (station.item, names(station, visit)) == (LIST, ["lisinopril"])
    (found,) = [one for one in findings(station.situation(visit)) if one.problem == "typed_more"]
    assert dict(found.reasons[0].params)["answer"] == "Plavix"


def test_of_several_only_those_not_on_the_list_yet_are_added(station: Station) -> None:
    visit = typed_in(station, "eliquis, lisinopril and metformin", "as_typed")
    assert "Is that more than one medicine: Eliquis, lisinopril, metformin?" in station.said
    station.tap("keep")
    assert sorted(names(station, visit)) == ["Eliquis", "lisinopril", "metformin"]
    station.tap("another:blood_thinner")
    station.type_in("eliquis and metformin")
    station.tap("suggestion:Eliquis", "next", "keep")
    assert len(names(station, visit)) == 3, "nothing is new"


def test_one_medicine_that_is_on_the_list_already_is_asked_about_next(station: Station) -> None:
    visit = at_the_list(station)
    station.tap("tile:Eliquis", "another:blood_thinner")
    station.type_in("eliquis and metformin")
    station.tap("suggestion:Eliquis", "next", "close")
    assert "Is this another bottle?" in station.said
    station.tap("close")
    assert names(station, visit) == ["Eliquis"]
