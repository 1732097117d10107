# The commands of this checkout. `make help` lists them.
#
# Everything happens in .venv, beside this file. Two stamps in it say what it holds: .core (what a
# run and its report need) and .dev (checks, tests and the sandbox as well). A stamp is written
# last, so that an interrupted set-up is done again.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# One environment, one writer: `make -j` must not install into it twice at once.
.NOTPARALLEL:

VENV := .venv
BIN := $(VENV)/bin
# Relative paths throughout, since make splits words at the spaces of a checkout's path.
CORE := $(VENV)/.core
DEV := $(VENV)/.dev
# Names the checkout that .venv was made for; absent while something is being installed.
PLACE := $(VENV)/.place
CONSTRAINTS := constraints.txt
OLDEST_PYTHON := 3.12

# Quiet but for errors: a stranger wants to know how long it takes, not what is unpacked. Where the
# packages come from is left to the user's own pip settings.
PIP_INSTALL := -m pip install -qq --disable-pip-version-check --no-input

# An environment is fit when its Python still exists and is recent enough, when it was made here (an
# editable install copied along with a checkout would run the original's code), and when no
# installation was cut off in it. It then keeps its Python: to change that, remove it first.
FIT = [ "$$(cat $(PLACE) 2>/dev/null)" = "$$(pwd -P)" ] \
  && $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 12))' 2>/dev/null

ifneq ($(shell $(FIT) && echo fit),fit)
$(CORE) $(DEV): unfit
endif

# $(call install,what to install,its name,its stamps)
define install
$(FIT) || { \
  python=$$(tools/find_python.sh) || exit 2; \
  echo "Creating $(VENV) with $$python"; \
  "$$python" -m venv --clear $(VENV) \
    || { echo "Could not create $(VENV) with $$python: see above." >&2; exit 2; }; \
}; \
rm -f $(CORE) $(DEV) $(PLACE); \
echo "Installing $(2), about a minute the first time"; \
if $(BIN)/python $(PIP_INSTALL) -c $(CONSTRAINTS) -e '$(1)'; then \
  pwd -P > $(PLACE) && touch $(3) || exit 2; \
else \
  pwd -P > $(PLACE); \
  echo "pip could not install $(2): see above, mend the connection or pip's settings, and run make again." >&2; \
  exit 2; \
fi; \
echo "$(VENV) is ready: $$($(BIN)/python -V), $$(($$(du -sk $(VENV) | cut -f1) / 1024)) MB"
endef

$(CORE): pyproject.toml $(CONSTRAINTS)
	@$(call install,.[see],what a run and its report need,$(CORE))

$(DEV): pyproject.toml $(CONSTRAINTS)
	@$(call install,.[dev],what checks and tests need,$(CORE) $(DEV))

# One worker more than the cores of the smallest machine, since some tests wait for a clock; whoever
# is done takes over what is left to others.
PYTEST := $(BIN)/python -m pytest -n 3 --dist worksteal

.PHONY: help setup setup-dev run check test test-all bench format pins unfit browser screenshot docs docs-slow notebooks picture

help: ## list these commands
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile \
	  | while IFS='|' read -r command meaning; do printf '  %-16s%s\n' "$$command" "$$meaning"; done

setup: $(CORE) ## make .venv from the pinned packages: what a run and its report need

setup-dev: $(DEV) ## the same with everything that checks and tests need

run: setup ## run the reference scenario in dry-run
	@$(BIN)/python run.py run reference

check: setup-dev ## format, lint, strict types, import boundaries
	@echo "Format" && $(BIN)/ruff format --check . \
	  || { echo "The format differs: run \`make format\`." >&2; exit 1; }
	@echo "Lint" && $(BIN)/ruff check . \
	  || { echo "Lint failed: see above; \`make format\` mends what can be mended." >&2; exit 1; }
	@echo "Types" && $(BIN)/mypy \
	  || { echo "Type check failed: see above." >&2; exit 1; }
	@echo "Import boundaries" && $(BIN)/lint-imports --no-logo \
	  || { echo "An import crosses a boundary: see above, and the contracts in pyproject.toml." >&2; exit 1; }

test: check ## check, then the tests
	@echo "Tests" && $(PYTEST) \
	  || { echo "Tests failed: see above." >&2; exit 1; }

test-all: check ## check, then all tests, the slow ones too
	@echo "Tests, the slow ones too" && $(PYTEST) -m "" \
	  || { echo "Tests failed: see above." >&2; exit 1; }

bench: setup-dev ## measure speed beside bare loops
	@$(BIN)/python -m benchmarks

docs: setup-dev ## renew what the pages show of commands and code
	@$(BIN)/python -m tools.renew_docs

docs-slow: setup-dev ## the same, and the comparison in docs/legacy.md
	@$(BIN)/python -m tools.renew_docs --slow

notebooks: setup-dev ## run the notebooks at full size and keep what they show: minutes
	@$(BIN)/python -m tools.notebooks

picture: setup-dev ## run the reference month and draw the README's picture
	@folder=$$(mktemp -d) || exit 2; \
	trap 'rm -rf "$$folder"' EXIT; trap 'exit 130' INT TERM; \
	$(BIN)/python run.py run reference --out "$$folder/month" \
	  && $(BIN)/python docs/pictures/draw.py "$$folder/month" docs/pictures/reference.svg \
	  && echo "Drew docs/pictures/reference.svg"

screenshot: setup-dev ## play the reference month and draw the dashboard's picture
	@$(BIN)/python -m tools.screenshot

browser: ## install the browser that tests of the dashboard drive (Debian, as root)
	@tools/install_browser.sh

format: setup-dev ## format the code and mend what lint can mend
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

# A fresh environment outside the checkout, so that nothing installed by hand is pinned. The oldest
# Python, since what installs there installs on the newer ones; the reverse does not hold.
pins: ## update constraints.txt to the newest versions that pyproject.toml allows
	@python=$$(tools/find_python.sh $(OLDEST_PYTHON)) || exit 2; \
	folder=$$(mktemp -d) || exit 2; \
	trap 'rm -rf "$$folder" $(CONSTRAINTS).new' EXIT; trap 'exit 130' INT TERM; \
	echo "Resolving with $$python, about a minute"; \
	"$$python" -m venv "$$folder/venv" \
	  && "$$folder/venv/bin/python" $(PIP_INSTALL) -e '.[dev,bench]' \
	  && "$$folder/venv/bin/python" -m pip freeze --exclude-editable > "$$folder/frozen" \
	  || { echo "pip could not resolve pyproject.toml: see above; $(CONSTRAINTS) is unchanged." >&2; exit 2; }; \
	if grep -v '^[A-Za-z0-9._-]*==[A-Za-z0-9.]*$$' "$$folder/frozen" >&2; then \
	  echo "The lines above are not plain versions; $(CONSTRAINTS) is unchanged." >&2; exit 2; \
	fi; \
	{ sed -n '/^#/p' $(CONSTRAINTS); cat "$$folder/frozen"; } > $(CONSTRAINTS).new \
	  && mv $(CONSTRAINTS).new $(CONSTRAINTS) && echo "Updated $(CONSTRAINTS): run \`make test-all\`."
