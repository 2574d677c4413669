"""The printed brochure of a year's programme: made by a worker, kept as it was printed, by checksum.

Owns what a brochure looks like and which editions exist. May know the programme, its projects, the areas and
organisations; nothing below knows that a programme can be printed.
"""
