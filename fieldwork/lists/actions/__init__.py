"""What is kept of how somebody looks at lists."""
