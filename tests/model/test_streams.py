"""Streams: one seed, many names; each name draws for itself."""

from random import Random

from model.streams import PLATFORM_IDS, WorkerStreams, stream

PURPOSES = ("wake", "profile", "choice", "decision", "content", "thinking")


def first(seed: int, name: str) -> list[float]:
    """The first values of a stream."""
    source = stream(seed, name)
    return [source.random() for _ in range(3)]


def test_the_same_seed_and_name_draw_the_same() -> None:
    assert first(42, "w0/choice") == first(42, "w0/choice")


def test_each_name_draws_something_else() -> None:
    names = [f"{who}/{what}" for who in ("w0", "w1", "growth", "setup") for what in PURPOSES]

    values = {first(42, name)[0] for name in [*names, PLATFORM_IDS]}

    assert len(values) == len(names) + 1


def test_each_seed_draws_something_else() -> None:
    assert len({first(seed, "w0/choice")[0] for seed in range(50)}) == 50


def test_another_stream_changes_none_that_is_there() -> None:
    alone = stream(42, "w0/choice")
    expected = [alone.random() for _ in range(4)]

    shared = stream(42, "w0/choice")
    values = []
    for _ in range(4):
        stream(42, "w0/new_purpose").random()
        values.append(shared.random())

    assert values == expected


def test_a_worker_has_one_stream_for_each_purpose() -> None:
    streams = WorkerStreams.of(42, "w0")

    assert streams._fields == PURPOSES
    assert [draw.between(0, 1) for draw in streams] == [
        first(42, f"w0/{purpose}")[0] for purpose in PURPOSES
    ]


def test_streams_are_pythons_own_generator() -> None:
    assert type(stream(42, "w0/choice")) is Random


def test_first_values_of_seed_42_are_what_they_always_were() -> None:
    values = {name: first(42, name)[0] for name in ("w0/choice", "growth/wake", PLATFORM_IDS)}

    assert values == {
        "w0/choice": 0.32191091869383914,
        "growth/wake": 0.4041738728578398,
        "platform/ids": 0.14868947361797236,
    }
