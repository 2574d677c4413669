"""How a staffel becomes an amount per area. Pure and exact: no database, no floats; every line says itself.

`subjects` are the areas with their figures, `parts` and `steps` what a scheme is made of, `pots` the division to
the cent, `scheme` the whole and its calculation, `exchange` the file, `simulation` what-if.
"""
