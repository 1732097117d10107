"""What is kept of a notebook that has run, and what is not."""

import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from reports.notebook import SIZE_VARIABLE
from tools import notebooks


def stream(name: str, text: str) -> Any:
    return nbformat.v4.new_output("stream", name=name, text=text)


def displayed(**data: object) -> Any:
    kinds = {"plain": "text/plain", "png": "image/png"}
    return nbformat.v4.new_output(
        "display_data", data={kinds[kind]: value for kind, value in data.items()}
    )


def kept(*outputs: Any) -> list[Any]:
    cell = nbformat.v4.new_code_cell("1 + 1", outputs=list(outputs), metadata={"scrolled": True})
    notebook = notebooks.kept(nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {}}))
    assert notebook.cells[0].metadata == {}
    assert notebook.metadata.keys() == {"kernelspec", "language_info", notebooks.MARK}
    return list(notebook.cells[0].outputs)


def test_the_empty_place_of_a_bar_is_not_kept() -> None:
    assert kept(displayed(plain="")) == []


def test_what_is_printed_drawn_and_warned_of_is_kept() -> None:
    warning = stream("stderr", "careful!\n")
    shown = (stream("stdout", "40 %\n"), warning, displayed(plain="a picture", png="iVBOR"))

    assert kept(*shown) == list(shown)


def test_the_mark_changes_with_the_code_and_with_the_model_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mark(code: str, said: str) -> str:
        cells = [nbformat.v4.new_markdown_cell(said), nbformat.v4.new_code_cell(code)]
        return notebooks.made_from(nbformat.v4.new_notebook(cells=cells))

    before = mark("1", "one")
    baseline = tmp_path / "baseline.yaml"
    baseline.write_text("# other words\nquiet_week: abc\n", encoding="utf-8")

    assert mark("1", "two") == before
    assert mark("2", "one") != before
    monkeypatch.setattr(notebooks, "BASELINE", baseline)
    assert mark("1", "one") != before


def test_an_unknown_name_is_told_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        notebooks.main(["06_nothing"])

    assert 'no notebook is called "06_nothing"; there are: 01_comm' in capsys.readouterr().err


def test_a_cell_that_fails_ends_it_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [nbformat.v4.new_code_cell("print('before')"), nbformat.v4.new_code_cell("1 / 0")]
    notebooks.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "broken.ipynb")
    before = (tmp_path / "broken.ipynb").read_text()
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)

    with pytest.raises(SystemExit, match="broken stops at a cell; nothing of it is kept") as ended:
        notebooks.main(["--out", str(tmp_path)])

    assert "ZeroDivisionError" in str(ended.value)
    assert (tmp_path / "broken.ipynb").read_text() == before


def test_a_bar_is_shown_while_it_runs_and_gone_in_the_end(tmp_path: Path) -> None:
    code = """
from experiments.progress import watched
from IPython import display
shown, real = [], display.display
def seen(*data, **options):
    shown.append(data[0]["text/plain"])
    return real(*data, **options)
display.display = seen
with watched(4, quiet=False) as tell:
    tell(2, 1)
shown"""
    file = tmp_path / "bar.ipynb"
    notebooks.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), file)

    (told,) = notebooks.run(file).cells[0].outputs

    assert told.data["text/plain"] == f"['{'░' * 24}  0 of 4 replications']"


def test_a_notebook_hears_its_size_and_nothing_that_changes_scenarios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROWTH_MAX_USERS", "1")
    code = "from os import environ\n"
    code += "print(sorted(n for n in environ if n[:4] in ('GROW', 'KARM')), environ.get('"
    code += f"{SIZE_VARIABLE}'))\nimport sys; print(sys.executable)"
    file = tmp_path / "asked.ipynb"
    notebooks.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), file)

    (heard,) = notebooks.run(file, "small").cells[0].outputs

    assert heard.text.splitlines() == [
        f"['{SIZE_VARIABLE}'] small",
        sys.executable,
    ]
