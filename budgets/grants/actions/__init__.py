"""Every write on grants, by part of the chain: the regulation, the applicant's side, the gemeente's, the money."""
