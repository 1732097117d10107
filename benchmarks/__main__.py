"""`python -m benchmarks`: measure, and print one table. What its rows mean stands in README.md."""

import argparse
import sys
from collections.abc import Sequence

from adapters.sandbox.errors import SandboxError
from benchmarks import (
    batch_runner,
    clients,
    dry_run,
    ensembles,
    live_requests,
    locust_peer,
    mesa_events,
    month,
    population,
    punctual,
    startup,
)
from benchmarks.row import Benchmark, Effort, Row
from benchmarks.table import as_json, as_text
from commands.complaints import DONE, FAILED, INTERRUPTED, say

BENCHMARKS: dict[str, Benchmark] = {
    "mesa_events": mesa_events.measure,
    "dry_run": dry_run.measure,
    "month": month.measure,
    "population": population.measure,
    "ensembles": ensembles.measure,
    "batch_runner": batch_runner.measure,
    "clients": clients.measure,
    "live_requests": live_requests.measure,
    "locust_peer": locust_peer.measure,
    "punctual": punctual.measure,
    "startup": startup.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for and print it, to the last row that was finished."""
    options = _parser().parse_args(arguments)
    rows: list[Row] = []
    code = DONE
    try:
        _measure(options.only or list(BENCHMARKS), Effort(options.repeat, options.quick), rows)
    except KeyboardInterrupt:
        say("interrupted; what was measured until then:")
        code = INTERRUPTED
    except SandboxError as error:
        say(str(error))
        code = FAILED
    print(as_json(rows) if options.json else as_text(rows))
    return code


def _measure(names: Sequence[str], effort: Effort, rows: list[Row]) -> None:
    for name in names:
        say(f"measuring {name} ...")
        for row in BENCHMARKS[name](effort):
            rows.append(row)
            say(f"  {row.name}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure the simulator beside bare loops, all within one run.",
    )
    parser.add_argument(
        "--only", action="append", choices=BENCHMARKS, help="measure only this; repeatable"
    )
    parser.add_argument("--json", action="store_true", help="print the table as JSON")
    parser.add_argument(
        "--repeat", type=_rounds, default=3, metavar="N", help="rounds of each comparison [3]"
    )
    parser.add_argument(
        "--quick", action="store_true", help="the smallest sizes that work: to try, not to compare"
    )
    return parser


def _rounds(text: str) -> int:
    rounds = int(text)
    if rounds < 1:
        raise argparse.ArgumentTypeError(f"at least one round is needed; found {rounds}")
    return rounds


if __name__ == "__main__":
    sys.exit(main())
