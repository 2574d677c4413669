"""Speed, measured: each command compares ratios within one run, on services of its own."""
