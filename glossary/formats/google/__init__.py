"""The two formats of Google Cloud Translation: `pairs` of one language pair, `sets` of several languages."""
