"""`python -m tests.bench`: what one order and the busiest pages cost, over HTTP against the real program."""
