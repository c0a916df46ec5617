"""The rules, one file each, in folders by MQM dimension; `publication` is for what leaked into a text."""
