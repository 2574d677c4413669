"""The doors of grants: public, of who applies, of who works on applications, and of who makes regulations."""
