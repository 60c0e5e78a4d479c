# Madang: the commands. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export MADANG_HOME ?= $(CURDIR)/var
export DJANGO_SETTINGS_MODULE := madang.site.settings
# Bytecode is kept, whatever the shell says: starting twice is then quick.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check format bench messages browser lock clean sqlite-tests postgresql-tests
help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(BIN)/.web ## Install, load the demonstration event, serve it on http://127.0.0.1:8000
	@MADANG_DEMONSTRATION=1 $(BIN)/madang demo --size lounge --if-empty
	@MADANG_DEMONSTRATION=1 $(BIN)/madang serve --port $(PORT)

test: $(BIN)/.test browser ## Run every test that is not marked slow, browser journeys too
	@$(MAKE) --no-print-directory -j2 -k sqlite-tests postgresql-tests

# Both databases at once, each on a core of its own.
sqlite-tests:
	$(BIN)/python -m pytest

postgresql-tests:
	MADANG_TEST_DATABASE=postgresql $(BIN)/python -m pytest tests/site

check: $(BIN)/.test ## Lint, types, architecture, migrations, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	MADANG_STATIC=plain $(BIN)/mypy
	MADANG_STATIC=plain $(BIN)/python -m django makemigrations --check --dry-run
	MADANG_STATIC=plain $(BIN)/python -m django check
	$(BIN)/codespell src tests docs benchmarks README.md CHANGELOG.md CONTRIBUTING.md

format: $(BIN)/.test ## Put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(BIN)/.test ## Run the benchmarks, write their results and the pages of figures
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.matching

messages: $(BIN)/.test ## Collect the strings to translate and compile the translations
	$(BIN)/python tools/messages.py

browser:
	@sh tools/find-browser

lock: ## Write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -p 3.11 --extra web --extra postgres pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -p 3.11 --all-extras -c requirements.lock pyproject.toml -o requirements-test.lock

clean: ## Remove what the commands made, the database included
	rm -rf .venv var build .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

$(BIN)/.web: $(BIN)/python requirements.lock pyproject.toml
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --no-deps -e .
	@touch $@

$(BIN)/.test: $(BIN)/.web requirements-test.lock
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements-test.lock
	$(BIN)/python -c "from madang.engine import warm; warm()"
	@touch $@
