"""A translator's sheet: what goes out comes back the same, and whatever is wrong with it is said with its row."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kypho_prep import paths
from kypho_prep.cli import main
from kypho_prep.content import load, load_words
from kypho_prep.content.translation.exchange import sheet_rows
from kypho_prep.content.translation.sheet import COLUMNS, written

WORDS = Path("content") / "words"
HIDDEN = "there are letters in it that cannot be shown; save the sheet as “CSV UTF-8”"
Table = list[dict[str, str]]
Import = Callable[[bytes], tuple[int, str]]


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """The Spanish sheet as it goes out."""
    return written(sheet_rows(paths.resources(), "es"))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "words"


@pytest.fixture
def taken_in(target: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import a Spanish sheet by the command, and return its exit code and what it said."""

    def run(raw: bytes) -> tuple[int, str]:
        (tmp_path / "back.csv").write_bytes(raw)
        code = main(["language", "import", "es", str(tmp_path / "back.csv"), "--to", str(target)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def table(raw: bytes) -> Table:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def as_file(rows: Table, *, between: str = ",", ends: str = "\r\n", mark: bool = True, quoted: bool = False) -> bytes:
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    out = csv.DictWriter(text, COLUMNS, delimiter=between, lineterminator=ends, quoting=quoting)
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def changed(sheet: bytes, key: str, **cells: str) -> tuple[bytes, int]:
    """Return the sheet with other cells in the row of a key, and the row's number in a spreadsheet program."""
    rows = table(sheet)
    place = next(at for at, row in enumerate(rows) if row["key"] == key)
    rows[place] |= {name.replace("_", " "): cell for name, cell in cells.items()}
    return as_file(rows), place + 2


def test_each_row_says_all_that_a_translator_needs(sheet: bytes) -> None:
    rows = {row["key"]: row for row in table(sheet)}
    dose = rows["medicines.dose.question"]
    assert (dose["said to"], dose["English"], dose["placeholders"]) == (
        "patient",
        "How often do you take {name}?",
        "{name}",
    )
    assert (dose["where"], dose["picture"]) == ("page “How often do you take {name}?”: question", "medicines.dose.png")
    told = rows["helper:medicines.dose.question"]
    assert (told["said to"], told["English"]) == ("helper", "How often do they take {name}?")
    assert told["note"].startswith("Said to somebody who answers for the patient")
    assert rows["kiosk.overview.in_days.many"]["note"].startswith("Plural form “many”, for 1000000.")
    assert "Stands in a scene where no visit is at hand" in rows["date.procedure_day"]["note"]
    assert int(rows["kiosk.back"]["longest"]) == 2 * len("Back") + 20
    assert not any(key.startswith(("desk.", "flag.")) for key in rows)


def test_a_new_language_begins_empty_with_its_own_plural_forms() -> None:
    rows = {row.name: row for row in sheet_rows(paths.resources(), "vi")}
    assert {row.translation for row in rows.values()} == {""}
    assert "kiosk.overview.in_days.many" not in rows


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"ends": "\n", "mark": False},
        {"between": ";", "quoted": True},
    ],
)
def test_what_goes_out_comes_back_the_same_from_any_spreadsheet_program(
    form: dict[str, str], sheet: bytes, taken_in: Import, target: Path
) -> None:
    code, said = taken_in(as_file(table(sheet), **form))  # type: ignore[arg-type]
    assert (code, said.count("\n")) == (0, 1), said
    assert "A qualified person has to review them." in said
    assert same_words(target)


def test_unicode_with_two_bytes_a_letter_and_cells_of_other_line_ends_come_back_too(
    sheet: bytes, taken_in: Import, target: Path
) -> None:
    rows = [row | {"translation": row["translation"].replace("\n", "\r\n") + " "} for row in table(sheet)]
    text = as_file(rows, between="\t", mark=False).decode()
    assert taken_in(text.encode("utf-16"))[0] == 0
    assert same_words(target)


def same_words(target: Path) -> bool:
    own, made = (load_words(home, "es") for home in (paths.resources() / WORDS, target))
    return (made.table, made.helper, made.name) == (own.table, own.helper, own.name)


FAULTS = {
    "kiosk.back": ("", "the translation is empty"),
    "helper:now.symptoms.question": ("", "the words for a helper are missing"),
    "kiosk.hello": ("Hola", "the placeholder {given} is missing"),
    "kiosk.identity.day": ("{date} {fecha}", "nothing is put in for {fecha} here; a placeholder is never translated"),
    "kiosk.bar.step": ("Paso {number} de {of", "a brace is not closed, or holds more than a name"),
    "kiosk.plan.new": ("Nuevo: {line} {line.secret}", "a brace is not closed, or holds more than a name"),
    "kiosk.overview.in_days.other": ("En unos días", "the placeholder {count} is missing"),
    "kiosk.bar.menu": ("Volver " * 10, "it has 69 letters; there is room for 28"),
    "about.what.body": ("una " * 21 + "grieta.", "a sentence has 22 words; 20 is the most: “" + "una " * 20 + "…”"),
    "kiosk.thanks.heading": ("Usted está listo.", "it says what no page may say (“cleared (es)” in forbidden.toml)"),
    "kiosk.left.heading": ("You are ready for surgery.", "it says what no page may say (“cleared” in forbidden.toml)"),
    "controls.yes": ("#NAME?", "the spreadsheet program took the text for a formula"),
    "controls.no": ("=No", "the spreadsheet program took the text for a formula"),
    "controls.next": ("Sig\N{REPLACEMENT CHARACTER}e", HIDDEN),
    "answer.yes": ("\N{RIGHT-TO-LEFT MARK}Sí", HIDDEN),
    "helper:ride.adult.question": ("¿Tiene usted un adulto?", "the helper's words speak to the patient"),
}


