"""A move stands on the audit of the new place, and the place that was left says where the clinic is."""

from pathlib import Path

import psycopg
import pytest

from kypho_prep import cli, paths
from kypho_prep.content import Content
from kypho_prep.records import enrolment
from kypho_prep.records.rows import AuditRow
from kypho_prep.records.sqlite import folder
from kypho_prep.sample import sample_clinic
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import audit_proof
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.server_errors import LeftServer
from tests.clinic_server import ClinicServer
from tests.server_move.house import VISITS, House, at_work, back, move

Said = pytest.CaptureFixture[str]
REFUSED = 2


def lines(data: Path, content: Content) -> list[AuditRow]:
    with at_work(data, content) as place, place.reading() as records:
        return list(records.audit.all())


def test_a_move_stands_on_the_audit_of_the_new_place(
    server: ClinicServer, content: Content, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "morgan")
    assert move(server.url(server.empty()), house) == 0
    there = lines(house.data, content)[-1]
    said = {"account": "morgan", "visits": VISITS}
    assert (there.event, without_audit(there)) == ("moved_to_server", said)
    assert there.details["audit"]["whole"] is True
    assert back(tmp_path / "new") == 0
    enrolment.remove(paths.config_dir())
    here = lines(tmp_path / "new", content)[-1]
    assert (here.event, without_audit(here)) == ("moved_to_machine", said)
    assert here.details["audit"]["whole"] is True
    assert here.details["audit"]["place"] > there.details["audit"]["place"] > 0
    assert here.at > there.at


def test_a_record_that_was_not_whole_is_not_made_so_by_a_move(
    server: ClinicServer, content: Content, house: House
) -> None:
    with at_work(house.data, content) as place, place.writing() as records:
        records.connection.exec_driver_sql("DROP TRIGGER audit_refuses_update")
        records.connection.exec_driver_sql("UPDATE audit SET actor = 'somebody else' WHERE seq = 3")
    assert move(server.url(server.empty()), house) == 0
    there = lines(house.data, content)[-1]
    assert (there.details["audit"]["whole"], there.details["audit"]["place"]) == (False, 2)


def test_the_record_of_the_new_place_is_held_to_no_anchor_of_the_old_one(
    server: ClinicServer, content: Content, house: House
) -> None:
    """The machine keeps its id; what it knew of the file's chain is not of the server's."""
    with at_work(house.data, content) as place:
        assert audit_proof.keep_anchor(place.database, paths.config_dir(), place.now()) is None
    assert cli.main(["backup", "--data", str(house.data)]) == 0
    assert move(server.url(server.empty()), house) == 0
    assert cli.main(["audit", "verify", "--data", str(house.data)]) == 0
    with at_work(house.data, content) as place:
        assert audit_proof.keep_anchor(place.database, paths.config_dir(), place.now()) is None


def without_audit(line: AuditRow) -> dict[str, object]:
    return {name: value for name, value in line.details.items() if name != "audit"}


def test_the_server_s_stations_are_put_out_in_the_new_folder_as_by_a_revocation(
    server: ClinicServer, content: Content, house: House, tmp_path: Path, capsys: Said
) -> None:
    assert move(server.url(server.empty()), house) == 0
    with at_work(house.data, content) as place:
        opened = intake.sign_in(place, code=house.code, born=house.born)
        with place.writing() as records:
            assert records.stations.be_seen(place.database.station)
    assert back(tmp_path / "new") == 0
    assert "stations of the server are put out in the new folder: 1" in capsys.readouterr().out
    enrolment.remove(paths.config_dir())
    with at_work(tmp_path / "new", content) as place, place.reading() as records:
        assert records.stations.all() == ()
        (sitting,) = [one for one in records.sessions.of_visit(opened.session.visit) if one.id == opened.session.id]
        assert sitting.ended_how == "revoked"
        assert "station_revoked" in [line.event for line in records.audit.all()]


def test_a_server_that_was_left_says_where_its_clinic_is(
    server: ClinicServer, content: Content, house: House, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    tmp_path = house.folder
    monkeypatch.chdir(tmp_path)
    url = server.url(server.empty())
    assert move(url, house) == 0
    assert back(tmp_path / "new") == 0
    assert "marked" in capsys.readouterr().out
    known = enrolment.read(paths.config_dir())
    assert known is not None
    with pytest.raises(LeftServer) as refused:
        start.open_or_create(house.data, paths.config_dir())
    assert str(tmp_path / "new") in cli._sentences(refused.value)[0]
    for words in (
        ("clinic", "upgrade"),
        ("station", "list"),
        ("station", "add", "K", "--kind", "kiosk"),
        ("move-to-machine", "--out", "another"),
    ):
        assert cli.main([*words]) == REFUSED
        assert f"It is on the computer {known.station}, in {tmp_path / 'new'}, since 20" in capsys.readouterr().err
    enrolment.remove(paths.config_dir())
    for words in (("clinic", "init", url, "--data", "none"), ("move-to-clinic", url, "--data", "new")):
        assert cli.main([*words]) == REFUSED
        assert "name an empty database" in capsys.readouterr().err
    assert not (tmp_path / "another").exists()
    # The new folder's clinic may move on, and takes no mark along.
    assert cli.main(["move-to-clinic", server.url(server.empty()), "--data", "new"]) == 0
    with at_work(tmp_path / "new", content) as place:
        sample_clinic.one_visit(place)


def test_where_the_server_cannot_be_marked_it_is_said(
    server: ClinicServer, house: House, tmp_path: Path, capsys: Said
) -> None:
    url = server.url(server.empty())
    assert move(url, house) == 0
    with psycopg.connect(url) as connection:
        connection.execute(
            "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$; "
            "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON setting DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION fails()"
        )
    assert back(tmp_path / "new") == REFUSED
    assert f"is whole in {tmp_path / 'new'}, but its server" in capsys.readouterr().err
    assert (tmp_path / "new" / folder.NAME).exists()
    start.open_or_create(house.data, paths.config_dir()).close()
