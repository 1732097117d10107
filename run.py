"""The command line of karmyq-simulation: `python run.py --help` lists what it can do."""

import gc
import sys

NEEDED = (3, 12)

if sys.version_info < NEEDED:
    # Older Pythons cannot even parse the rest, so this comes before every other import.
    sys.exit(
        "karmyq-simulation needs Python 3.12 or newer, and this is "
        + sys.version.split()[0]
        + "; run `make setup`, then use .venv/bin/python run.py"
    )

try:
    from commands.app import main
except ModuleNotFoundError as missing:
    sys.exit(
        f"karmyq-simulation needs its libraries, and {missing.name} is missing; "
        "run `make setup`, then use .venv/bin/python run.py"
    )

if __name__ == "__main__":
    code = main()
    gc.freeze()  # all memory goes back now, so nothing needs to look for what a long run left in it
    sys.exit(code)
