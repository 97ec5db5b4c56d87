# Two commands do everything: `make graph` and `make test`. Both set themselves up in .venv.

PYTHON ?= python3
ARTICLES ?=
OUTPUT ?= output
VENV := .venv
BIN := $(VENV)/bin

.PHONY: graph test check browser bench clean

graph: $(VENV)/.ready
	$(BIN)/python build_graph.py $(ARTICLES) -o $(OUTPUT)

test: $(VENV)/.ready-dev browser
	$(BIN)/python -m pytest

check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.speed

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "error: $(PYTHON) is not Python 3.11, 3.12 or 3.13; name one with make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "error: no virtual environment could be made; on Debian install python3-venv" >&2; exit 2; }

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.ready

# Chromium is for the browser tests alone; where it cannot be had they are skipped and say why.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1; } || \
		echo "note: no Chromium here, the browser tests will be skipped"

clean:
	rm -rf $(VENV) output/* .mypy_cache .ruff_cache .pytest_cache
