"""Every write: `intake` takes a signal in, `handling` brings it on its way, `merging` joins what is the same,
`keeping` forgets who sent it, reminds, and keeps the filters of who works on them."""
