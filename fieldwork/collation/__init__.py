"""Letters of all languages: how texts are found, and in which order they stand."""
