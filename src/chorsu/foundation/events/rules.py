"""Decides how long a failing subscriber waits, and when an event is put aside for it."""

LONGEST_WAIT = 300.0


def wait_after(failures: int) -> float:
    """Seconds to wait after so many failures in a row: doubling from one second, at most five minutes.

    >>> [wait_after(n) for n in (1, 2, 3, 9, 20)]
    [1.0, 2.0, 4.0, 256.0, 300.0]
    """
    return min(LONGEST_WAIT, 2.0 ** min(failures - 1, 16))


def give_up(failures: int, attempts: int, alone: bool) -> bool:
    """Whether to park now: only an event that failed by itself, after all its attempts.

    >>> give_up(8, 8, alone=True), give_up(8, 8, alone=False), give_up(7, 8, alone=True)
    (True, False, False)
    """
    return alone and failures >= attempts
