"""The semantic aligner: what segments mean, how long they are and what they share, weighed by a semi-CRF."""
