"""What holds for all tests: nothing that one of them finds is looked up by another, or by the next run.

No test fails because a machine is slow. `--hypothesis-profile few` makes fewer examples: for other versions of
packages, where the same tests have run with all examples.
"""

import os
import signal

from hypothesis import HealthCheck, settings

os.environ["ALIGNCHECK_NO_CACHE"] = "1"
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs in the background ignore it
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("few", settings.get_profile("any-machine"), max_examples=20)
settings.load_profile("any-machine")
