"""The areas of the gemeente through time: what they are called, what they lie in, where their borders run.

Owns Area (what stays the same), its versions by period, its CBS codes by year and who succeeded whom. It
may know the foundation only. A reform, an import or an address is a matter for the rooms above it; they
write here through `actions`, which keep the periods of one area free of gaps in meaning and of overlap.
"""
