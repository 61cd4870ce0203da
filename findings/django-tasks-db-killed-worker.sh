#!/usr/bin/env bash
# A worker that is killed in the middle of a task: a document is being made, a mail is on its way, the power fails.
#
# One expects: a queue in the database gives the task to the next worker once the first one is gone, as it gives back
# what was locked; and a task that failed (the mail server was away) is tried again.
# What happens: the task stays RUNNING for ever. No worker takes it again, none says so, and a worker that runs until
# nothing is left to do ends with success beside it. A task that raised is FAILED for good: there are no retries.
# Seen on 2026-12-01 with django-tasks-db 0.13.0 and django-tasks 0.12.0 from PyPI, Django 5.2, on SQLite.
# Why it matters: a signed statement that nobody makes, and a mail that nobody sends, are found out by the client.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet "django==5.2.*" "django-tasks==0.12.0" "django-tasks-db==0.13.0" 2>/dev/null
cd "$folder"
cat >settings.py <<'PY'
SECRET_KEY = "only for this trial"
INSTALLED_APPS = ["django_tasks", "django_tasks_db"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "trial.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
USE_TZ = True
PY
cat >work.py <<'PY'
import time
from pathlib import Path

from django_tasks import task


@task()
def make_statement() -> None:
    with Path("begun").open("a") as file:
        file.write("begun\n")
    time.sleep(60)


@task()
def send_mail() -> None:
    with Path("tried").open("a") as file:
        file.write("tried\n")
    raise ConnectionRefusedError("the mail server is away")
PY
cat >trial.py <<'PY'
import os
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
import django

django.setup()
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

import work

WORKER = [sys.executable, "-m", "django", "db_worker"]


def until_nothing_is_left() -> int:
    return subprocess.run([*WORKER, "--batch"], timeout=30).returncode


def status(name: str) -> str:
    return str(DBTaskResult.objects.get(task_path=f"work.{name}").status)


call_command("migrate", verbosity=0)
work.make_statement.enqueue()
worker = subprocess.Popen(WORKER)
while not Path("begun").exists():
    time.sleep(0.1)
worker.kill()
worker.wait()
ended = until_nothing_is_left()
print("django-tasks-db", version("django-tasks-db"), "Django", version("django"))
print("after the kill and another worker:", status("make_statement"), "- that worker ended with", ended)
assert (status("make_statement"), ended) == ("RUNNING", 0)
assert Path("begun").read_text().count("begun") == 1

work.send_mail.enqueue()
for _worker in range(3):
    assert until_nothing_is_left() == 0
print("after a failure and three workers:", status("send_mail"), "-", Path("tried").read_text().count("tried"), "try")
assert status("send_mail") == "FAILED"
assert Path("tried").read_text().count("tried") == 1
PY
PYTHONPATH=$folder "$folder/env/bin/python" trial.py
