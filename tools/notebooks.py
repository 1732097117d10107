"""Runs the notebooks from top to bottom: `make notebooks` renews what they show.

python -m tools.notebooks                                  all, at full size, in their places
python -m tools.notebooks --size small --out DIR NAME ...  some, smaller, into another folder

A notebook runs in its own folder, with the Python that runs this, without the user's settings of
IPython, and without variables that change scenarios. What is kept of it is the same each time: no
times, no progress bars, and the mark of what it was made from.
"""

import argparse
import os
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets import default
from traitlets.config import Config

from reports.notebook import FULL, SIZE_VARIABLE, SMALL
from scenarios.wording import CHECKOUT

NOTEBOOKS = CHECKOUT / "notebooks"
BASELINE = CHECKOUT / "tests" / "model" / "baseline.yaml"
MARK = "karmyq"
MADE_FROM = "made_from"
LONGEST_CELL_S = 1800
"""A cell that takes longer than that hangs."""

CHANGES_SCENARIOS = ("GROWTH_", "KARMYQ_")
LANGUAGE = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
}


def all_notebooks() -> list[Path]:
    """The notebooks in their order of reading."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def read(file: Path) -> Any:
    """A notebook."""
    return nbformat.read(file, as_version=4)


def write(notebook: Any, file: Path) -> None:
    """Keep a notebook."""
    nbformat.write(notebook, file)


def run(file: Path, size: str = FULL) -> Any:
    """A notebook as it is after all its cells; raises nbclient's CellExecutionError."""
    notebook = read(file)
    with TemporaryDirectory() as place:
        client = NotebookClient(
            notebook,
            config=Config(OwnKernel={"connection_file": f"{place}/kernel.json"}),
            kernel_name="python3",
            kernel_manager_class=OwnKernel,
            timeout=LONGEST_CELL_S,
            resources={"metadata": {"path": str(file.parent)}},
            record_timing=False,
            # Being asked to stop, it would tell of the interrupt that comes first.
            extra_arguments=["--log-level=50"],
        )
        client.execute(env=_environment(size, place))
    return kept(notebook)


class OwnKernel(AsyncKernelManager):
    """The Python that runs this, whatever kernels the machine has; it opens no port."""

    @default("kernel_spec_manager")
    def _native_alone(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True)

    @default("transport")
    def _files(self) -> str:
        return "ipc"

    @default("shutdown_wait_time")
    def _patience(self) -> float:
        return 60.0  # to take leave in good order, its temporary folders removed


def _environment(size: str, settings: str) -> Mapping[str, str]:
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(CHANGES_SCENARIOS)
    }
    return ours | {
        SIZE_VARIABLE: size,
        "IPYTHONDIR": settings,
        "MPLCONFIGDIR": settings,
        "TMPDIR": settings,
        "PYTHONHASHSEED": "random",
    }


def kept(notebook: Any) -> Any:
    """A notebook that has run, as it is kept: without progress, and with its mark."""
    notebook.metadata = nbformat.from_dict({**LANGUAGE, MARK: {MADE_FROM: made_from(notebook)}})
    for cell in notebook.cells:
        cell.metadata.clear()
        if cell.cell_type == "code":
            cell.outputs = _without_bars(cell.outputs)
    return notebook


def _without_bars(outputs: Sequence[Any]) -> list[Any]:
    """What a cell has shown, without the empty places that bars leave behind."""
    return [one for one in outputs if one.get("text") or one.get("data", {}).get("text/plain")]


def made_from(notebook: Any) -> str:
    """The mark of what decides what a notebook shows: its code, and how the model behaves.

    How it behaves is told by the pinned digests of the scenarios' runs.
    """
    digest = sha256()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            digest.update(cell.source.encode() + b"\0")
    for pinned in re.findall(r"^\w+: \w+$", BASELINE.read_text(encoding="utf-8"), re.MULTILINE):
        digest.update(pinned.encode() + b"\0")
    return digest.hexdigest()


def main(words: Sequence[str] | None = None) -> None:
    """Run the notebooks that are named, or all."""
    parser = argparse.ArgumentParser(description="Run the notebooks and keep what they show.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="all, if none is named")
    parser.add_argument("--size", choices=(FULL, SMALL), default=FULL)
    parser.add_argument("--out", type=Path, default=NOTEBOOKS, metavar="DIR")
    asked = parser.parse_args(words)
    known = {file.stem: file for file in all_notebooks()}
    for name in asked.names or known:
        if name not in known:
            parser.error(f'no notebook is called "{name}"; there are: {", ".join(known)}')
        print(f"Running {name}", flush=True)
        try:
            notebook = run(known[name], asked.size)
        except CellExecutionError as problem:
            raise SystemExit(f"{name} stops at a cell; nothing of it is kept.\n{problem}") from None
        write(notebook, asked.out / f"{name}.ipynb")


if __name__ == "__main__":
    main()
