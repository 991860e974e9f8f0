"""The setup list: what an empty installation needs to become a gmina's own."""
