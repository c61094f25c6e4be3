"""What a station keeps for itself goes by its id: what was kept under its name is found, and no other takes it over."""

from sqlalchemy import text

from kypho_prep.records.migrate import Steps
from kypho_prep.records.rows import Station
from kypho_prep.records.store import Store

KEPT = {"clinic": {"name": "Harbor"}, "clock:kiosk 1": 1, "wrong_codes:kiosk 1": 2, "clock:nobody's": 3}


def test_what_was_kept_by_name_is_kept_by_id_after_the_step_and_back(database: Store) -> None:
    station = Station("the-id", "kiosk 1", "kiosk")
    with database.write(alone=True) as records:
        Steps().downgrade(records.connection, "0008")
        records.stations.be_seen(Station("gone", "kiosk 1", "kiosk"))
        records.stations.revoke("gone")
        records.stations.be_seen(station)
        for key, value in KEPT.items():
            records.settings.put(key, value)
        Steps().upgrade(records.connection)
        found = {key: records.settings.get(key) for key in ("clinic", "clock:the-id", "wrong_codes:the-id")}
        assert found == {"clinic": {"name": "Harbor"}, "clock:the-id": 1, "wrong_codes:the-id": 2}
        assert records.settings.get("clock:nobody's") == 3
        assert len(records.settings.beginning("")) == len(KEPT)
        Steps().downgrade(records.connection, "0008")
        assert records.settings.beginning("") == KEPT
        assert records.connection.execute(text("SELECT count(*) FROM setting")).scalar() == len(KEPT)
