"""How long a corpus takes on a cluster where machines are slow or die, and that nothing is lost or done twice.

    python benchmarks/cluster_simulation.py [--pairs N] [--rate N] [--unit-rows N] [--machines N,...] [--seed N]

Nothing is checked: events are simulated. A unit takes the time of its rows at `--rate` pairs a second and core, spread
as a lognormal; some units are stragglers, some machines are slow, writing takes its time and now and then is stuck.
Machines die at random moments and come back; what they worked on is lost, what they had renamed into place stays.

`pool` is what `--engine ray` does: a free core gets the next unit, and one that was lost is given out again. `shards`
is what `--shard I/N` does: each machine has its own range of units, and begins that range again when it comes back,
leaving out what is finished. Each unit has to be finished once, in the end: the program stops with 1 where it is not.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

CORES = 16
SPREAD, STRAGGLERS, SLOWER = 0.15, 0.01, 8.0
"""The deviation of the logarithm of a unit's time, the share of units that take longer, and how many times longer."""
SLOW_MACHINES, SLOWNESS = 0.05, 2.0
"""The share of machines that are slow, and how many times longer they take."""
WRITING, STUCK, STUCK_SECONDS = 1.0, 0.002, 120.0
"""Seconds to write a unit on average, the share of units whose writing is stuck, and for how long."""
LIFE, AWAY = 6 * 3600.0, 600.0
"""Seconds that a machine lives on average, and that it is away then."""


class Cluster(NamedTuple):
    """What is simulated: machines, units, the rows of a unit, the pairs a second of a core, and the seed."""

    machines: int
    units: int
    rows: int
    rate: float
    seed: int


@dataclass
class Outcome:
    """What came of it: seconds to the end, how often each unit was finished, and how often one was begun in vain."""

    seconds: float = 0.0
    finished: list[int] = field(default_factory=list)
    lost: int = 0
    deaths: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether each unit was finished once."""
        return set(self.finished) <= {1}


Queues = Sequence[deque[int]]
"""The units that are left, for each machine; one and the same queue for all where they share."""


class Simulation:
    """One run on a cluster: events are times, and what happens then."""

    def __init__(self, cluster: Cluster, queues: Queues) -> None:
        self.cluster, self.queues = cluster, queues
        self.random = random.Random(cluster.seed)
        self.outcome = Outcome(finished=[0] * cluster.units)
        self.speeds = [SLOWNESS if self.random.random() < SLOW_MACHINES else 1.0 for _ in range(cluster.machines)]
        self.lives = [0] * cluster.machines  # a machine that died and came back has another life
        self.idle = [CORES] * cluster.machines
        self.working: list[set[int]] = [set() for _ in range(cluster.machines)]
        self.left = cluster.units
        self.events: list[tuple[float, int, Callable[[float], None]]] = []
        self.order = count()

    def run(self) -> Outcome:
        """Let things happen until no unit is left."""
        for machine in range(self.cluster.machines):
            self._plan_death(machine, 0.0)
            self._feed(machine, 0.0)
        while self.left:
            now, _, happen = heappop(self.events)
            happen(now)
            self.outcome.seconds = now
        return self.outcome

    def _plan(self, when: float, happen: Callable[[float], None]) -> None:
        heappush(self.events, (when, next(self.order), happen))

    def _feed(self, machine: int, now: float) -> None:
        """Give the free cores of a machine what is next."""
        queue = self.queues[machine]
        while self.idle[machine] and queue:
            unit, life = queue.popleft(), self.lives[machine]
            self.idle[machine] -= 1
            self.working[machine].add(unit)
            self._plan(now + self._draw_time(machine), partial(self._finish, machine, unit, life))

    def _draw_time(self, machine: int) -> float:
        """Seconds that a unit takes, until its file is in place."""
        draw = self.random.random
        seconds = self.cluster.rows / self.cluster.rate * self.speeds[machine] * self.random.lognormvariate(0, SPREAD)
        seconds *= SLOWER if draw() < STRAGGLERS else 1.0
        return seconds + self.random.expovariate(1 / WRITING) + (STUCK_SECONDS if draw() < STUCK else 0.0)

    def _finish(self, machine: int, unit: int, life: int, now: float) -> None:
        """The file of a unit is renamed into place, unless its machine has died since."""
        if life != self.lives[machine]:
            return
        self.outcome.finished[unit] += 1
        self.left -= 1
        self.working[machine].remove(unit)
        self.idle[machine] += 1
        self._feed(machine, now)

    def _plan_death(self, machine: int, now: float) -> None:
        self._plan(now + self.random.expovariate(1 / LIFE), partial(self._die, machine))

    def _die(self, machine: int, now: float) -> None:
        """A machine dies: what it worked on has to be done again, by whoever comes first."""
        self.outcome.deaths += 1
        self.outcome.lost += len(self.working[machine])
        self.lives[machine] += 1
        self.idle[machine] = 0
        self.queues[machine].extendleft(sorted(self.working[machine], reverse=True))
        self.working[machine].clear()
        self._plan(now + AWAY, partial(self._come_back, machine))
        for other in range(self.cluster.machines):
            if self.queues[other] is self.queues[machine]:
                self._feed(other, now)

    def _come_back(self, machine: int, now: float) -> None:
        self.idle[machine] = CORES
        self._plan_death(machine, now)
        self._feed(machine, now)


def share_units(cluster: Cluster) -> Queues:
    """One queue for all machines."""
    return [deque(range(cluster.units))] * cluster.machines


def divide_units(cluster: Cluster) -> Queues:
    """A range of units for each machine, as shards are."""
    units, machines = cluster.units, cluster.machines
    return [deque(range(units * place // machines, units * (place + 1) // machines)) for place in range(machines)]


WAYS = {"pool": share_units, "shards": divide_units}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=1_000_000_000)
    parser.add_argument("--rate", type=float, default=1000.0, help="pairs a second and core")
    parser.add_argument("--unit-rows", type=int, default=10_000)
    parser.add_argument("--machines", default="1,10,100")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    units = -(-options.pairs // options.unit_rows)
    print(f"{options.pairs:,} pairs, {units:,} units, {options.rate:,.0f} pairs/s a core, {CORES} cores a machine")
    print("way     machines     hours  of the best  deaths  units lost  finished once")
    is_whole = True
    for machines in map(int, options.machines.split(",")):
        best = options.pairs / options.rate / CORES / machines
        for name, queue in WAYS.items():
            cluster = Cluster(machines, units, options.unit_rows, options.rate, options.seed)
            found = Simulation(cluster, queue(cluster)).run()
            share, hours = best / found.seconds, found.seconds / 3600
            told = "all" if found.is_whole else "NOT ALL"
            print(f"{name:6}  {machines:8,}  {hours:8.2f}  {share:11.0%}  {found.deaths:6,}  {found.lost:10,}  {told}")
            is_whole = is_whole and found.is_whole
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
