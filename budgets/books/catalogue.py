"""The lines with which the budget of a small association starts; a board names its own."""

FIRST_INCOME = ("Bijdrage van de gemeente", "Contributie van leden", "Opbrengst van activiteiten", "Giften")
FIRST_SPENDING = ("Activiteiten", "Aankopen en onderhoud", "Verzoeken van bewoners", "Kosten van het bestuur")
