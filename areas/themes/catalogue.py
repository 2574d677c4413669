"""The themes with which a gemeente starts."""

# What programmes of Dutch wijken and dorpen are about. A gemeente changes the list as it likes; the colours
# have a contrast of at least 4.5 with white.
FIRST_THEMES = [
    ("Verkeer en veiligheid", "verkeersveiligheid", "road", "#b3261e"),
    ("Parkeren", "parkeren", "parking", "#7a4b00"),
    ("Vervoer", "vervoer", "bus", "#5b4a9e"),
    ("Spelen", "spelen", "mood-kid", "#a8460a"),
    ("Jongeren", "jongeren", "friends", "#93387b"),
    ("Sport", "sport", "run", "#1f6f3a"),
    ("Groen", "groen", "trees", "#2e6b1f"),
    ("Straten en pleinen", "openbare-ruimte", "map-2", "#4d5a66"),
    ("Schoon en afval", "zwerfvuil", "recycle", "#0b6b66"),
    ("Honden", "honden", "dog", "#6d4c2f"),
    ("Overlast en hangplekken", "overlast", "speakerphone", "#8a2f45"),
    ("Ontmoeting", "ontmoeting", "heart-handshake", "#a3325c"),
    ("Ouderen", "ouderen", "users", "#4a5fa5"),
    ("Zorg en hulp aan elkaar", "zelfhulp", "hand-stop", "#1b6a8c"),
    ("Cultuur in de wijk", "wijkcultuur", "music", "#6b3fa0"),
    ("Wonen", "wonen", "home", "#0f5c99"),
    ("Energie en klimaat", "energie", "sun", "#80600b"),
]
