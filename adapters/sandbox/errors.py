"""Why a sandbox cannot start, in one sentence that says what helps."""


class SandboxError(Exception):
    """The sandbox cannot start; the text is for people."""


def missing_extra(error: ImportError) -> SandboxError:
    """The sandbox's packages are an extra; without them there is one thing to do."""
    what = error.name or str(error)
    remedy = ".venv/bin/pip install -e '.[sandbox]'"
    return SandboxError(f"The sandbox needs {what}, which is missing: {remedy}")
