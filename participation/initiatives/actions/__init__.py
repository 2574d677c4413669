"""Every write of the room: `making` by who makes it, `handling` by the gemeente, `talking` by everyone else."""
