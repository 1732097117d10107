"""Templates of activities by type, and which type suits which group community."""

from typing import Annotated, Literal

from pydantic import Field

from scenarios.strict import Content, Several, Span

ActivityType = Literal["pickup_game", "group_run", "workout", "social", "other"]
Minutes = Annotated[int, Field(ge=15, le=24 * 60)]
People = Annotated[int, Field(ge=2, le=1000)]


class ActivityTemplate(Content):
    """What an invitation says, how long it lasts, and between which numbers its limit lies."""

    title: str = Field(min_length=5, max_length=255)
    description: str = Field(min_length=10)
    duration_minutes: Minutes
    max_participants: Span[People]


class ActivityContent(Content):
    """`activities.yaml`: templates for every type of activity that karmyq knows."""

    favorites: dict[str, ActivityType]
    pickup_game: Several[ActivityTemplate]
    group_run: Several[ActivityTemplate]
    workout: Several[ActivityTemplate]
    social: Several[ActivityTemplate]
    other: Several[ActivityTemplate]

    def of(self, activity_type: ActivityType) -> tuple[ActivityTemplate, ...]:
        """The templates of one type, in the order of the file."""
        templates: tuple[ActivityTemplate, ...] = getattr(self, activity_type)
        return templates
