"""What is done with a memory: texts are added, removed, exported and found."""
