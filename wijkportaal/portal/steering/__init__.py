"""What a wethouder steers on: figures of all areas on one page, through the years, beside each other and with targets.

Owns the figures that are worked out from the records of every room (materialised, with the moment at which that was
done), the definitions that explain them, targets, groups of like areas, and who gets the weekly mail. Works nothing out
from what people type in. May know every room of the floors below, and `search` on the roof.
"""
