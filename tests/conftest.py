"""What holds for all tests: nothing that one of them finds is looked up by another, or by the next run."""

import os

os.environ["ALIGNCHECK_NO_CACHE"] = "1"
