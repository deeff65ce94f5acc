# Each target is one line that calls one command. `make` alone lists them.
PYTHON ?= python3
HERE := .venv/bin/python -m
export P8_GOAL := $(firstword $(MAKECMDGOALS))
export PYTHONPATH := $(CURDIR)
.DEFAULT_GOAL := help
.PHONY: help setup setup-test run up down test faults chaos bench lint lock psql why probe wipe

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
faults: setup-test ## the fault table of collecting: every way a source can fail, the verdict it gets, kills, false alarms
	@$(HERE) tests.faults
chaos: setup-test ## steps of whole nights killed between any two statements, 200 times: equal content hash, the table
	@$(HERE) tests.chaos
bench: setup-test ## ratios against other tools on this machine; writes bench/results.json
	@$(HERE) bench
lint: setup-test ## ruff, mypy --strict, SQL
	@$(HERE) local.lint
psql: setup ## SQL shell as the analyst on the database of the last run (ARGS='-c "select ..."')
	@$(HERE) local.psql $(ARGS)
why: setup ## one screen on a source: KEY=yalu_post_en
	@$(HERE) local.why $(KEY)
probe: setup ## every live source asked once, its canary read; stores nothing (KEYS="yonhap_ko_nk voa_ko")
	@$(HERE) local.probe $(KEYS)
setup: ## the environment .venv/ from the lock
	@$(PYTHON) -m local.setup
setup-test:
	@$(PYTHON) -m local.setup --test
lock: setup-test ## the lock files anew, what is locked stays as it is (needs uv)
	@$(HERE) local.lock
wipe: setup ## remove .local/, the archive included (CONFIRM=yes)
	@$(HERE) local.wipe
