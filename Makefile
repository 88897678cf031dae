PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SERVE ?= 1
# hundreds of processes start in the tests: without compiled files each would compile everything
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check faults lint mutants bench train screenshots clean

demo: $(READY)
	$(BIN)/matcher demo $(if $(filter 0,$(SERVE)),--no-serve)

test: lint
	$(BIN)/python -m pytest -m "not long"

check: lint
	$(BIN)/python -m pytest -m "not slow and not long"

faults: $(READY)
	$(BIN)/python -m pytest -m long

lint: $(READY)
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --quiet --numprocesses=0 tests/test_house.py

mutants: $(READY)
	$(BIN)/python -m tests.mutants

bench: $(READY)
	$(BIN)/python -m tests.bench

train: $(READY)
	$(BIN)/python -m tests.training
	$(BIN)/python -m tests.bench.topic --train $(if $(TOWN),--town "$(TOWN)")

screenshots: $(READY)
	$(BIN)/python -m tests.support.site.screenshots --handbook

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
