# Every target sets up .venv by itself: no root, no network but the package index.
#   make demo    read the sample corpus into an archive and look at it
#   make test    the tests            make lint   ruff and mypy
#   make bench   the speed of reading and adding
#   make docs    what is generated in the documents    make lock   the pinned versions
# PYTHON=/path/to/python3.12 chooses the interpreter; TESTS="-k outline" narrows the tests.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help venv demo test lint format bench docs lock clean

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
BENCH_STAMP := $(VENV)/.bench
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
WORKERS ?= 2
TESTS ?=
BENCH ?=

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -7

# ---- the environment: made anew only when the lock, the package or the interpreter changes

# Prints the first interpreter that runs, is new enough and can make an environment; else says what to install.
define find_python
found=; \
for each in $(if $(PYTHON),'$(PYTHON)',python3.13 python3.12 python3.11 python3); do \
  "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
  found="$$each"; \
  "$$each" -c 'import venv, ensurepip' 2>/dev/null && break; \
  found="no-venv:$$each"; \
done; \
case "$$found" in \
  "") echo "$(if $(PYTHON),PYTHON=$(PYTHON) does not run or is older than 3.11.,No Python 3.11 or newer was found.)" >&2; \
      echo "On Debian or Ubuntu: apt install python3 python3-venv; or name one: make PYTHON=/path/to/python3.12" >&2; exit 1;; \
  no-venv:*) echo "$${found#no-venv:} cannot make an environment: its venv module is missing." >&2; \
      echo "On Debian or Ubuntu: apt install python3-venv; or name another: make PYTHON=/path/to/python3.12" >&2; exit 1;; \
esac
endef

venv: $(STAMP)

$(STAMP): requirements/dev.txt pyproject.toml
	@if ! $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  $(find_python); \
	  echo "making $(VENV) with $$("$$found" --version)" >&2; \
	  "$$found" -m venv --clear $(VENV); \
	fi
	@echo "installing the pinned packages into $(VENV)" >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(BENCH_STAMP): requirements/bench.txt $(STAMP)
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

# ---- what people run

demo: $(STAMP)
	@$(BIN)/python docs/tour.py demo

test: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS) $(TESTS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: $(BENCH_STAMP)
	$(BIN)/python bench/read.py $(BENCH)

docs: $(STAMP)
	@mkdir -p build
	$(BIN)/python -m communique.cli.reference > build/cli.md && mv build/cli.md docs/cli.md
	$(BIN)/python -m communique.cli.reference --exit-codes > build/exit.md && mv build/exit.md docs/exit-codes.md
	$(BIN)/python docs/codes.py write
	$(BIN)/python docs/routes.py write
	$(BIN)/python docs/tour.py write
	$(BIN)/python docs/comparing.py write

# ---- pinned versions, with the hashes of every file of a release: resolved for the oldest Python we run on

PIP_TOOLS := pip-tools==7.6.2
LOCK_BIN := build/lock/bin
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(LOCK_BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
  --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $(UPGRADE)

lock:
	@python3.11 -m venv $(dir $(LOCK_BIN)) && $(LOCK_BIN)/python -m pip install --quiet $(PIP_TOOLS)
	$(COMPILE) -o requirements/run.txt pyproject.toml
	$(COMPILE) --extra dev --extra encoder --extra parquet -c requirements/run.txt -o requirements/dev.txt pyproject.toml
	$(COMPILE) --extra bench -c requirements/dev.txt -o requirements/bench.txt pyproject.toml

clean:
	rm -rf build $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
