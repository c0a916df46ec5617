"""Files: decoding, locks, atomic writes, the cache folder."""
