# Everything that people do with Fihris. `make` alone prints this list.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export UV_PROJECT_ENVIRONMENT := $(VENV)

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix bench nightly clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Fihris needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'

$(VENV)/.run: pyproject.toml uv.lock | $(BIN)/uv
	$(BIN)/uv sync --quiet --locked --inexact --no-default-groups
	@touch $@

$(VENV)/.dev: pyproject.toml uv.lock | $(BIN)/uv
	$(BIN)/uv sync --quiet --locked --inexact
	@touch $@ $(VENV)/.run

setup: $(VENV)/.dev ## Make .venv with the fihris command and all that tests need

run: $(VENV)/.run ## Start the engine, load the samples when the index is empty, serve API and page
	@$(BIN)/fihris run

check: $(VENV)/.dev ## Format, lint, types, layers, dependencies (seconds, no engine)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

test: check ## Every check and every test
	$(BIN)/coverage erase
	$(BIN)/python -m pytest -m 'not nightly' --cov --cov-report=
	$(BIN)/coverage report

fix: $(VENV)/.dev ## Format and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## Measure speed and quality; prints ratios to the raw engine
	$(BIN)/python -m bench

nightly: $(VENV)/.dev ## The long tests
	$(BIN)/python -m pytest -m nightly

clean: ## Remove .venv, caches and the data folder of this checkout
	rm -rf $(VENV) .data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
