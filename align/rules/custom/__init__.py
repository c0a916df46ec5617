"""Rules of the dimension 'custom': what a person asks for in a configuration."""
