"""The names of months in English."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In full, January first."""

MONTH_PATTERN = "|".join(
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
"""The body of an expression that matches the name of a month, full or short."""

ROCKET = "Long "
"""What stands before "March" where no month is meant: "Long March 5"."""
