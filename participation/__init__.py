"""Floor 3: how residents are heard and take part: following, signals, initiatives, meetings, votes, taakgroepen."""
