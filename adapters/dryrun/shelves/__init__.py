"""What the platform keeps, one file per service: rows, and every index that a rule asks for."""
