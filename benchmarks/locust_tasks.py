"""Locust's side of a comparison, in a process of its own: gevent changes everything it touches.

Reads from stdin what to do, and tells on stdout how it went, both as JSON.
"""

import importlib
import json
import sys
from itertools import cycle
from time import process_time
from typing import Any

WARM_S = 1.0


def main() -> None:
    """Let users do their weighted tasks without a pause for some seconds."""
    locust = importlib.import_module("locust")  # it patches sockets and threads when imported
    gevent = importlib.import_module("gevent")
    environment_of = importlib.import_module("locust.env").Environment
    wish = json.load(sys.stdin)
    environment = environment_of(user_classes=[_users(locust, wish)])
    runner = environment.create_local_runner()
    count = len(wish["people"])
    runner.start(count, spawn_rate=count)
    gevent.sleep(WARM_S)
    environment.stats.reset_all()
    cpu_s = process_time()
    gevent.sleep(wish["seconds"])
    cpu_s, total = process_time() - cpu_s, environment.stats.total
    told = {"requests": total.num_requests, "failures": total.num_failures, "cpu_s": cpu_s}
    runner.quit()
    print(json.dumps(told))


def _users(locust: Any, wish: dict[str, Any]) -> Any:
    people = cycle(wish["people"])

    def on_start(user: Any) -> None:
        user.person = next(people)
        user.client.headers["Authorization"] = f"Bearer {user.person['token']}"

    def task(number: int) -> Any:
        def perform(user: Any) -> None:
            path, query = user.person["asks"][number]
            user.client.get(path, params=query, name=path)

        return perform

    tasks = {task(number): weight for number, weight in enumerate(wish["weights"])}
    body = {
        "host": wish["api_url"],
        "tasks": tasks,
        "wait_time": locust.constant(0),
        "on_start": on_start,
    }
    return type("Neighbour", (locust.HttpUser,), body)


if __name__ == "__main__":
    main()
