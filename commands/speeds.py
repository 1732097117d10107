"""How fast virtual time passes."""

import math

from commands.complaints import Complaint


def checked_speed(speed: float) -> float:
    """Virtual seconds per real second; raises Complaint unless that is a number above 0."""
    if not (math.isfinite(speed) and speed > 0):
        raise Complaint(f"--speed: expects a number greater than 0; found {speed:g}")
    return speed
