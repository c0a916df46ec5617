"""Engines: ways to have tasks done. What is written never depends on which one it was, nor on the order."""

from align.commands.corpus.tasks import Engine, Make, make_worker
from align.errors import CommandError


def get_engine(name: str, jobs: int | None, address: str = "", make: Make = make_worker) -> Engine:
    """Return the engine of this name, with so many processes (None: as many as is best), or at the address of a
    cluster.

    `make` returns, in each process, what does a task. Raises CommandError.
    """
    if name == "ray":
        from align.commands.corpus.ray import RayEngine

        return RayEngine(jobs, address, make)
    if address:
        raise CommandError("--ray-address goes with --engine ray: add it, or leave the address out")
    from align.commands.cores import count_cores
    from align.commands.corpus.local import LocalEngine

    return LocalEngine(jobs or count_cores(), make)
