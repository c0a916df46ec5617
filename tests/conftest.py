"""What holds for all tests: nothing that one finds is looked up by another, or by the next run; none is late."""

import os

from hypothesis import HealthCheck, settings

os.environ["ALIGNCHECK_NO_CACHE"] = "1"

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
