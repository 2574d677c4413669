"""The arithmetic of voting: what a ballot may say, marks that tell nothing, lots, counting, Pabulib files."""
