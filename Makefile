# make run: try it. make test, make check, make bench: develop it. Needs git, make and Python 3.11 or newer.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
SOURCES := src tests benchmarks tools

.PHONY: run setup test check compiled bench types lock

run:
	@$(PYTHON) tools/setup.py requirements.txt
	@exec $(BIN)/luoshi run --port $(PORT)

setup:
	@$(PYTHON) tools/setup.py requirements-dev.txt

test: setup
	$(BIN)/pytest

check: setup
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy src
	$(BIN)/lint-imports
	$(BIN)/bandit -c pyproject.toml -q -r src
	$(BIN)/luoshi check
	LUOSHI_HTTPS=1 $(BIN)/luoshi check --deploy --fail-level WARNING
	$(BIN)/luoshi makemigrations --check --dry-run

# A reading takes a third less time, and is the same: src/gongwen/compiled.py. Needs a C compiler; a minute.
compiled: setup
	$(BIN)/python tools/compile.py

bench: compiled
	$(BIN)/python -m benchmarks.quality.run
	$(BIN)/python -m benchmarks.quality.agreement
	$(BIN)/python -m benchmarks.quality.alignment
	$(BIN)/python -m benchmarks.speed.read
	$(BIN)/python -m benchmarks.speed.align
	$(BIN)/python -m benchmarks.speed.compare
	$(BIN)/python -m benchmarks.speed.many
	$(BIN)/python -m benchmarks.speed.ledger
	$(BIN)/python -m benchmarks.speed.ledger_import
	$(BIN)/python -m benchmarks.speed.search
	$(BIN)/python -m benchmarks.speed.audit

# docs/guide/types.md says what the declarations of the types say: after changing one.
types: setup
	$(BIN)/python tools/types_guide.py

# What is installed, locked with hashes and without registry addresses. Needs uv.
LOCK := uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml
lock:
	$(LOCK) --extra web -o requirements.txt
	$(LOCK) --extra web --extra cluster --extra dev -o requirements-dev.txt
