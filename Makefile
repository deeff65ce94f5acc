# Each target is one line that calls one command. `make` alone lists them.
PYTHON ?= python3
HERE := .venv/bin/python -m
export P8_GOAL := $(firstword $(MAKECMDGOALS))
export PYTHONPATH := $(CURDIR)
.DEFAULT_GOAL := help
.PHONY: help setup setup-test run up down test lint lock psql why wipe

help: ## this list
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 14
run: setup ## whole nights through Airflow's scheduler, with their summary (P8_WEB=live|sample, NIGHT=1)
	@$(HERE) local.run
up: setup ## the same stack kept running: prints URL, user and password
	@$(HERE) local.up
down: setup ## end what `make up` started
	@$(HERE) local.up --down
test: setup-test ## lint and all tests
	@$(HERE) local.test
lint: setup-test ## ruff, mypy --strict, SQL
	@$(HERE) local.lint
psql: setup ## SQL shell as the analyst on the database of the last run (ARGS='-c "select ..."')
	@$(HERE) local.psql $(ARGS)
why: setup ## one screen on a source: KEY=yalu_post_en
	@$(HERE) local.why $(KEY)
setup: ## the environment .venv/ from the lock
	@$(PYTHON) -m local.setup
setup-test:
	@$(PYTHON) -m local.setup --test
lock: setup-test ## the lock files anew (needs uv)
	@$(HERE) local.lock
wipe: setup ## remove .local/, the archive included (CONFIRM=yes)
	@$(HERE) local.wipe
