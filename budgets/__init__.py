"""Floor 4: public money that residents hold or follow: staffels, allocation, ledger, grants, books, flows."""
