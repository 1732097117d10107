"""How the set-up finds a Python: fake interpreters on a made-up PATH, in a made-up home."""

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "tools" / "find_python.sh"


def make_python(path: Path, version: str, able: str = "able") -> Path:
    """An executable that gives the answer the script's probe would print."""
    return make_program(path, f"echo '{version} {able} {path}'")


def make_program(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def find_python(
    home: Path, *folders: Path, python: Path | None = None, only: str | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": ":".join(map(str, folders))}
    if python is not None:
        environment["PYTHON"] = str(python)
    command = ["/bin/sh", str(SCRIPT)] + ([only] if only else [])
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def assert_found(result: subprocess.CompletedProcess[str], python: Path) -> None:
    assert (result.returncode, result.stdout, result.stderr) == (0, f"{python}\n", "")


def assert_refused(result: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"{sentence}\n")


INSTALL = "install Python 3.13 with your package manager, pyenv or uv, and try again."
OTHERWISE = "unset PYTHON or let it name another interpreter."


def test_a_single_recent_python_is_taken(tmp_path: Path) -> None:
    recent = make_python(tmp_path / "bin" / "python3", "3.12.4")

    assert_found(find_python(tmp_path, tmp_path / "bin"), recent)


def test_a_recent_python_beside_an_older_default_is_taken(tmp_path: Path) -> None:
    make_python(tmp_path / "bin" / "python3", "3.11.7")
    recent = make_python(tmp_path / "bin" / "python3.12", "3.12.1")

    assert_found(find_python(tmp_path, tmp_path / "bin"), recent)


def test_a_recent_python_in_a_later_folder_of_the_same_name_is_taken(tmp_path: Path) -> None:
    make_python(tmp_path / "first" / "python3", "3.11.7")
    recent = make_python(tmp_path / "second folder" / "python3", "3.13.2")

    assert_found(find_python(tmp_path, tmp_path / "first", tmp_path / "second folder"), recent)


def test_the_newest_tested_python_goes_before_older_and_newer_ones(tmp_path: Path) -> None:
    make_python(tmp_path / "bin" / "python3.12", "3.12.1")
    tested = make_python(tmp_path / "bin" / "python3.13", "3.13.0")
    make_python(tmp_path / "bin" / "python3.14", "3.14.0")

    assert_found(find_python(tmp_path, tmp_path / "bin"), tested)


def test_a_tested_python_goes_before_a_newer_one(tmp_path: Path) -> None:
    tested = make_python(tmp_path / "bin" / "python3.12", "3.12.1")
    make_python(tmp_path / "bin" / "python3", "3.14.0")

    assert_found(find_python(tmp_path, tmp_path / "bin"), tested)


def test_a_newer_python_than_tested_is_better_than_none(tmp_path: Path) -> None:
    newer = make_python(tmp_path / "bin" / "python3", "3.14.0")

    assert_found(find_python(tmp_path, tmp_path / "bin"), newer)


def test_a_shim_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    make_program(tmp_path / "shims" / "python3.13", "exit 127")
    recent = make_python(tmp_path / "bin" / "python3.12", "3.12.1")

    assert_found(find_python(tmp_path, tmp_path / "shims", tmp_path / "bin"), recent)


def test_a_python_that_says_nothing_about_itself_is_passed_over(tmp_path: Path) -> None:
    make_program(tmp_path / "bin" / "python3.13", "exit 0")
    recent = make_python(tmp_path / "bin" / "python3.12", "3.12.1")

    assert_found(find_python(tmp_path, tmp_path / "bin"), recent)


def test_a_python_that_cannot_make_environments_is_passed_over(tmp_path: Path) -> None:
    make_python(tmp_path / "bin" / "python3.13", "3.13.0", able="bare")
    able = make_python(tmp_path / "bin" / "python3.12", "3.12.1")

    assert_found(find_python(tmp_path, tmp_path / "bin"), able)


def test_a_python_of_pyenv_that_is_not_on_the_path_is_found(tmp_path: Path) -> None:
    make_python(tmp_path / "bin" / "python3", "3.11.7")
    recent = make_python(tmp_path / ".pyenv" / "versions" / "3.12.1" / "bin" / "python3", "3.12.1")

    assert_found(find_python(tmp_path, tmp_path / "bin"), recent)


def test_a_python_that_only_uv_knows_is_found(tmp_path: Path) -> None:
    recent = make_python(tmp_path / "kept by uv" / "python3.13", "3.13.0")
    make_program(tmp_path / "bin" / "uv", f"echo '{recent}'")

    assert_found(find_python(tmp_path, tmp_path / "bin"), recent)


def test_python_in_the_environment_wins(tmp_path: Path) -> None:
    make_python(tmp_path / "bin" / "python3.13", "3.13.0")
    named = make_python(tmp_path / "elsewhere" / "python", "3.12.1")

    assert_found(find_python(tmp_path, tmp_path / "bin", python=named), named)


def test_a_version_that_is_asked_for_is_the_only_choice(tmp_path: Path) -> None:
    make_python(tmp_path / "bin" / "python3.13", "3.13.0")
    asked = make_python(tmp_path / "bin" / "python3.12", "3.12.1")

    assert_found(find_python(tmp_path, tmp_path / "bin", only="3.12"), asked)


def test_only_an_older_python_is_one_sentence_that_says_what_to_install(tmp_path: Path) -> None:
    old = make_python(tmp_path / "bin" / "python3", "3.11.7")

    result = find_python(tmp_path, tmp_path / "bin")

    assert_refused(
        result,
        "The simulator needs Python 3.12 or newer, "
        f"and the newest found is 3.11.7 ({old}): {INSTALL}",
    )


def test_no_python_at_all_is_one_sentence(tmp_path: Path) -> None:
    result = find_python(tmp_path, tmp_path / "bin")

    assert_refused(
        result, f"The simulator needs Python 3.12 or newer, and none was found: {INSTALL}"
    )


def test_a_python_without_venv_is_one_sentence_that_names_the_package(tmp_path: Path) -> None:
    bare = make_python(tmp_path / "bin" / "python3", "3.12.3", able="bare")

    result = find_python(tmp_path, tmp_path / "bin")

    assert_refused(
        result,
        f"Python 3.12.3 ({bare}) lacks venv or ensurepip: install its venv package "
        "(python3.12-venv on Debian and Ubuntu) and try again.",
    )


def test_a_python_in_the_environment_that_is_too_old_is_one_sentence(tmp_path: Path) -> None:
    make_python(tmp_path / "bin" / "python3.13", "3.13.0")
    old = make_python(tmp_path / "elsewhere" / "python", "3.11.7")

    result = find_python(tmp_path, tmp_path / "bin", python=old)

    assert_refused(
        result,
        f"The simulator needs Python 3.12 or newer, and PYTHON is {old}, "
        f"which is 3.11.7: {OTHERWISE}",
    )


def test_a_python_in_the_environment_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "python"

    result = find_python(tmp_path, tmp_path / "bin", python=missing)

    assert_refused(
        result,
        f"The simulator needs Python 3.12 or newer, and PYTHON is {missing}, "
        f"which is not one that runs: {OTHERWISE}",
    )
