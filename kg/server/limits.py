"""What one query, one request and all of them together may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a server.

    Attributes:
        seconds: Longest time that a query may run; then its process is killed.
        rows: Most rows or triples of an answer; a longer one is cut, and says so.
        body: Most bytes of a request's body.
        memory: Bytes of address space of a query process; what needs more ends that process alone.
        workers: How many queries run at once.
        waiting: How many more may wait for their turn; the next is sent away with 503.
        patience: Seconds that a query waits for its turn, and that a client may take to send its request.
    """

    seconds: float = 10.0
    rows: int = 10_000
    body: int = 1_000_000
    memory: int = 1_500_000_000
    workers: int = 2
    waiting: int = 64
    patience: float = 15.0
