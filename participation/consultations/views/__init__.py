"""The doors: `public` for residents, `sets` and `workspace` for who holds rounds, `entry` for forms that come in,
`walking` for who goes along the doors, `wishes` for what people want."""