def test_each_fault_of_a_text_is_said_with_its_row_and_nothing_is_written(
    sheet: bytes, taken_in: Import, target: Path
) -> None:
    rows, told = table(sheet), []
    for number, row in enumerate(rows, 2):
        if row["key"] in FAULTS:
            row["translation"], fault = FAULTS[row["key"]]
            told.append(f"row {number}, {row['key']}: {fault}.")
    code, said = taken_in(as_file(rows))
    assert code == 1
    assert said.splitlines() == [*told, f"kypho-prep: faults: {len(FAULTS)}. Nothing was written."]
    assert not target.exists()


def test_a_row_for_a_helper_that_english_does_not_need_is_added_by_hand(
    sheet: bytes, taken_in: Import, target: Path
) -> None:
    raw, number = changed(sheet, "controls.yes", translation="Sí, usted")
    code, said = taken_in(raw)
    assert (code, said.splitlines()[0]) == (
        1,
        f"row {number}, helper:controls.yes: the words for a helper are missing.",
    )
    added = dict.fromkeys(COLUMNS, "") | {"key": "helper:controls.yes", "translation": "Sí, el paciente"}
    assert taken_in(as_file([*table(raw), added]))[0] == 0
    assert load_words(target, "es").for_helper()("controls.yes") == "Sí, el paciente"


def test_rows_that_are_lost_doubled_made_up_or_of_another_english_are_named(sheet: bytes, taken_in: Import) -> None:
    rows = table(sheet)
    del rows[0]
    rows.append(dict(rows[0]))
    rows.append(rows[0] | {"key": "kiosk.made_up"})
    rows[1]["English as of"] = "0" * 12
    code, said = taken_in(as_file(rows))
    told = said.splitlines()
    assert code == 1
    assert told[0] == "about.what.question: the row is missing."
    assert told[1].startswith("row 3, about.what.body: the English has changed since: “It treats a small crack")
    assert told[2] == f"row {len(rows)}, about.what.picture: the key stands in row 2 already."
    assert told[3] == f"row {len(rows) + 1}, kiosk.made_up: the program has no such key; take the row out."
    assert told[4] == "kypho-prep: faults: 4. Nothing was written."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("key,translation\nkiosk.back,Atrás\n".encode(), "The sheet has no column “English as of”"),
        ("key;translation;English as of\nkiosk.back;Atrás;1\n".encode("cp1252"), "Save it again as “CSV UTF-8”"),
        (b'key,translation,English as of\nkiosk.back,"Volver,1\n', "Is a quotation mark open?"),
        (b"", "The sheet has no column “key”"),
    ],
)
def test_what_is_no_sheet_is_refused_in_a_sentence(raw: bytes, told: str, taken_in: Import, target: Path) -> None:
    code, said = taken_in(raw)
    assert (code, said.count("\n")) == (2, 1)
    assert told in said
    assert not target.exists()


def test_a_folder_that_is_there_is_exchanged_whole_and_keeps_its_glossary(
    sheet: bytes, taken_in: Import, target: Path
) -> None:
    shutil.copytree(paths.resources() / WORDS / "es", target / "es")
    (target / "es" / "old.toml").write_text("[old]\n", "utf-8")
    raw, _ = changed(sheet, "kiosk.back", translation="Regresar")
    assert taken_in(raw)[0] == 0
    assert load_words(target, "es")("kiosk.back") == "Regresar"
    assert not (target / "es" / "old.toml").exists()
    assert "Glossary" in (target / "es" / "_language.toml").read_text("utf-8")
    assert [one.name for one in target.iterdir()] == ["es"]


def test_a_new_language_is_named_written_as_a_draft_and_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resources, file = tmp_path / "resources", tmp_path / "vi.csv"
    shutil.copytree(paths.resources(), resources, ignore=shutil.ignore_patterns("es", "ar", "fonts"))
    asked = ["--resources", str(resources)]
    assert main(["language", "export", "vi", "--csv", str(file), *asked]) == 0
    rows = [row | {"translation": row["English"].replace("You are", "They are")} for row in table(file.read_bytes())]
    assert main(["language", "export", "vi", "--csv", str(file), *asked]) == 2, (
        "a translator's work is never overwritten"
    )
    assert "is there already" in capsys.readouterr().err
    file.write_bytes(as_file(rows))
    into = ["language", "import", "vi", str(file), "--to", str(resources / WORDS), *asked]
    assert main(into) == 2
    assert "“vi” is a new language. Say its own name" in capsys.readouterr().err
    assert main([*into, "--name", "Tiếng Việt"]) == 0, capsys.readouterr().out
    content = load(resources)
    (known,) = (one for one in content.known if one.code == "vi")
    assert (known.name, known.draft, known.complete) == ("Tiếng Việt", True, True)
    assert content.words("vi").for_helper()("now.symptoms.question").startswith("Do they")


@pytest.mark.parametrize("code", ["en", "ES", "../es", "español"])
def test_what_is_no_code_is_refused(code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["language", "export", code, "--csv", str(tmp_path / "sheet.csv")]) == 2
    assert "is no code of a language to translate to" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
