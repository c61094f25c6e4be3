"""Stores what the set-up page was told: the first administrator, then the clinic's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.workflow.clinic import staff as people

if TYPE_CHECKING:
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.workflow.clinic.staff import StaffMember
    from kypho_prep.workflow.workplace import Workplace


def set_up(workplace: Workplace, values: Mapping[str, str]) -> tuple[StaffMember, Clinic]:
    """Make the first administrator and the clinic. Raises Invalid, or StaffOnly where somebody works here already."""
    member = people.first_administrator(
        workplace, name=values["name"], user=values["user"], password=values["password"]
    )
    clinic = replace(
        people.clinic(workplace),
        name=values["clinic"],
        phone=values["phone"],
        emergency_line=values["emergency_line"],
        zone=values["zone"],
        paper=values["paper"],
    )
    people.change_clinic(workplace, staff=member, clinic=clinic)
    return member, clinic
