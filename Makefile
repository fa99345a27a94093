# Sets everything up in .venv/ with python3 -m venv and pip alone.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve build check hosts test strings format clean

serve: $(VENV)/site ## preview at http://127.0.0.1:8000/, rebuilt at each save
	$(BIN)/mkdocs serve

build: $(VENV)/site ## the site, strictly checked, in site/
	$(BIN)/mkdocs build --strict

check: $(VENV)/site ## all checks of the site, built aside; of one page: make check PAGE=docs/en/…
	$(BIN)/python scripts/check.py $(PAGE)

hosts: $(VENV)/dev ## the site by MkDocs and by its fork ProperDocs: the same bytes
	$(BIN)/mkdocs build --strict --site-dir .cache/hosts/mkdocs
	$(BIN)/properdocs build --strict --config-file mkdocs.yml --site-dir .cache/hosts/properdocs
	diff -r .cache/hosts/mkdocs .cache/hosts/properdocs

test: $(VENV)/dev ## style, types, and all tests in a real browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/browser.py
	-$(BIN)/python scripts/servers.py
	$(BIN)/pytest -n auto --dist loadfile

strings: $(VENV)/site ## merges new strings into the catalogues of all languages
	$(BIN)/python scripts/strings.py update

format: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) site .site.*

$(VENV)/site: requirements.txt pyproject.toml | $(VENV)/bin
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements-dev.txt pyproject.toml | $(VENV)/bin
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/site

$(VENV)/bin:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Précis needs Python 3.11 or later; say which with: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
