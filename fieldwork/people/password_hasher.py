"""Argon2 with the memory a small machine can spare (OWASP: at least 19 MiB, 2 rounds)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """About 40 ms and 46 MiB for one password; Django's own choice takes 100 MiB."""

    time_cost = 2
    memory_cost = 46 * 1024
    parallelism = 1
