"""What holds for all tests: nothing that one of them finds is looked up by another, or by the next run.

No test fails because a machine is slow, or by chance: hypothesis makes the same examples in each run.
`--hypothesis-profile full` makes more of them, `few` fewer, for other versions of packages. New examples are the
fuzzer's work (`fuzz/`); what it finds becomes an example of a test.
"""

import os
import signal

from hypothesis import HealthCheck, settings

os.environ["ALIGNCHECK_NO_CACHE"] = "1"
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs in the background ignore it
settings.register_profile(
    "quick",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
    max_examples=25,
)
settings.register_profile("full", settings.get_profile("quick"), max_examples=100)
settings.register_profile("few", settings.get_profile("quick"), max_examples=10)
settings.load_profile("quick")
