"""What karmyq's tables say of the simulated people, in aggregates alone."""
