"""What is done with corpora: a unit is a task, an engine is a way to have tasks done, and results are files."""
