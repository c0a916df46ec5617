"""aligncheck: a linter and aligner for translated text, Chinese to English first."""

__version__ = "0.1.0"
