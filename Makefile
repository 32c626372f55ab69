# The one task list. `make help` explains each target.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
FAKESNOW := .venv-fakesnow
APP_REVIEWS ?= ../shared/data/app_reviews
TRAINING_DATA ?= ../shared/data
LANDING ?= examples/demo/landing
DATABASE ?= warehouse/groundswell.duckdb

# The simulated worlds (docs/demo-world.md): the one that `make demo` builds, and the built-in set in examples/demo.
DEMO_ACCOUNTS ?= 40
DEMO_MONTHS ?= 12
DEMO_SEED ?= 7
DEMO_OPTIONS ?=
LANDING_ACCOUNTS := 20
LANDING_MONTHS := 9
LANDING_SEED := 7
DEMO_WORLD := warehouse/demo_world
DEMO_MADE := $(DEMO_WORLD)/.made-$(DEMO_ACCOUNTS)-$(DEMO_MONTHS)-$(DEMO_SEED)$(DEMO_OPTIONS)
DEMO_VARS := {"raw_path": "$(DEMO_WORLD)/raw", "connectors": ["salesforce", "zendesk", "intercom", "gong", "delighted", \
	"reviews", "product_usage", "stripe"]}

SIMULATED := Simulated data: the companies, people and messages do not exist, and no figure here says anything about real customers.

.PHONY: help
help: ## Explain the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-22s %s\n", $$1, $$2}'

# --- Set-up ---------------------------------------------------------------------------------------------------------

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=24"

$(INSTALLED): pyproject.toml constraints.txt | $(BIN)/python
	@echo "== Setting up $(VENV) with what building needs: about a minute and 1.2 GB the first time"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(INSTALLED_DEV): $(INSTALLED)
	@echo "== Adding what testing and training need (torch, linters, Snowflake): about a minute and 1.3 GB the first time"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	@touch $@

.PHONY: setup
setup: $(INSTALLED_DEV) ## Make the virtual environment with every dependency at its pinned version

.PHONY: lock
lock: $(INSTALLED_DEV) ## Resolve all dependencies anew into constraints.txt
	$(BIN)/python -m piptools compile --quiet --all-extras --strip-extras --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-options --upgrade --output-file constraints.txt pyproject.toml
	@# Neither this project itself nor the CPU label of a torch build: `torch==2.13.0` takes whichever build pip is shown.
	sed -i -e '/^groundswell @/d' -e '/^#/d' -e 's/^\(torch==[0-9.]*\)+.*/\1/' constraints.txt

# --- Use ------------------------------------------------------------------------------------------------------------

$(DEMO_MADE): $(shell find src/groundswell/demo -name '*.py' -o -name '*.toml') Makefile | $(INSTALLED)
	rm -rf $(DEMO_WORLD)
	$(BIN)/groundswell demo --accounts $(DEMO_ACCOUNTS) --months $(DEMO_MONTHS) --seed $(DEMO_SEED) \
		$(DEMO_OPTIONS) --out $(DEMO_WORLD)
	@touch $@

.PHONY: demo
demo: $(INSTALLED) $(DEMO_MADE) ## Build a simulated world end to end, all connectors, and write its pages
	@echo "== Building the demo (simulated data): texts are scored by the transformer, then trends and alerts"
	$(BIN)/groundswell run --landing $(DEMO_WORLD)/landing --database warehouse/demo.duckdb \
		--vars '$(DEMO_VARS)'
	$(BIN)/groundswell page --database warehouse/demo.duckdb --out warehouse/demo.html --notice "$(SIMULATED)"
	$(BIN)/groundswell review --database warehouse/demo.duckdb --out warehouse/demo.review --notice "$(SIMULATED)"
	@echo
	@echo "Look at:  $(CURDIR)/warehouse/demo.review/index.html    whom to call first and why, of simulated data"
	@echo "          $(CURDIR)/warehouse/demo.html      the portfolio on one page"
	@echo "          .venv/bin/groundswell explain latest --database warehouse/demo.duckdb    what its newest alert rests on"
	@echo "          $(CURDIR)/warehouse/demo.duckdb    the marts, for any DuckDB client (schema marts)"
	@echo "          $(CURDIR)/warehouse/demo.marts/    the same marts as Parquet"
	@echo "          $(CURDIR)/$(DEMO_WORLD)/      the world: raw/ and landing/, which were read; truth/, which was not"

