"""The words karmyq accepts in communities and requests, as its contract lists them."""

from typing import Literal, get_args

RequestType = Literal["generic", "ride", "borrow", "service", "event"]
# The table also knows `urgent`, but creating a request with it is refused; `critical` passes
# the validation and then breaks the table. Only these three work on a new request.
Urgency = Literal["high", "medium", "low"]
CommunityType = Literal["mutual_aid", "group"]

ItemCategory = Literal[
    "tools", "electronics", "kitchen", "books", "sports", "camping", "party", "other"
]
ItemCondition = Literal["fair", "good", "like_new", "new"]

ServiceCategory = Literal[
    "plumbing",
    "electrical",
    "carpentry",
    "tutoring",
    "consulting",
    "repair",
    "cleaning",
    "gardening",
    "pet_care",
    "childcare",
    "elder_care",
    "tech_support",
    "legal",
    "financial",
    "other",
]
SkillLevel = Literal["beginner", "intermediate", "expert"]
LocationType = Literal["remote", "on_site", "hybrid"]
TimeOfDay = Literal["morning", "afternoon", "evening", "flexible"]

EventType = Literal[
    "volunteer",
    "community_cleanup",
    "fundraiser",
    "workshop",
    "meetup",
    "sports",
    "cultural",
    "educational",
    "social",
    "other",
]

REQUEST_TYPES: tuple[RequestType, ...] = get_args(RequestType)
