"""The doors of the room: `writing` and `discussing` for suppliers, `managing` for the wijkmanager, `adopted`
for the panel, the raad and what changes after adoption, `template` for the beheerder."""
