"""What all rules have in common: their bases, their registry, the scan, suppression, diagnostics."""
