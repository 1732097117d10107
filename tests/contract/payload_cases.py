"""Values at and beyond the bounds of every payload field, by type and path."""

from typing import Any

Case = tuple[str, str, Any]

_NUMBERS: dict[tuple[str, str], tuple[list[Any], list[Any]]] = {
    ("ride", "seats_needed"): ([1, 10], [0, 11, -1, 1.5]),
    ("ride", "origin.lat"): ([-90, 90, 0, 45.123], [-90.01, 90.01, "45", None, True]),
    ("ride", "origin.lng"): ([-180, 180], [-180.01, 180.01, "1"]),
    ("ride", "destination.lat"): ([-90, 90], [-91, 91]),
    ("ride", "destination.lng"): ([-180, 180], [-181, 181]),
    ("borrow", "duration_days"): ([1, 30], [0, 31, 1.5, "3", True]),
    ("service", "estimated_duration_hours"): ([0.5, 80, 7.25], [0.49, 80.01, "2", None]),
    ("service", "budget_range.min"): ([0, 12.5], [-0.01, "5"]),
    ("service", "budget_range.max"): ([0, 10_000], [-1, None]),
    ("event", "event_duration_hours"): ([0.5, 24], [0.4, 24.1, "2"]),
    ("event", "location.lat"): ([-90, 90], [-90.5, 90.5]),
    ("event", "location.lng"): ([-180, 180], [-180.5, 180.5]),
    ("event", "participants_needed"): ([1, 1000], [0, 1001, 2.5, "8"]),
    ("event", "requirements.age_minimum"): ([0, 100], [-1, 101, 17.5]),
}
_WORDS: dict[tuple[str, str], str] = {
    ("borrow", "item_category"): "tools electronics kitchen books sports camping party other",
    ("borrow", "condition_min"): "fair good like_new new",
    ("service", "service_category"): (
        "plumbing electrical carpentry tutoring consulting repair cleaning gardening pet_care "
        "childcare elder_care tech_support legal financial other"
    ),
    ("service", "skill_level_required"): "beginner intermediate expert",
    ("service", "budget_range.currency"): "USD EUR GBP",
    ("service", "preferred_schedule.time_of_day"): "morning afternoon evening flexible",
    ("service", "location_type"): "remote on_site hybrid",
    ("event", "event_type"): (
        "volunteer community_cleanup fundraiser workshop meetup sports cultural educational "
        "social other"
    ),
    ("event", "recurring.frequency"): "daily weekly biweekly monthly",
}
_FLAGS = (
    ("ride", "preferences.women_only"),
    ("ride", "preferences.pet_friendly"),
    ("ride", "preferences.wheelchair_accessible"),
    ("event", "location.is_virtual"),
    ("event", "requirements.background_check"),
    ("event", "requirements.experience_required"),
    ("event", "recurring.is_recurring"),
)
_DATES = (
    ("ride", "departure_time"),
    ("borrow", "return_date"),
    ("event", "event_date"),
    ("event", "recurring.end_date"),
)
_GOOD_DATES = ("2026-03-04T09:30:00Z", "2026-03-04T09:30:00.5Z", "2024-02-29T23:59:59.999Z")
_BAD_DATES = (
    "2026-03-04T09:30:00+02:00",
    "2026-03-04T09:30:00+00:00",
    "2026-03-04T09:30Z",
    "2026-03-04T09:30:00",
    "2026-03-04 09:30:00Z",
    "2026-03-04",
    "2026-02-30T09:30:00Z",
    "2026-03-04T25:00:00Z",
    "2026-03-04T09:30:00z",
    "soon",
    "",
    1_772_616_600,
)
_TEXTS: dict[tuple[str, str], tuple[list[Any], list[Any]]] = {
    ("ride", "origin.address"): (["abc", "𝔸𝔹ℂ"], ["ab", "𝔸𝔹", "", 5]),
    ("ride", "destination.address"): (["abc"], ["ab"]),
    ("event", "location.address"): (["abc"], ["ab", None]),
    ("event", "location.virtual_link"): (["https://meet.example/room"], ["a room", "", 7]),
}
_LISTS: dict[tuple[str, str], tuple[list[Any], list[Any]]] = {
    ("borrow", "images"): (
        [[], ["https://pictures.example/1"] * 5],
        [["https://pictures.example/1"] * 6, ["no address"], "https://pictures.example/1", [None]],
    ),
    ("service", "certifications_required"): ([[], ["first aid"] * 5], [["x"] * 6, [1], "x"]),
    ("service", "preferred_schedule.days"): (
        [[], ["monday", "sunday"], ["tuesday", "wednesday", "thursday", "friday", "saturday"]],
        [["Monday"], ["someday"], "monday"],
    ),
    ("event", "roles"): (
        [
            [],
            [{"role_name": "ab", "count": 1}] * 10,
            [{"role_name": "r" * 50, "count": 2**53 - 1, "description": "d" * 200}],
        ],
        [
            [{"role_name": "cook", "count": 1}] * 11,
            [{"role_name": "a", "count": 1}],
            [{"role_name": "r" * 51, "count": 1}],
            [{"role_name": "cook", "count": 0}],
            [{"role_name": "cook", "count": 2**53}],
            [{"role_name": "cook"}],
            [{"count": 1}],
            [{"role_name": "cook", "count": 1, "description": "d" * 201}],
            ["cook"],
        ],
    ),
}
_OLD_WORDS: tuple[Case, ...] = (
    ("service", "location_type", "requester_location"),
    ("service", "location_type", "provider_location"),
    ("service", "estimated_duration_hours", 81),
)
_NO_OBJECTS: tuple[Any, ...] = (None, "text", [])
_OBJECTS = (
    ("ride", "origin"),
    ("ride", "preferences"),
    ("service", "budget_range"),
    ("service", "preferred_schedule"),
    ("event", "location"),
    ("event", "requirements"),
    ("event", "recurring"),
)


