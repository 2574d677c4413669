"""Exchange: signals from and to melding systems, by Open311 GeoReport v2 and in the shape of Signalen.

Owns the keys with which systems come in, which signal came with which key, the systems to which signals go out, and
each signal that went there with how it stands. May know signals, areas and the foundation; nothing knows it. Out goes
only what the job needs: the text, the place and the kind, never who sent it.
"""
