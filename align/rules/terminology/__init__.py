"""Rules about terms: what a glossary says of them."""
