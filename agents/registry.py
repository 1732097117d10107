"""The list of actions: visible, ordered, each name once."""

from agents.action import Action


def listed(*actions: Action) -> dict[str, Action]:
    """The actions by name, in the given order; raises ValueError when a name comes twice."""
    table: dict[str, Action] = {}
    for action in actions:
        if action.name in table:
            raise ValueError(f'two actions are called "{action.name}"; names are unique')
        table[action.name] = action
    return table
