"""Files: glossaries on disk, locks, atomic writes, the cache folder."""
