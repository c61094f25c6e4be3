# `make run` opens the program, `make test` tests it; both do all the set-up they need. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SEEN := $(VENV)/.prepared
LOCK = $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-strip-extras --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help run test check lint types contracts content faults bench again budget patients nurse tour clinic pictures wheel lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1: \2/p' Makefile

# Only the pins are installed, never the project: an installed copy would go stale beside the checkout that runs.
# The stamps make the second time instant; a changed pin brings the set-up back.
$(SEEN)-run: .requirements/run.txt .ci/prepare.py
	$(PYTHON) .ci/prepare.py run
	@touch $@

$(SEEN)-clinic: .requirements/clinic.txt .ci/prepare.py
	$(PYTHON) .ci/prepare.py clinic
	@touch $@

$(SEEN)-dev: .requirements/dev.txt .ci/prepare.py
	$(PYTHON) .ci/prepare.py dev
	@touch $@

run: $(SEEN)-run ## open the program (without a screen: its tour, into ./tour-out)
	$(PY) -m kypho_prep run

# Counting branches makes the suite slower: it is for whoever decides whether a change is taken.
test: $(SEEN)-dev ## every test, and the contracts; with CI set also branch coverage: all of prep/, 90 % of the whole
	$(PY) -m pytest --numprocesses 2 --dist worksteal --database both $(if $(CI),--cov --cov-report=)
ifdef CI
	$(PY) -m coverage report
	$(PY) -m coverage report --include='kypho_prep/prep/*' --fail-under=100
endif
	$(VENV)/bin/lint-imports

# Of the layout walks one: the page with a list, at every screen, text size and theme.
INNER = tests/prep tests/records tests/workflow \
	tests/kiosk/test_layout_walk.py::test_nothing_is_clipped_lost_small_or_faint[list]

check: $(SEEN)-dev ## the inner loop: rules, records, workflow, and one walk over a page's layout
	$(PY) -m pytest --numprocesses 2 --dist worksteal $(INNER)

lint: $(SEEN)-dev ## style and form
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(SEEN)-dev ## mypy --strict
	$(PY) -m mypy

contracts: $(SEEN)-dev ## who may import whom
	$(VENV)/bin/lint-imports

content: $(SEEN)-dev ## the 101 statements, the keys, the forbidden sentences and the reading grades
	$(PY) -m kypho_prep content check --json

faults: $(SEEN)-dev ## the long proofs: switched off, killed, damaged, and each function of the patient's side broken (over half an hour)
	$(PY) -m pytest tests/faults tests/monkey tests/canary tests/workflow/test_guessed_for_a_week.py tests/journeys/test_killed_anywhere.py \
		--faults -q

bench: $(SEEN)-dev ## speed, as ratios to the bare limit in the same run (ONLY=start|reply|board|hearing|stations|load|page|medicines, FULL=1)
	$(PY) tests/benchmarks/run.py $(if $(ONLY),--only $(ONLY)) $(if $(FULL),--full)

again: $(SEEN)-dev ## how many wrong answers "ask again" finds on made-up visits; draws .pictures/ask-again-curve.svg
	PYTHONPATH=. $(PY) tests/benchmarks/asking_again.py

budget: $(SEEN)-dev ## how many flags wake a nurse, on 1,000 made-up visits
	PYTHONPATH=. $(PY) tests/benchmarks/alarm_budget.py

patients: $(SEEN)-dev ## pages, words and minutes of five patients at the kiosk
	PYTHONPATH=. $(PY) tests/benchmarks/five_patients.py

nurse: $(SEEN)-dev ## what the sample's visits cost a scripted nurse at the real window, in keys, taps and letters
	PYTHONPATH=. QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=default.warning=false $(PY) tests/benchmarks/nurse_clears.py

tour: $(SEEN)-run ## drive the real windows through a clinic's week; pictures and papers in ./tour-out
	$(PY) -m kypho_prep tour --out tour-out

clinic: $(SEEN)-clinic ## a clinic on a private PostgreSQL: two kiosks and a desk (without a screen: driven, into ./clinic-out)
	$(PY) -m kypho_prep rehearse --out clinic-out

PICTURES = welcome medicines-tiles medicines-typed-wrong risks-cement-leak plan \
	board review review-ask-again review-revoked day-page-recorded
PAPERS = plan nurse-sheet

pictures: tour ## renew README's pictures from the tour; the papers' need pdftoppm
	@mkdir -p .pictures
	@for name in $(PICTURES); do cp tour-out/???-$$name.png .pictures/$$name.png; done
	@for name in $(PAPERS); do pdftoppm -png -r 80 -f 1 -singlefile tour-out/$$name.pdf .pictures/paper-$$name; done

wheel: $(SEEN)-dev ## dist/kypho_prep-*.whl
	$(PY) -m build --wheel --no-isolation

lock: $(SEEN)-dev ## renew the hashed pins in .requirements/
	$(LOCK) --extra speech --output-file .requirements/run.txt
	$(LOCK) --extra speech --extra clinic --output-file .requirements/clinic.txt
	$(LOCK) --extra speech --extra dev --output-file .requirements/dev.txt

clean: ## remove what was built, set-up included
	rm -rf $(VENV) build dist tour-out clinic-out .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
