"""Every read: `inbox` for who works on signals, `likeness` for what looks alike, `following` for who sent one and
for the site, `durations` for how long it all takes."""
