"""Questions of the raad: what its members ask, by when they hear, and the answer with the records that it rests on.

Owns council questions and what an answer points to, as it stood when the answer was given; and what changed in a
programme since the college adopted it. Of a fractie it knows its name and nothing else. May know all rooms below.
"""
