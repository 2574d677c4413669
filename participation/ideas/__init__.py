"""Resultaten: every idea of residents with its answer, taken up by whom and when, or not and why.

Owns the page of the resultaatbijeenkomst and the answers that are given there to ideas that have no page of their own.
Where ideas come from (initiatives, plans in a vote, wishes) is registered by the rooms around it in their answers.py, by kind
and id, so this room knows only those below it.
"""
