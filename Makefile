# make demo    set everything up, load the demo network, serve it on http://127.0.0.1:$(PORT)
# make test    set everything up and run the tests
PORT ?= 8000
PYTEST ?= .venv/bin/pytest
WORKERS ?= 2

.PHONY: help setup setup-dev demo serve test unit journeys lint types arrows reference messages clean-demo

help:
	@sed -n '1,2p' Makefile; echo "# also: setup serve journeys lint types arrows messages clean-demo"

setup:
	@scripts/setup

setup-dev:
	@scripts/setup --dev

demo: setup
	@.venv/bin/chorsu demo --port $(PORT)

serve: setup
	@.venv/bin/chorsu serve --port $(PORT)

test: setup-dev
	$(PYTEST) -q -n $(WORKERS) -m "not browser"

unit: setup-dev
	$(PYTEST) -q -n $(WORKERS) src/chorsu/kernel src/chorsu/language src/chorsu/formats src/chorsu/lending

journeys: setup-dev
	$(PYTEST) -q -n $(WORKERS) --dist loadgroup -m browser src tests

lint: setup-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: setup-dev
	.venv/bin/mypy

arrows: setup-dev
	.venv/bin/lint-imports

reference:
	.venv/bin/python scripts/write_reference.py

messages: setup-dev
	.venv/bin/python scripts/collect_messages.py

clean-demo:
	@echo "This deletes the installation in var/. Press Ctrl+C within 5 seconds to keep it."; sleep 5
	rm -rf var
