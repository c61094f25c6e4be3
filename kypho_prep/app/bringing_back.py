"""A back-up that takes the place of the clinic's data while the program stands: what came of it, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kypho_prep.app.services import found

if TYPE_CHECKING:
    from datetime import datetime

    from kypho_prep.prep.words import Words
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.restoring import Offer
    from kypho_prep.workflow.clinic.staff import StaffMember


def bring_back(chosen: Settings, offered: Offer, now: datetime, member: StaffMember, words: Words) -> str:
    """Bring a back-up back, where nobody has the clinic open any more, and return what came of it in words.

    Whatever it meets is in the sentence: the program opens again what stands then.
    """
    from kypho_prep.workflow.clinic import restoring

    try:
        brought = restoring.bring_back(chosen, offered, now, by=member)
    except Exception as trouble:  # noqa: BLE001 - what stands is opened again, and says itself what is wrong with it
        return words("program.not_brought_back", why=found(trouble, words).sentence)
    aside = brought.aside.name if brought.aside is not None else ""
    return words("program.brought_back", at=f"{offered.made_at:%Y-%m-%d %H:%M}", aside=aside)
