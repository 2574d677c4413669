"""Every write: `hooks` registers addresses, `reading` finds what happened, `delivering` brings it there."""
