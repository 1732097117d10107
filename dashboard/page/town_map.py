"""Where communities stand on the map: circles that keep their places, grow, and move apart.

A community's circle grows with its members. A new one begins on a spiral around the middle; halves
of a split begin where the whole was, a merged one between its parents. Then circles that overlap
push each other away, and all are drawn to the middle. No chance is involved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt
from typing import Any

from dashboard.protocol import Town
from model.crowding import SPLIT_MEMBERS

WIDTH, HEIGHT = 1000.0, 620.0
FILLED = 0.5
"""The part of the map that circles cover, until they are as large as they get."""
LARGEST = 118.0
"""Radius of a community that may split."""
SMALLEST = 9.0
GAP = 7.0
ROUNDS = 30
PULL = 0.004
TURN = pi * (3 - sqrt(5))  # the golden angle: neighbours on the spiral never line up
STRIDE = 62.0
FIRST_SIGHT_ROUNDS = 160


@dataclass(slots=True)
class Circle:
    """A circle's middle and radius."""

    x: float
    y: float
    radius: float


class TownMap:
    """Remembers where each community stands."""

    def __init__(self) -> None:
        self._circles: dict[str, Circle] = {}
        self._last: dict[str, Circle] = {}
        self._count = 0

    def clear(self) -> None:
        """Another run begins."""
        self.__init__()  # type: ignore[misc]  # everything is as at the beginning

    def place(self, towns: Sequence[Town]) -> list[dict[str, Any]]:
        """The circles of these communities, as the page draws them."""
        first_sight = not self._circles
        standing = {town.id for town in towns}
        for gone in self._circles.keys() - standing:
            self._last[gone] = self._circles.pop(gone)
        scale = _scale(towns)
        for town in towns:
            radius = max(SMALLEST, scale * sqrt(town.members))
            circle = self._circles.get(town.id)
            if circle is None:
                self._circles[town.id] = self._beginning(town, radius)
            else:
                circle.radius = radius
        circles = [self._circles[town.id] for town in towns]
        for _ in range(FIRST_SIGHT_ROUNDS if first_sight else ROUNDS):
            _settle(circles)
        return [_drawn(town, self._circles[town.id]) for town in towns]

    def _beginning(self, town: Town, radius: float) -> Circle:
        """Beside where its parents were, or on the spiral."""
        known = [self._circles.get(one) or self._last.get(one) for one in town.parents]
        parents = [circle for circle in known if circle is not None]
        self._count += 1
        angle = self._count * TURN
        if parents:
            x = sum(circle.x for circle in parents) / len(parents)
            y = sum(circle.y for circle in parents) / len(parents)
            return Circle(x + radius / 2 * cos(angle), y + radius / 2 * sin(angle), radius)
        away = STRIDE * sqrt(self._count)
        return Circle(WIDTH / 2 + away * cos(angle), HEIGHT / 2 + away * sin(angle) * 0.7, radius)


def _scale(towns: Sequence[Town]) -> float:
    """Radius over the root of members, so that all find room."""
    members = sum(town.members for town in towns)
    roomy = sqrt(FILLED * WIDTH * HEIGHT / (pi * max(members, 1)))
    return min(roomy, LARGEST / sqrt(SPLIT_MEMBERS))


def _settle(circles: Sequence[Circle]) -> None:
    """One round: to the middle, then apart, then back onto the map."""
    for circle in circles:
        circle.x += (WIDTH / 2 - circle.x) * PULL
        circle.y += (HEIGHT / 2 - circle.y) * PULL * 3
    for place, one in enumerate(circles):
        for other in circles[place + 1 :]:
            _part(one, other)
    for circle in circles:
        circle.x = min(max(circle.x, circle.radius + 2), WIDTH - circle.radius - 2)
        circle.y = min(max(circle.y, circle.radius + 2), HEIGHT - circle.radius - 2)


def _part(one: Circle, other: Circle) -> None:
    wide, high = other.x - one.x, other.y - one.y
    apart, needed = hypot(wide, high) or 1e-6, one.radius + other.radius + GAP
    if apart < needed:
        push = (needed - apart) / 2 / apart
        one.x, one.y = one.x - wide * push, one.y - high * push
        other.x, other.y = other.x + wide * push, other.y + high * push


def _drawn(town: Town, circle: Circle) -> dict[str, Any]:
    return {
        "id": town.id,
        "name": town.name,
        "members": town.members,
        "x": round(circle.x, 1),
        "y": round(circle.y, 1),
        "r": round(circle.radius, 1),
        "full": round(min(town.members / SPLIT_MEMBERS, 1.0), 3),
        "splits": town.members >= SPLIT_MEMBERS,
    }