.PHONY: demo-landing
demo-landing: $(INSTALLED) ## Write the built-in landing set, examples/demo/landing, again
	rm -rf warehouse/demo_landing
	$(BIN)/groundswell demo --accounts $(LANDING_ACCOUNTS) --months $(LANDING_MONTHS) --seed $(LANDING_SEED) \
		--landing-only --out warehouse/demo_landing
	cp warehouse/demo_landing/landing/*.parquet examples/demo/landing/

.PHONY: build
build: $(INSTALLED) ## Build any landing folder: make build LANDING=<dir> DATABASE=<file>.duckdb
	$(BIN)/groundswell run --landing "$(LANDING)" --database "$(DATABASE)"

.PHONY: page
page: $(INSTALLED) ## Write the page of a serving file: make page DATABASE=<file>.duckdb
	$(BIN)/groundswell page --database "$(DATABASE)" --out "$(DATABASE:.duckdb=.html)"

.PHONY: review
review: $(INSTALLED) ## Write the weekly review of a serving file: make review [DATABASE=<file>.duckdb]; else the demo's
ifeq ($(origin DATABASE), command line)
	$(BIN)/groundswell review --database "$(DATABASE)" --out "$(DATABASE:.duckdb=.review)"
else
	@test -f warehouse/demo.duckdb || $(MAKE) --no-print-directory demo
	$(BIN)/groundswell review --database warehouse/demo.duckdb --out warehouse/demo.review --notice "$(SIMULATED)"
endif

.PHONY: screenshots
screenshots: demo ## Picture the demo's pages for the README and docs (needs Chromium on the PATH)
	$(BIN)/python -m groundswell.dashboard.screenshot warehouse/demo.review/index.html docs/images/weekly-review.png --height 1300
	$(BIN)/python -m groundswell.dashboard.screenshot warehouse/demo.review/account.html docs/images/account.png \
		--at "$$($(BIN)/python -m groundswell.dashboard.review.first warehouse/demo.duckdb)" --height 1500
	$(BIN)/python -m groundswell.dashboard.screenshot warehouse/demo.html docs/images/portfolio.png
	$(BIN)/groundswell explain latest --database warehouse/demo.duckdb --html warehouse/demo_alert.html \
		--notice "Simulated data: the companies, people and messages do not exist."
	$(BIN)/python -m groundswell.dashboard.screenshot warehouse/demo_alert.html docs/images/alert-explained.png

.PHONY: example-app-reviews
example-app-reviews: $(INSTALLED) ## Build 87,507 public app reviews (APP_REVIEWS=<folder>, SAMPLE=<n> for fewer)
	$(BIN)/python examples/app_reviews/to_landing.py --data "$(APP_REVIEWS)" --out warehouse/app_reviews/landing \
		$(if $(SAMPLE),--sample $(SAMPLE))
	$(BIN)/groundswell run --landing warehouse/app_reviews/landing --database warehouse/app_reviews/app_reviews.duckdb
	$(BIN)/groundswell page --database warehouse/app_reviews/app_reviews.duckdb --out warehouse/app_reviews/page.html
	$(BIN)/python examples/app_reviews/report.py --database warehouse/app_reviews/app_reviews.duckdb

# --- Check ----------------------------------------------------------------------------------------------------------

.PHONY: test
test: $(INSTALLED_DEV) ## Run everything CI runs: lint, dbt tests and unit tests, pytest, the Snowflake emulator
	@# Side by side, since the emulator and dbt keep one core busy each.
	@$(MAKE) --no-print-directory --jobs 3 test-snowflake test-dbt lint
	@$(MAKE) --no-print-directory test-python

.PHONY: lint
lint: $(INSTALLED_DEV) ## ruff and sqlfluff
	@echo "== Lint"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@# With every connector on: what is off is not linted.
	$(BIN)/python tests/python/connectors/raw.py target/lint/raw
	GROUNDSWELL_BUILD_FILE=:memory: DBT_TARGET_PATH=target/lint $(BIN)/sqlfluff lint --processes 0 \
		--config tests/lint/pyproject.toml models tests/singular

.PHONY: format
format: $(INSTALLED_DEV) ## Let ruff and sqlfluff mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	GROUNDSWELL_BUILD_FILE=:memory: $(BIN)/sqlfluff fix models tests/singular

.PHONY: test-dbt
test-dbt: $(INSTALLED_DEV) ## dbt build on the demo data, with all dbt tests and unit tests
	@echo "== dbt build on the demo data"
	$(BIN)/dbt build

.PHONY: test-python
test-python: $(INSTALLED_DEV) ## pytest
	@echo "== pytest"
	@# In the order of the files: those that build most come first, and one process is not left alone with them at the end.
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

$(FAKESNOW)/.installed: tests/snowflake/requirements.txt
	@echo "== Setting up $(FAKESNOW): the emulator's own environment, since it needs another duckdb"
	$(PYTHON) -m venv $(FAKESNOW) || python3 -m venv $(FAKESNOW)
	$(FAKESNOW)/bin/python -m pip install --quiet --requirement tests/snowflake/requirements.txt
	@touch $@

.PHONY: test-snowflake
test-snowflake: $(INSTALLED_DEV) $(FAKESNOW)/.installed ## Build the SQL models on a Snowflake emulator, compare with DuckDB
	@echo "== Snowflake emulator"
	$(BIN)/python tests/snowflake/run_emulator.py

# --- Scorer and figures ---------------------------------------------------------------------------------------------

.PHONY: train
train: $(INSTALLED_DEV) ## Train the scorer's delta anew (TRAINING_DATA=<folder with training/>)
	$(BIN)/groundswell train --data "$(TRAINING_DATA)"

.PHONY: bench-scoring
bench-scoring: $(INSTALLED_DEV) ## Accuracy, calibration and speed of the scorer beside its peers
	$(BIN)/python -m benchmarks.scoring

.PHONY: bench-identity
bench-identity: $(INSTALLED_DEV) ## Precision and recall of account matching on written truth, beside a simple join
	$(BIN)/python -m benchmarks.identity

.PHONY: bench-trends
bench-trends: $(INSTALLED_DEV) ## Dates of changes, intervals and bands of projections beside the truth of simulated portfolios
	$(BIN)/python -m benchmarks.trends

.PHONY: bench-causes
bench-causes: $(INSTALLED_DEV) ## Impacts of events and leading indicators: placebos and what was planted, beside naive tests
	$(BIN)/python -m benchmarks.causes

.PHONY: bench-outcomes
bench-outcomes: $(INSTALLED_DEV) ## Churn, health and what alerts are worth in two simulated worlds, beside an oracle (half an hour)
	$(BIN)/python -m benchmarks.outcomes

.PHONY: bench-interventions
bench-interventions: $(INSTALLED_DEV) ## Effects of interventions in simulated worlds beside their true effects and a before/after peer
	$(BIN)/python -m benchmarks.interventions

.PHONY: bench-world
bench-world: $(INSTALLED_DEV) ## Statistics of the simulated world beside those of real reviews and dialogues
	$(BIN)/python -m benchmarks.world --data "$(TRAINING_DATA)" \
		$(if $(wildcard warehouse/demo.duckdb),--database warehouse/demo.duckdb --built $(DEMO_WORLD))
	$(BIN)/python -m benchmarks.world.language

.PHONY: clean
clean: ## Remove what builds made, but not the environment nor the score cache
	rm -rf target logs warehouse/*.duckdb.wal warehouse/demo* warehouse/app_reviews warehouse/groundswell*
