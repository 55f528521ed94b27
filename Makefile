# What there is: make report | test | test-slow | lint | format | bench | kernel | dictionary | lock | clean   (CONTRIBUTING.md says more)
# Needed beforehand: Python 3.11 or later and a package registry that pip can reach. Everything else goes into .venv.

VENV := .venv
BIN := $(VENV)/bin
# Modules are compiled when they are first imported: what is never imported takes no room for it.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile

# The first that runs, is new enough and can make environments: a name on the path may be an empty shim.
ifndef PYTHON
PYTHON := $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { command -v "$$name"; break; }; done)
endif

# Packages come uncompiled and are compiled when first imported: who forbids to keep that would pay for it at every start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: report test test-slow lint format bench kernel dictionary lock clean
.DELETE_ON_ERROR:

report: $(VENV)/.runtime
	rm -rf build/report
	$(BIN)/valuenet report --out build/report

test: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal

# What takes too long for every change, and hypothesis with fresh examples.
test-slow: $(VENV)/.test
	$(BIN)/python -m pytest -m "slow or not slow" --hypothesis-profile default

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/.test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Peers, side by side: those that tests compare with, and those that are only measured.
bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks.run

# The page of tables, fields and vocabularies, written anew from the model.
dictionary: $(VENV)/.runtime
	$(BIN)/python -m valuenet.model.dictionary > docs/data-dictionary.md

# The compiled kernel, built anew beside its sources; installing does the same.
kernel: $(VENV)/.made
	$(BIN)/python -c "from setuptools import setup; setup()" --quiet build_ext --inplace

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# The environment, in three steps; each leaves a mark when it is done, so that an interrupted one is done again.

$(VENV)/.made:
ifeq ($(PYTHON),)
	@echo "make: found no Python 3.11 or later that can make environments." >&2
	@echo "      Install one (on Debian and Ubuntu: apt-get install python3 python3-venv)," >&2
	@echo "      or name it: make PYTHON=/path/to/python3.12" >&2
	@exit 1
else
	"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@
endif

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "installing what valuenet needs into $(VENV) (a few hundred megabytes; once)"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.runtime
	@echo "installing the tools for tests and lint into $(VENV)"
	@$(PIP) --require-hashes -r requirements.lock -r requirements-test.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.test
	@echo "installing the peers of the benchmarks into $(VENV)"
	@$(PIP) --require-hashes -r requirements.lock -r requirements-test.lock -r requirements-bench.lock
	@touch $@

# Needs uv on the path: it resolves for every system and Python at once, which pip cannot (docs/decisions/0004).

LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile pyproject.toml --quiet --upgrade --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links

lock:
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group build --group test --constraint requirements.lock \
	$$(sed -nE 's/^([a-z0-9.-]+)==.*/--no-emit-package \1/p' requirements.lock) --output-file requirements-test.lock
	$(LOCK) --group build --group test --group bench --constraint requirements.lock --constraint requirements-test.lock \
	$$(sed -nE 's/^([a-z0-9.-]+)==.*/--no-emit-package \1/p' requirements.lock requirements-test.lock) \
	--output-file requirements-bench.lock
