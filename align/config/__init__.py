"""What a person wants: the configuration file, the settings it resolves to, the glossaries of a run."""
