# Nexus Atlas. `make run` starts the app, `make test` checks everything, `make help` lists the rest.
# Works with GNU make 3.81 (macOS) and newer.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-fast bench refresh contact lint format messages browser office clean whole-pack

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --no-input --disable-pip-version-check
# A pack with wheels brings what is installed: the network is not asked.
WHEELS = $(if $(PACK),$(if $(wildcard $(PACK)/wheels),--no-index --find-links "$(abspath $(PACK))/wheels"))
# A file of tests stays in one process, so that what its tests share is made once.
TESTS = $(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile
# A stamp is newer than the requirements it stands for; so the second `make run` installs nothing.
RUN_STAMP := $(VENV)/installed-run
DEV_STAMP := $(VENV)/installed-dev

# The oldest Python that works, and the names it is looked for under. PYTHON=... chooses one yourself.
PYTHON_MINIMUM := 3, 11
PYTHON_NAMES := python3.13 python3.12 python3.11 python3

help: ## List the targets
	@echo "Usage: make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' Makefile

run: $(if $(PACK),whole-pack) $(RUN_STAMP) ## Start the app and print its address (PORT=8600, PACK=FOLDER, ARGS="--server.address localhost")
	@exec $(if $(PACK),env NEXUS_ATLAS_PACK="$(abspath $(PACK))") $(PY) -m streamlit run app.py $(if $(PORT),--server.port $(PORT)) $(ARGS)

test: $(DEV_STAMP) browser office lint ## Run every check and every test, Chromium and LibreOffice included
	$(TESTS) $(ARGS)

test-fast: $(DEV_STAMP) ## Under two minutes: ruff and the tests without a browser
	$(PY) -m ruff check .
	$(TESTS) --ignore=tests/e2e -m "not browser and not office and not slow" $(ARGS)

bench: $(DEV_STAMP) browser ## Measure, print a table, update bench.json (ONLY=PREFIX for some names)
	$(PY) -m tests.bench $(if $(ONLY),--only $(ONLY)) $(ARGS)

refresh: $(DEV_STAMP) ## Fetch the catalogue and rebuild the snapshot (ARGS="--only ID --out DIR")
	$(PY) -m data_sources.refresh $(ARGS)

contact: $(DEV_STAMP) ## Ask every definition of its service and write down how each one answered
	$(PY) -m data_sources.contact $(ARGS)

lint: $(DEV_STAMP) ## ruff, mypy and the import contracts
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) $(VENV)/bin/lint-imports

format: $(DEV_STAMP) ## Put the code into the house format
	$(PY) -m ruff check --fix-only --exit-zero .
	$(PY) -m ruff format .

messages: $(RUN_STAMP) ## Collect and compile the interface strings
	$(PY) -m dashboard.locale $(ARGS)

clean: ## Remove .venv, caches and what the tests wrote
	rm -rf $(VENV) .bench-clients .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis tests/e2e/screenshots
	rm -f bench.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- what the targets above stand on -------------------------------------------------------------

browser: $(DEV_STAMP)
	@$(PY) tests/setup_browser.py $(VENV)/chromium-path

office: $(DEV_STAMP)
	@$(PY) -m tests.setup_office $(VENV)/office-path

whole-pack: $(PY)
	@$(PY) data_sources/pack.py "$(PACK)" >/dev/null

$(RUN_STAMP): requirements.txt $(PY)
	@echo "Installing what the app needs (once, about a minute) ..."
	@$(PIP) $(WHEELS) -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements.txt requirements-dev.txt $(PY)
	@echo "Installing what the app and its tests need (once, about a minute) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(RUN_STAMP)

# A name may exist and still not run (pyenv's stand-ins do that), so each one is asked for its version.
$(PY):
	@found=; for name in $(if $(PYTHON),"$(PYTHON)",$(PYTHON_NAMES)); do \
	    if "$$name" -c 'import sys; sys.exit(sys.version_info < ($(PYTHON_MINIMUM)))' >/dev/null 2>&1; \
	    then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "Nexus Atlas needs Python 3.11 or newer; none of these is: $(if $(PYTHON),$(PYTHON),$(PYTHON_NAMES))." >&2; \
	    echo "Install one, or name yours: make PYTHON=/path/to/python3.12 run" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version) ..."; \
	"$$found" -m venv --clear $(VENV) || { \
	    echo "Python could not make $(VENV). On Debian and Ubuntu: apt install python3-venv" >&2; \
	    rm -rf $(VENV); exit 1; }
