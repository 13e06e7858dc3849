# Every command a person needs. `make` alone lists them.
# At the start only Python 3.11 (or newer) and make are needed: the rest is installed into .venv.

PYTHON ?= python3
PORT ?= 8000
# Tests run in so many processes at once.
JOBS ?= 2
RUN := .venv/bin/python
# A file's tests stay together: what they share (a cast, a street) is made once. tests/conftest.py
# keeps the files on the real server together, and lets long files come first.
TEST := $(RUN) -m pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder
ON_SQLITE := env -u DATABASE_URL
ON_POSTGRES := $(RUN) tests/machine/postgres.py
# What no database can change is tried once.
ONLY_DATA := -m "not browser and not any_database" \
	$(addprefix --ignore=tests/,house machine rules words policies)

# Where this is set, every one of a dozen processes would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

# Locks come from PyPI alone, whatever indexes this machine's pip knows.
COMPILE := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= \
	CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m piptools compile --quiet --generate-hashes \
	--no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test test-full test-fast test-pg browser lint types floors checks \
	format policies mutate bench-bill pictures lock clean ready venv venv-tests chromium

help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: venv ## run the member site with its demonstration cast on 127.0.0.1:8000 (PORT= to change)
	@exec env MIOPORTAL_DEMO=1 $(RUN) manage.py serve --port $(PORT)

demo-reset: ## throw the demonstration's data away, so that the next start is fresh
	@$(PYTHON) tests/machine/reset.py

test: ready ## what CI runs: every check, all tests on SQLite and in a browser, and on PostgreSQL races and runs
	$(ON_SQLITE) $(TEST)
	$(ON_POSTGRES) $(TEST) $(ONLY_DATA)

test-full: ready ## the long form: every page in every look, awkward days, large properties
	$(ON_SQLITE) $(TEST) --full
	$(ON_POSTGRES) $(TEST) --full $(ONLY_DATA)

test-fast: venv-tests ## all tests that need neither browser nor PostgreSQL
	$(ON_SQLITE) $(TEST) -m "not browser"

test-pg: venv-tests ## all tests that need a database, on PostgreSQL (DATABASE_URL= for your own server)
	$(ON_POSTGRES) $(TEST) $(ONLY_DATA)

browser: venv-tests chromium ## the browser tests alone
	$(ON_SQLITE) $(TEST) -m browser tests/browser

lint: venv-tests ## style of Python and templates
	@$(RUN) -m ruff check .
	@find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +

# djade ends with 1 when it has changed something, which is what it is asked to do here.
format: venv-tests ## put right what lint can put right by itself
	@$(RUN) -m ruff check --fix .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

types: venv-tests ## types
	@MIOPORTAL_DEMO=1 $(RUN) -m mypy

floors: venv-tests ## who may import whom
	@$(RUN) -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-logo

checks: venv-tests ## migrations are complete, production settings are safe
	@MIOPORTAL_DEMO=1 DATABASE_URL=sqlite://:memory: $(RUN) manage.py makemigrations --check --dry-run
	@$(RUN) tests/machine/production.py check --deploy --fail-level WARNING

policies: venv-tests ## write docs/policies.md anew from the rules
	@MIOPORTAL_DEMO=1 DATABASE_URL=sqlite://:memory: $(RUN) manage.py policies

mutate: venv-tests ## mutation-test the rules (long), then list the mutants that no test noticed
	@$(RUN) tests/machine/mutate.py

bench-bill: venv-tests ## measure the month's bill run against COPY (FULL=1: 1,500,000 lines too)
	@$(RUN) tests/machine/bench_bill.py

pictures: venv-tests chromium ## take the pictures of docs/pictures anew
	$(RUN) -m pytest -p no:randomly tests/browser/pictures*.py

lock: venv-tests ## write the lock files anew from requirements*.in (LOCK=--upgrade to raise versions)
	@$(COMPILE) $(LOCK) --output-file requirements.txt requirements.in
	@$(COMPILE) $(LOCK) --output-file requirements-test.txt requirements-test.in

clean: ## remove .venv and every cache (the demonstration's data stays: see demo-reset)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What comes before the tests, side by side: while one waits for the network, another computes.
ready:
	@$(MAKE) --no-print-directory -j3 chromium types lint floors checks

venv:
	@command -v "$(PYTHON)" >/dev/null || { echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=…"; exit 1; }
	@$(PYTHON) tests/machine/venv.py

venv-tests:
	@command -v "$(PYTHON)" >/dev/null || { echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=…"; exit 1; }
	@$(PYTHON) tests/machine/venv.py --with-tests

chromium:
	@$(PYTHON) tests/machine/chromium.py
