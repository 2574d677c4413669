"""Pictures of Rietwolde, drawn by code: landscapes for projects, faces for people, a logo for the gemeente."""
