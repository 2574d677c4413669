"""Every write: `keys` lets systems in and names those outside, `arriving` takes signals in, `sending` brings them out."""
