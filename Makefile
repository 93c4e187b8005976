# A fresh clone needs python 3.11 or newer with venv, and make. uv is used where it is there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

# Programs the tests need beyond Python, as command:debian-package.
SYSTEM_NEEDS := chromium:chromium

ifdef UV
MAKE_VENV = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
MAKE_VENV = $(PYTHON) -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

# The package is built by what the lock pins, and added without looking for anything else.
INSTALL_SELF = $(INSTALL) --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.PHONY: help demo test lint system lock gazetteer basemap fuzz pictures docs-pictures floor history clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

demo: $(VENV)/.runtime ## install, and show the answer on the packaged samples
	$(BIN)/trucewatch demo
	@echo "(trucewatch is $(BIN)/trucewatch here; '. $(BIN)/activate' puts it on the path)"

test: system lint ## what must pass before a change goes in
	$(BIN)/pytest -n auto

lint: $(VENV)/.test ## style and types only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "trucewatch needs Python 3.11 or newer; name one with make PYTHON=…" >&2; exit 1; }
	$(MAKE_VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL_SELF)
	@touch $@

$(VENV)/.test: requirements-test.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements-test.lock
	$(INSTALL_SELF)
	@touch $@ $(VENV)/.runtime

# Without root or apt-get the tests that need a missing program skip; in CI that is a failure.
system: ## install the programs that the tests need beside Python
	@missing=""; \
	for need in $(SYSTEM_NEEDS); do \
	  command -v "$${need%%:*}" >/dev/null || missing="$$missing $${need#*:}"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing && exit 0; \
	fi; \
	echo "*** LEFT OUT, their tests do not run:$$missing ***" >&2; \
	[ "$$CI" != true ]

LOCK = $(or $(UV),$(wildcard $(BIN)/uv),uv) pip compile --quiet --universal --generate-hashes \
  --no-header --no-emit-index-url --no-emit-find-links --extra build

lock: ## pin anew what pyproject.toml asks for (needs uv)
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

gazetteer: $(VENV)/.test ## compile the place-name file anew from its sources
	$(INSTALL) --no-build-isolation --editable '.[gazetteer]'
	$(BIN)/python tools/build_gazetteer.py

basemap: $(VENV)/.test ## compile the map's coasts and borders anew (needs npm)
	cd $(VENV) && npm pack --silent world-atlas@2.0.2
	$(BIN)/python tools/build_basemap.py $(VENV)/world-atlas-2.0.2.tgz

FUZZ_SECONDS ?= 600

fuzz: $(VENV)/.test ## read made-up reports for a while: no crash, no hang, no false quote
	$(INSTALL) --no-build-isolation --editable '.[fuzz]'
	mkdir -p fuzz/corpus
	$(BIN)/python tools/fuzz_reading.py fuzz/corpus -artifact_prefix=fuzz/ \
	  -max_total_time=$(FUZZ_SECONDS) -max_len=1500 -len_control=0 -timeout=60
	$(BIN)/pytest tests/laws/test_grounding.py --hypothesis-profile=long

history: $(VENV)/.runtime ## judge a real history week by week (GED=file of UCDP GED on Syria)
	@test -n "$(GED)" || { echo "name the file: make history GED=ged.csv.gz" >&2; exit 1; }
	$(BIN)/python benchmarks/history.py $(GED) --svg docs/pictures/history.svg --weeks

pictures: $(VENV)/.test system ## make the README's pictures anew from the demo
	$(INSTALL) --no-build-isolation --editable '.[pictures]'
	$(BIN)/python tools/make_pictures.py

docs-pictures: $(VENV)/.test system ## make the pictures of the tour in docs/ anew from the demo
	$(INSTALL) --no-build-isolation --editable '.[pictures]'
	$(BIN)/python tools/make_tour.py

floor: $(VENV)/.test ## raise what the reader is held to on the packaged gold
	$(BIN)/trucewatch score --floor tests/gold_floor.json --raise-floor

clean: ## remove what these targets made
	rm -rf $(VENV) demo dist fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
