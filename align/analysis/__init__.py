"""What several rules ask of a text."""
