"""Months as English names them."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

MONTH = "|".join(
    (
        *MONTHS,
        r"Jan\.?",
        r"Feb\.?",
        r"Mar\.",
        r"Apr\.?",
        r"Jun\.",
        r"Jul\.",
        r"Aug\.?",
        r"Sept?\.?",
        r"Oct\.?",
        r"Nov\.?",
        r"Dec\.?",
    )
)
"""An expression for the name of a month, full or short."""
