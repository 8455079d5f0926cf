# The commands of this project. Everything happens in .venv; nothing is installed elsewhere.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SIZE   ?= 1000000

.PHONY: demo test coverage check gallery bench faults clean

demo: $(VENV)/installed           ## install the package and show the three main jobs
	$(BIN)/minutebook demo --out demo

test: $(VENV)/installed-for-tests ## run every test
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

coverage: $(VENV)/installed-for-tests ## the same, and say what was not run; measuring takes half as long again
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder --cov --cov-report=term
	$(BIN)/coverage report --include='domain/*,engine/*' --fail-under=99

check: $(VENV)/installed-for-tests ## lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gallery: $(VENV)/installed-for-tests ## draw the pictures of docs/gallery.md anew
	$(BIN)/pytest -q tests/diagrams/test_gallery.py --update-golden

bench: $(VENV)/installed-for-tests ## measure, each figure beside its reference; SIZE=10000000 for ten million facts
	$(BIN)/python benchmarks/bench.py --size $(SIZE) --output .bench/table-$(SIZE).md

faults: $(VENV)/installed-for-tests ## kill, fill up, damage and disconnect, for an hour; see docs/reliability.md
	$(BIN)/python -m tests.faults

clean:
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache .coverage .coverage.*

$(VENV)/python:
	$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/installed-for-tests: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --group test --group check
	touch $@
