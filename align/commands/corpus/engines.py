"""Engines: ways to have tasks done. What is written never depends on which one it was, nor on the order."""

from align.commands.corpus.tasks import Engine, Make, make_worker
from align.errors import CommandError


def get_engine(named: str, jobs: int | None, make: Make = make_worker) -> Engine:
    """Return the engine that `--engine` names, with so many processes (None: as many as is best).

    A colon and the address of a cluster may follow its name. `make` returns, in each process, what does a task. Raises
    CommandError.
    """
    name, colon, address = named.partition(":")
    if name == "ray" and bool(colon) == bool(address):
        from align.commands.corpus.ray import RayEngine

        return RayEngine(jobs, address, make)
    if named == "processes":
        from align.commands.cores import count_cores
        from align.commands.corpus.local import LocalEngine

        return LocalEngine(jobs or count_cores(), make)
    raise CommandError(f"--engine: there is no engine {named!r}: write processes, ray, ray:auto or ray:ADDRESS")
