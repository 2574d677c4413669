"""The roof: rooms that compose all floors. They may know every room below; no room below may know them."""
