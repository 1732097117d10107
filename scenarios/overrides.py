"""What stands above the file: environment variables, and above those --set key.path=value."""

from collections.abc import Mapping, Sequence

from scenarios.errors import ScenarioError
from scenarios.resolve import set_at
from scenarios.wording import quoted, unknown
from scenarios.yaml_lines import Placed, Tree, YamlSource, read_yaml, scalar

VARIABLES: Mapping[str, tuple[str, ...]] = {
    "GROWTH_USERS_PER_DAY": ("growth", "users_per_day"),
    "GROWTH_MAX_USERS": ("growth", "max_users"),
    "GROWTH_EMAIL_DOMAIN": ("growth", "email_domain"),
    "SIMULATION_SEED": ("seed",),
    "WORKERS_COUNT": ("workers", "count"),
}
"""The variables that change a scenario, each with the key it sets."""

TEXTS = frozenset({"GROWTH_EMAIL_DOMAIN"})
"""Variables taken as they are; the others are read as numbers."""

FAMILY = "GROWTH_"
"""A variable of this family that nobody reads is refused: it is a spelling mistake."""

NOT_OURS = frozenset({"GROWTH_USER_PASSWORD"})
"""Members of the family that belong to live mode: secrets never enter a scenario."""


def with_environment(tree: Tree, environ: Mapping[str, str]) -> Tree:
    """The tree with the values that the environment sets."""
    for name in sorted(environ):
        if name.startswith(FAMILY) and name not in VARIABLES and name not in NOT_OURS:
            said = unknown("variable", name, VARIABLES)
            raise ScenarioError(f"environment {name}: {said}")
    for name, place in VARIABLES.items():
        if name in environ:
            tree = set_at(tree, place, _from_variable(name, environ[name], place))
    return tree


def with_changes(tree: Tree, changes: Sequence[str]) -> Tree:
    """The tree with each key.path=value set, one after the other."""
    for change in changes:
        tree = _with_change(tree, change)
    return tree


def _from_variable(name: str, text: str, place: tuple[str, ...]) -> Placed:
    origin = f"environment {name}"
    if not text.strip():
        raise ScenarioError(
            f"{origin}: {'.'.join(place)}: the variable is empty; give it a value or unset it."
        )
    value = text.strip() if name in TEXTS else scalar(text.strip())
    return Placed(value, origin)


def _with_change(tree: Tree, change: str) -> Tree:
    origin = f"--set {' '.join(change.split())}"
    key, equals, text = change.partition("=")
    place = tuple(step.strip() for step in key.split("."))
    if not equals or not all(place):
        raise ScenarioError(
            f"--set {quoted(change)}: expects key.path=value, for example --set time.days=2."
        )
    if place == ("extends",):
        raise ScenarioError(f"{origin}: extends belongs in a file; load that scenario instead.")
    leaf = read_yaml(text, YamlSource(lambda _line: origin))
    return set_at(tree, place, leaf)
