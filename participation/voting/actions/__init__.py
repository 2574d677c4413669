"""Every write of the room: `rounds`, `codes`, `ballots`, `paper`, `counting`."""
