"""How terms are rendered in translations, how consistently, and which clauses are not rendered."""
