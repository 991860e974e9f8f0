"""Pages on which a head, or whom they asked, looks after the accounts of a place."""
