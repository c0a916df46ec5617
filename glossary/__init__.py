"""What is known of words: concepts and terms, where a term occurs, what a word could be called."""
