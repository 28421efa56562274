# Everything a person does with this project. Each target first brings .venv up to date, which costs nothing when it is.

STACK ?= dev
PYTHON := .venv/bin/python
COMMAND := .venv/bin/jamf-connect-okta

.PHONY: help up preview signins down test check bench lock environment
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  up, preview, signins and down take STACK=NAME (default: dev)."

up: environment ## Deploy the stack into its simulated Okta org and play its sign-ins
	@$(COMMAND) rehearse --stack $(STACK)

preview: environment ## Show what `make up` would change
	@$(COMMAND) preview --stack $(STACK)

signins: environment ## Play the sign-ins that the stack promises, in a copy of its simulated org
	@$(COMMAND) signins --stack $(STACK)

down: environment ## Delete from the simulated org what the stack declares
	@$(COMMAND) down --stack $(STACK)

test: environment ## Run all tests, those with the Pulumi engine included
	@$(PYTHON) -m jamf_connect_okta.toolchain
	@$(PYTHON) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: environment ## Check format, lint, types and the direction of imports
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/ruff check --quiet .
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/lint-imports --no-logo

bench: environment ## Measure the figures of a rehearsal and of the org
	@$(PYTHON) -m scripts.bench

lock: environment ## Write requirements.txt anew from pyproject.toml
	@UV_SYSTEM_CERTS=$${UV_SYSTEM_CERTS:-true} .venv/.bootstrap/bin/uv pip compile pyproject.toml --quiet \
		--group dev --generate-hashes --universal --no-emit-index-url --python-version 3.11 -o requirements.txt

environment:
	@scripts/setup
