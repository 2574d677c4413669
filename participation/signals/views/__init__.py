"""The doors of the room: `public` for who hands one in or reads, `following` for who sent one, `inbox` and `work`
for who works on them, `figures` for how long it takes."""
