"""The purposes with which a gemeente starts."""

# Those of a Leeuwarder area budget; a gemeente names its own.
FIRST_PURPOSES = [
    ("Investeringen", "investeringen"),
    ("Activiteiten", "activiteiten"),
    ("Eigen functioneren", "eigen-functioneren"),
]