def _bounded(which: int) -> list[Case]:
    tables = (_NUMBERS, _TEXTS, _LISTS)
    return [
        (kind, path, value)
        for table in tables
        for (kind, path), values in table.items()
        for value in values[which]
    ]


TAKEN: list[Case] = [
    *_bounded(0),
    *((kind, path, word) for (kind, path), words in _WORDS.items() for word in words.split()),
    *((kind, path, flag) for kind, path in _FLAGS for flag in (True, False)),
    *((kind, path, date) for kind, path in _DATES for date in _GOOD_DATES),
]
REFUSED: list[Case] = [
    *_bounded(1),
    *((kind, path, word) for kind, path in _WORDS for word in ("anything", "", "OTHER", None)),
    *((kind, path, flag) for kind, path in _FLAGS for flag in ("true", 1, None)),
    *((kind, path, date) for kind, path in _DATES for date in _BAD_DATES),
    *((kind, path, value) for kind, path in _OBJECTS for value in _NO_OBJECTS),
    *_OLD_WORDS,
]
REQUIRED = (
    ("ride", "origin"),
    ("ride", "origin.address"),
    ("ride", "origin.lat"),
    ("ride", "origin.lng"),
    ("ride", "destination"),
    ("ride", "destination.address"),
    ("ride", "destination.lat"),
    ("ride", "destination.lng"),
    ("ride", "seats_needed"),
    ("ride", "departure_time"),
    ("borrow", "item_category"),
    ("borrow", "duration_days"),
    ("service", "service_category"),
    ("event", "event_type"),
    ("event", "event_date"),
    ("event", "event_duration_hours"),
    ("event", "location"),
    ("event", "location.address"),
    ("event", "participants_needed"),
)
DEFAULTS: tuple[tuple[str, dict[str, Any], str, object], ...] = (
    ("service", {}, "location_type", "on_site"),
    ("service", {"location_type": "remote"}, "location_type", "remote"),
    ("service", {"budget_range": {"min": 5}}, "budget_range.currency", "USD"),
    ("service", {"budget_range": {}}, "budget_range.currency", "USD"),
    ("event", {}, "location.is_virtual", False),
    ("event", {"recurring": {}}, "recurring.is_recurring", False),
)
