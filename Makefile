# Everything a person types. Only Python 3.11+, make and git are assumed; scripts/setup makes the rest.
PYTHON ?= python3
SHOUWEN = .venv/bin/shouwen
PYTEST = .venv/bin/pytest
JOBS ?= 2

.PHONY: serve test check bench pictures lock clean

serve: ## database, web server and worker on http://127.0.0.1:8000; COMPANY=heating another company, =all five
	@$(PYTHON) scripts/setup
	@exec $(SHOUWEN) serve $(if $(filter all,$(COMPANY)),--all,$(if $(COMPANY),--company $(COMPANY)))

test: ## everything: laws, units, database, browser
	@$(PYTHON) scripts/setup dev
	$(PYTEST) -n $(JOBS) -m "not bench"

check: ## the quick part: lint, format, types, and the tests that take no time
	@$(PYTHON) scripts/setup dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	$(PYTEST) -q -n $(JOBS) -m "not slow and not bench"

bench: ## the measurements of README and docs
	@$(PYTHON) scripts/setup dev
	@.venv/bin/python -m bench

pictures: ## the screenshots of README
	@$(PYTHON) scripts/setup dev
	@.venv/bin/python scripts/pictures

lock: ## pin the dependencies anew
	@$(PYTHON) scripts/setup dev
	scripts/lock

clean: ## all that was made here, except the data in .shouwen
	rm -rf .venv .build node_modules shouwen/rooms/desk/static/vendor dist
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
