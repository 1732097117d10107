"""The end of a search: the best trials on fresh seeds, one of them chosen, and shown on others.

1. the ten best are run again with seeds that no trial has met       <folder>/after-N/best
2. the best of these becomes a scenario file                         <folder>/tuned.yaml
3. it runs beside the start, with seeds that have chosen nothing     <folder>/after-N/validation

N is the number of trials, so that a search which is extended later keeps its earlier ends.
Without the second block of fresh seeds the winner would be shown on those that made it win.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from optuna import Study
from optuna.trial import FrozenTrial

from experiments.comparisons import compare_job
from experiments.finishing import summary_of
from experiments.job import Job, Workers, run_job
from experiments.keeping import Home, home_for
from experiments.plan import Plan, Point
from experiments.results import Results
from experiments.seeds import seed_of
from experiments.sweeps import SWEEP
from experiments.tuning.loading import Tuning
from experiments.tuning.place import BEST, VALIDATION
from experiments.tuning.scoring import Measured, met, score
from experiments.tuning.trials import complete
from experiments.tuning.watching import score_of
from experiments.tuning.writing import tuned_text
from model.run_folder import SCENARIO_FILE, RunFolder
from scenarios import ResolvedScenario

MOST = 10
"""How many of the best trials are run again."""

RESCORED, VALIDATED = 1, 2
"""The blocks of fresh seeds; block 0 is the trials' own."""

TUNED_FILE = "tuned.yaml"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the best trials, and what it shows on fresh seeds."""

    trial: int
    values: Mapping[str, float]
    measured: Measured
    score: float
    distance: float
    met: Sequence[str]


@dataclass(frozen=True, slots=True)
class Ending:
    """What a search has come to: its best, the best of those, and that beside the start."""

    candidates: Sequence[Candidate]
    winner: Candidate
    validation: Results
    rescored: Results


def fresh(base_seed: int, block: int) -> int:
    """The base seed of a block of fresh seeds."""
    purpose = int.from_bytes(sha256(b"fresh").digest()[:4])
    return seed_of(base_seed, purpose + block)


def best_trials(tuning: Tuning, study: Study) -> list[FrozenTrial]:
    """The best complete trials, different in their values; with `pareto` the front comes first."""
    done = [one for one in study.get_trials(deepcopy=False) if complete(one)]
    front = {one.number for one in study.best_trials} if done else set()
    several = tuning.targets.objective == "pareto"
    done.sort(key=lambda one: (several and one.number not in front, score_of(tuning, one)))
    different: dict[tuple[float, ...], FrozenTrial] = {}
    for one in done:
        different.setdefault(tuple(one.params.values()), one)
    return list(different.values())[:MOST]


@dataclass(frozen=True, slots=True)
class Finishing:
    """How the end is run: where, by whom, and with how many fresh seeds."""

    tuning: Tuning
    workers: Workers
    folder: Path | None
    fresh_seeds: int
    quiet: bool

    def run(self, study: Study) -> Ending | None:
        """Choose and show the best; None where no trial came to its end."""
        best = best_trials(self.tuning, study)
        if not best:
            return None
        over = len(study.get_trials(deepcopy=False))
        rescored = self._rescored(best, over)
        found = [self._candidate(rescored, place, one) for place, one in enumerate(best)]
        goals = len(self.tuning.targets.targets)
        found.sort(key=lambda one: (len(one.met) < goals, one.score))
        winner = found[0]
        if self.folder is not None:
            text = tuned_text(self.tuning, winner.values, self.folder)
            (self.folder / TUNED_FILE).write_text(text, encoding="utf-8")
        return Ending(found, winner, self._validated(winner, over), rescored)

    def _rescored(self, best: Sequence[FrozenTrial], over: int) -> Results:
        home, tuning = self._home(BEST, over), self.tuning
        source = tuning.original if home is None else home.source()
        points = [
            Point(
                f"trial {one.number}",
                tuning.scenario_at(one.params).scenario,
                source,
                tuning.changes_at(one.params),
                tuple(one.params.items()),
            )
            for one in best
        ]
        replications = max(2, self.fresh_seeds // 2)
        asked = {"scenario": tuning.stem, "design": "best trials", "replications": replications}
        base = fresh(tuning.start.scenario.seed, RESCORED)
        about = f"How good are the best trials of {tuning.stem} on fresh seeds?"
        texts = {SCENARIO_FILE: tuning.start.to_yaml()}
        return self._run(Job(Plan(SWEEP, base, replications, points, asked), home, texts, about))

    def _candidate(self, rescored: Results, place: int, trial: FrozenTrial) -> Candidate:
        numbers, targets = rescored.numbers(place), self.tuning.targets
        measured = {name: numbers.get(name, []) for name in targets.targets}
        distance = self.tuning.space.distance(trial.params)
        total = score(targets, measured, distance)
        reached = met(targets, measured)
        return Candidate(trial.number, trial.params, measured, total, distance, reached)

    def _validated(self, winner: Candidate, over: int) -> Results:
        base = fresh(self.tuning.start.scenario.seed, VALIDATED)
        sides = [
            ("start", _with_seed(self.tuning.start, base)),
            ("tuned", _with_seed(self.tuning.scenario_at(winner.values), base)),
        ]
        home = self._home(VALIDATION, over)
        return self._run(compare_job(sides[0], sides[1], self.fresh_seeds, home))

    def _home(self, name: str, over: int) -> Home | None:
        if self.folder is None:
            return None
        return home_for(self.folder / f"after-{over}" / name, name)

    def _run(self, job: Job) -> Results:
        results = run_job(job, self.workers, quiet=self.quiet)
        if results.path is not None:
            RunFolder(results.path).write_summary(summary_of(results))
        return results


def _with_seed(resolved: ResolvedScenario, seed: int) -> ResolvedScenario:
    scenario = resolved.scenario.model_copy(update={"seed": seed})
    return ResolvedScenario(scenario, resolved.origins)
