"""The page in a real browser: a simulation with 500 people, and a stored run.

What is shown is asserted; how fast it was is printed, since a busy machine would decide it.
"""

import signal
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

import psutil  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from playwright.sync_api import Browser

from commands.app import main
from dashboard.page.views import said
from dashboard.theatre.simulated import SimulatedStage
from model.run_folder import RunFolder
from model.vocabulary import VOCABULARY
from scenarios import load
from tests.dashboard.browser import (
    Visitor,
    address_of,
    browser,
    browser_program,
    dashboard,
)

pytestmark = pytest.mark.long

LOOK_S = 3.0
HOURS_A_SECOND = 6
"""Virtual hours for which a second of a core shall be enough, with 500 people."""
TWELVE_HOURS_A_SECOND = 4
"""The slider's place: asked for more than is needed, the machine shows what it can."""
STARTS = datetime(2026, 3, 2, 8)
END_S = 30
CROWD = ("--set", "population.initial=500", "--days", "10")
SMALL = {
    "seed": 4,
    "population.initial": 30,
    "workers.count": 3,
    "profiles.requester.actions.create_request": 0.9,
}
WATCH = """
() => new Promise((done) => {
  const seen = { dates: [], hours: [] };
  const began = performance.now();
  const look = () => {
    const now = performance.now() - began;
    const date = document.querySelector('#kq-date').innerText;
    const picture = document.querySelector('[data-picture]');
    const hour = picture ? picture.dataset.hour : '';
    if (!seen.dates.length || seen.dates.at(-1)[1] !== date) seen.dates.push([now, date]);
    if (!seen.hours.length || seen.hours.at(-1)[1] !== hour) seen.hours.push([now, hour]);
    if (now < LOOK) setTimeout(look, 20); else done(seen);
  };
  look();
})
""".replace("LOOK", str(LOOK_S * 1000))


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days of the quiet week, run and kept."""
    run = tmp_path_factory.mktemp("runs") / "two_days"
    assert main(["run", "quiet_week", "--days", "2", "--out", str(run), "--quiet"]) == 0
    return run


@pytest.fixture(scope="module")
def replay(stored: Path) -> Iterator[subprocess.Popen[str]]:
    """A dashboard that replays it."""
    browser_program()  # without one nothing needs to start
    with dashboard(stored.parent, "--run", str(stored)) as process:
        yield process


@pytest.fixture(scope="module")
def process(
    replay: subprocess.Popen[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[subprocess.Popen[str]]:
    """The dashboard of the reference with 500 people; the other one starts at the same time."""
    with dashboard(tmp_path_factory.mktemp("crowd"), "reference", *CROWD) as found:
        yield found


@pytest.fixture(scope="module")
def crowd(process: subprocess.Popen[str], window: Browser) -> Visitor:
    """Its page."""
    return Visitor(window, address_of(process))


def test_the_page_shows_where_the_run_stands(crowd: Visitor) -> None:
    assert crowd.text("#kq-date") == "Mon 2 Mar 2026, 08:00"
    assert crowd.text("[data-measure=users_registered]") == "500"
    assert crowd.page.locator("[data-community]").count() == 8


def test_play_advances_date_figures_and_pictures(
    crowd: Visitor, process: subprocess.Popen[str], capsys: pytest.CaptureFixture[str]
) -> None:
    crowd.until("document.querySelector('[data-picture] svg')")
    drawn = crowd.page.get_attribute("[data-picture]", "data-hour")
    before = int(crowd.text("#kq-actions").replace(",", ""))

    crowd.slide("#kq-speed", TWELVE_HOURS_A_SECOND)
    crowd.page.click("#kq-play")
    crowd.until("document.querySelector('#kq-date').innerText !== 'Mon 2 Mar 2026, 08:00'")
    hour, cpu_s = hour_of(crowd), cpu_seconds_of_theatre(process)
    seen = crowd.page.evaluate(WATCH)
    rate = crowd.text("#kq-rate")
    hours_per_cpu_second = (hour_of(crowd) - hour) / (cpu_seconds_of_theatre(process) - cpu_s)
    crowd.until(f"document.querySelector('[data-picture]').dataset.hour !== '{drawn}'")
    crowd.page.click("#kq-play")
    crowd.until("document.querySelector('#kq-rate').innerText === 'paused'")

    with capsys.disabled():
        _print_rates(rate, hours_per_cpu_second, seen)
    assert hours_per_cpu_second > HOURS_A_SECOND
    assert len(seen["dates"]) > 2
    assert int(crowd.text("#kq-actions").replace(",", "")) > before
    assert crowd.page.locator("#kq-feed [data-member]").count() > 5


def hour_of(visitor: Visitor) -> float:
    """The virtual hour that the page shows."""
    moment = datetime.strptime(visitor.text("#kq-date"), "%a %d %b %Y, %H:%M")
    return (moment - STARTS) / timedelta(hours=1)


def cpu_seconds_of_theatre(process: subprocess.Popen[str]) -> float:
    """What the process that runs the model has used so far: whatever else the machine does."""
    used = [child.cpu_times() for child in psutil.Process(process.pid).children()]
    return max(float(times.user + times.system) for times in used)


def _print_rates(rate: str, hours: float, seen: dict[str, list[tuple[float, str]]]) -> None:
    gaps = [after - before for (before, _), (after, _) in pairwise(seen["dates"])]
    print(
        f"\n500 people: {rate}, {hours:.0f} h a second of its core; a new date every "
        f"{median(gaps):.0f} ms, {len(seen['hours'])} states of the pictures in {LOOK_S:g} s"
    )


def test_a_click_shows_the_history_of_a_member_and_of_a_community(crowd: Visitor) -> None:
    crowd.page.click("#kq-feed [data-member] >> nth=0")
    crowd.until("document.querySelector('#kq-story')?.dataset.kind === 'member'")
    member = crowd.text("#kq-story")
    crowd.page.click("[data-community] >> nth=0")
    crowd.until("document.querySelector('#kq-story')?.dataset.kind === 'community'")

    assert "@test.karmyq.com" in member
    assert "founder" in crowd.text("#kq-story")
    assert crowd.page.locator("#kq-story li button").count() > 1


def test_sliders_change_the_numbers_of_the_next_run(crowd: Visitor) -> None:
    page = crowd.page
    page.click("[data-tab=Figures]")
    for group in ("At time zero", "Profile: requester"):
        page.click(f"[data-group='{group}'] summary")
    for key, value in SMALL.items():
        crowd.slide("#kq-seed" if key == "seed" else f"[data-slider='{key}']", value)
        page.keyboard.press("Tab")
    crowd.until("document.querySelector('#kq-changed').innerText === '4 changed'")
    page.click("#kq-again")
    crowd.until("document.querySelector('[data-measure=users_registered]').innerText === '30'")
    page.click("#kq-step-day")

    assert crowd.figures("Tue 3 Mar 2026, 08:00") == _alone()


def _alone() -> dict[str, str]:
    """The figures after a day of the same scenario, without a dashboard."""
    changes = [*CROWD[1:2], "time.days=10", *(f"{key}={value}" for key, value in SMALL.items())]
    stage = SimulatedStage(load("reference", vocabulary=VOCABULARY, changes=changes).scenario)
    stage.advance(24)
    stage.close()
    return {name: said(value) for name, value in stage.measures().items()}


def test_the_settings_can_be_downloaded_as_a_scenario(crowd: Visitor, tmp_path: Path) -> None:
    with crowd.page.expect_download() as waiting:
        crowd.page.click("#kq-download")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)

    scenario = load(str(file), vocabulary=VOCABULARY).scenario

    assert file.name == "scenario-s4.yaml"
    assert (scenario.seed, scenario.population.initial, scenario.workers.count) == (4, 30, 3)


def test_settings_that_do_not_fit_together_are_said_on_the_page(crowd: Visitor) -> None:
    crowd.page.fill("[data-number='workers.delay_s.0']", "900")
    crowd.page.keyboard.press("Tab")

    crowd.until("document.querySelector('#kq-problem')")

    assert "workers.delay_s: expects the lower number first" in crowd.text("#kq-problem")


def test_a_narrow_page_needs_no_scrolling_sideways(crowd: Visitor) -> None:
    crowd.page.set_viewport_size({"width": 400, "height": 800})

    wide = crowd.page.evaluate("document.documentElement.scrollWidth")

    assert wide <= 400


def test_nothing_was_complained_of_and_nobody_but_this_machine_asked(crowd: Visitor) -> None:
    assert crowd.complaints == []
    assert crowd.hosts == {"127.0.0.1"}


def test_a_replay_shows_the_final_figures_and_ends_with_its_processes(
    replay: subprocess.Popen[str], window: Browser, stored: Path
) -> None:
    visitor = Visitor(window, address_of(replay))
    visitor.page.click("[data-tab=Figures]")
    visitor.slide("#kq-time", 24)
    half = visitor.figures("Tue 3 Mar 2026, 08:00")
    visitor.slide("#kq-time", 48)
    figures = visitor.figures("Wed 4 Mar 2026, 08:00")
    verdict = visitor.text(".kq-verdicts")
    children = psutil.Process(replay.pid).children(recursive=True)
    replay.send_signal(signal.SIGINT)
    _, err = replay.communicate(timeout=END_S)
    _, left = psutil.wait_procs(children, timeout=END_S)

    summary = RunFolder(stored).summary()
    assert summary is not None
    assert figures == {name: said(value) for name, value in summary["measures"].items()}
    assert verdict.startswith("✓ met time_to_first_offer_median_h below 24: ")
    assert int(half["requests_created"]) < int(figures["requests_created"])
    assert children
    assert not left
    assert (replay.returncode, err) == (130, "dashboard stopped\n")
