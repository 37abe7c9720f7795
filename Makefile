.DEFAULT_GOAL := help
.PHONY: help setup clients run check lint types contracts test test-fast golden bench pins package

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## install everything, and the checks that run at each commit
	uv sync
	uv run pre-commit install

clients:  ## install the programs of other people that tests/clients has drive the engine
	uv sync --inexact --group clients
	mkdir -p build/clients && cp tests/clients/sabaki/package.json build/clients/
	npm install --prefix build/clients --no-package-lock --no-audit --no-fund --loglevel=error

run:  ## open the app
	uv run gogame

check: lint types contracts test  ## all that CI runs

lint:  ## format and lint, without changing a file
	uv run ruff format --check .
	uv run ruff check .

types:  ## pyright, strict
	uv run pyright

contracts:  ## the arrows between packages
	uv run lint-imports

test:  ## all tests
	uv run pytest

test-fast:  ## the tests for every few minutes
	uv run pytest -m "not slow and not gnugo"

golden:  ## write the expected files of the golden tests anew; review them as a diff
	GOLDEN=1 uv run pytest -k golden

bench:  ## measure this machine, beside OpenSpiel, pgx and mctx
	uv run --group bench gogame-engine bench

pins:  ## renew the exact versions in constraints.txt and pyproject.toml
	python3 .ci/pins.py

package:  ## pack the program with all that it needs into one archive in dist/
	uv run --isolated --no-default-groups --group package python packaging/pack_program.py
