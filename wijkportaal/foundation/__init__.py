"""The ground floor: what every municipal web application needs and nothing of area-based work.

Rooms: people, audit, transitions, jobs, mail, documents, pictures, richtext, tables, charts, branding,
components, operations. None of them may import areas, programmes, budgets or participation.
"""
