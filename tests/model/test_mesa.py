"""The simulation is an ordinary Mesa model: Mesa's own tools work on it."""

from mesa import Model

from agents.member import Member
from model.measures import MEASURE_NAMES
from model.simulation import Simulation
from tests.model.world import ASLEEP, NO_GROWTH, World


def opened() -> Simulation:
    return World().open().simulation


def test_it_is_a_mesa_model() -> None:
    assert isinstance(opened(), Model)


def test_a_step_is_one_virtual_hour() -> None:
    simulation = opened()

    simulation.step()
    simulation.step()

    assert (simulation.steps, simulation.time) == (2, 2.0)


def test_stepping_runs_what_happens_within_the_hour() -> None:
    stepped, run = World().open(), World().open()

    for _ in range(30):
        stepped.simulation.step()
    run.run(30)

    assert stepped.digest() == run.digest()
    assert len(stepped.events) > 100


def test_it_runs_for_hours_and_until_an_hour() -> None:
    simulation = opened()

    simulation.run_for(3)
    simulation.run_until(7.5)

    assert (simulation.steps, simulation.time) == (7, 7.5)


def test_a_viewer_can_step_it_while_it_runs() -> None:
    simulation = opened()
    shown = []

    while simulation.running and simulation.time < 24:
        simulation.step()
        shown.append(len(simulation.agents))

    assert len(shown) == 24
    assert shown[0] >= 20


def test_its_agents_are_the_members() -> None:
    world = World().open().run(72)

    agents = set(world.simulation.agents)

    assert agents == set(world.members())
    assert world.simulation.agent_types == [Member]
    assert len(agents) == world.simulation.latest["users_registered"]


def test_the_frame_has_one_row_for_each_hour_with_all_measures() -> None:
    simulation = World().open().run(24.5).simulation

    frame = simulation.datacollector.get_model_vars_dataframe()

    assert len(frame) == 24
    assert set(frame.columns) == MEASURE_NAMES
    assert frame["users_registered"].iloc[0] >= 20


def test_the_last_row_of_the_frame_is_the_latest_measures() -> None:
    simulation = World().open().run(24).simulation

    last = simulation.datacollector.get_model_vars_dataframe().iloc[-1]

    assert last["offers_made"] == simulation.latest["offers_made"]
    assert last["actions_done"] == simulation.latest["actions_done"]


def test_measures_are_recorded_at_every_full_hour() -> None:
    world = World().open().run(5)

    assert [hour for hour, _ in world.measures] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert world.measures[-1][1] == world.simulation.latest


def test_before_the_first_hour_there_are_measures_of_nothing() -> None:
    simulation = World().simulation

    assert set(simulation.latest) == MEASURE_NAMES
    assert simulation.latest["users_registered"] == 0


def test_virtual_dates_follow_the_model() -> None:
    world = World(ASLEEP, NO_GROWTH).open()
    before = world.platform.now()

    world.run(36)

    assert (world.platform.now() - before).total_seconds() == 36 * 3600


def test_nothing_draws_from_mesas_own_generators() -> None:
    simulation = World().open().run(24).simulation
    untouched = Model(rng=simulation.settings.seed)

    assert simulation.random.random() == untouched.random.random()
    assert simulation.rng.random() == untouched.rng.random()
