# The few commands people use. Everything runs in .venv, made on first use.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: all clean-corpus test check format bench wheel tidy

all: clean-corpus

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean-corpus: $(VENV)/ready    ## set up, then clean seeds/ into clean/
	$(BIN)/cleaner clean seeds --out clean

test: $(VENV)/ready            ## set up, then run all tests
	$(BIN)/python -m pytest -n auto

check: $(VENV)/ready           ## linters, types, data files, and clean/ against seeds/
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/make_datewords.py --check
	$(BIN)/python scripts/make_features.py --check
	$(BIN)/cleaner check

format: $(VENV)/ready          ## mend what the linters can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: $(VENV)/ready
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

tidy:                          ## remove what the commands above made
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
