"""What a column that holds somebody's or something's id means when that one goes.

goes      the row goes as well
emptied   the row stays and forgets: the column becomes null
"""

from dataclasses import dataclass

USERS = "auth.users"


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that refers to a row of another table by its id.

    `goes` says whether the row goes with what it refers to. A row that goes though what `told`
    refers to stays has a part in something of an outsider's, and counts as shared.
    """

    column: str
    to: str
    goes: bool = True
    told: bool = False

    @property
    def is_person(self) -> bool:
        """It refers to an account."""
        return self.to == USERS


def person(*columns: str) -> tuple[Reference, ...]:
    """Whose row it is: it goes with any of these people, and is shared among them."""
    return tuple(Reference(column, USERS) for column in columns)


def named(*columns: str) -> tuple[Reference, ...]:
    """People whom somebody else's row merely names."""
    return tuple(Reference(column, USERS, goes=False) for column in columns)


def part(column: str, to: str) -> tuple[Reference, ...]:
    """A part of something: it goes with that."""
    return (Reference(column, to),)


def told(column: str, to: str) -> tuple[Reference, ...]:
    """A part of something that an outsider may miss, as a vote is."""
    return (Reference(column, to, told=True),)


def link(*columns: str, to: str) -> tuple[Reference, ...]:
    """Something that a row merely points to."""
    return tuple(Reference(column, to, goes=False) for column in columns)
