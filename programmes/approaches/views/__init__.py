"""The doors of the room: `questions` for who works in an area, `manage` for the beheerder, `public` for readers."""
