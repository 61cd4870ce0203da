# On a machine without make the same steps are three commands: see README.md.

PYTHON := .venv/bin/python

.PHONY: run test bench screenshots docs lock prepared prepared-dev

run: prepared
	@exec $(PYTHON) -m fieldwork run --demo

test: prepared-dev
	@exec $(PYTHON) scripts/check.py

prepared: $(PYTHON)
	@$(PYTHON) scripts/prepare.py

prepared-dev: $(PYTHON)
	@$(PYTHON) scripts/prepare.py --dev

# The first Python here that is new enough and can make virtual environments.
$(PYTHON):
	@for python in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "Making .venv with $$($$python --version) …"; exec $$python -m venv --clear .venv; \
	  fi; \
	done; \
	echo "Fieldwork needs Python 3.11 or newer with venv (Debian: apt-get install python3-venv)." >&2; exit 1

# One order's whole life and the busiest pages, measured over HTTP.
bench: prepared-dev
	@exec $(PYTHON) -m tests.bench

# The story in the browser leaves a picture of every screen in build/screenshots; docs keep a dozen of them.
screenshots: prepared-dev
	@$(PYTHON) -m pytest tests/e2e
	@for picture in docs/screenshots/*.png; do cp "build/screenshots/$${picture##*/}" "$$picture"; done

# docs/states.md and docs/rights.md, drawn from the tables in the code.
docs: prepared-dev
	@exec $(PYTHON) scripts/docs.py

# Pins every package again, newest versions that pyproject.toml allows.
lock: prepared-dev
	@exec $(PYTHON) scripts/lock.py
