"""What people fill in about grants: applications and regulations. Forms check and word; they never save."""
