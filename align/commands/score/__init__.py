"""What references, findings and terms say of a translation."""
