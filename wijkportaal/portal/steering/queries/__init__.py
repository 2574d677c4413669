"""Every read of the room: `counting` works the figures out from the records of other rooms, `reading` fetches what was
worked out, `pages` puts a page together."""
