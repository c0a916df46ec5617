"""The types of the names that `__init__.py` imports when they are first used."""

from align.commands.align import align_texts as align_texts
from align.commands.check import check_file as check_file
from align.commands.check import check_files as check_files
from align.commands.check import check_pairs as check_pairs
from align.commands.check import check_text as check_text
from align.commands.results import Outcome as Outcome
from align.commands.results import Result as Result
from align.config.settings import Request as Request
from align.config.settings import Settings as Settings
from align.errors import AligncheckError as AligncheckError
from align.inputs.tasks import Task as Task
from align.model import Alignment as Alignment

__all__: list[str]
__version__: str
