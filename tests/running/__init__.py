"""The real program in processes of its own, and who talks to it in tests."""
