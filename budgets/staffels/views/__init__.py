"""The doors: public, workspace, the builder and the simulator."""
