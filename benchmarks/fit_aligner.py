"""Fit the weights of the semantic aligner from gold alignments.

    python benchmarks/fit_aligner.py [--folds PREFIX] [-o WEIGHTS] FILE...

FILE is a gold alignment: JSON with `src_lang`, `tgt_lang`, `src`, `tgt` and `gold`. Needs scipy and numba
(`pip install 'aligncheck[bench]'`).
"""
