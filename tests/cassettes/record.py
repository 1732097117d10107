"""Record all cassettes anew: `python -m tests.cassettes.record`.

Seed and time stand still, so that nothing changes in a file but what has changed on the wire.
"""

from tests.cassettes.player import FOLDER, file_of, record
from tests.cassettes.scenes import SCENES


def main() -> None:
    """Record each service's, and remove what belongs to none."""
    for file in FOLDER.glob("*.yaml"):
        if file.stem not in SCENES:
            file.unlink()
    for service in SCENES:
        record(service)
        print(f"recorded {file_of(service).name}")


if __name__ == "__main__":
    main()
