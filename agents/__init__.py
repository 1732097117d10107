"""Who acts: members, their profiles, their choice, and one file per action below `actions/`."""
