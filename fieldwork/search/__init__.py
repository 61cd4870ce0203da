"""Finding orders, words, files, clients and people among all that one may see."""
