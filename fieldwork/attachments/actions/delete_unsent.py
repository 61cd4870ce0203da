"""Forget a file that nobody sent, and what a killed process left half-written."""

import logging
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from fieldwork.attachments.models import File
from fieldwork.attachments.previews import SIZES, preview_path
from fieldwork.attachments.storage import DurableStorage

log = logging.getLogger(__name__)


def delete_unsent(file: File) -> bool:
    """Removes its row, then what is kept of it; False if somebody named it meanwhile.

    Who dies between the two leaves bytes that nothing leads to any more; never a row without its bytes.
    """
    try:
        with transaction.atomic():
            if not File.objects.select_for_update().filter(pk=file.pk).exists():
                return False
            File.objects.filter(pk=file.pk).delete()
    except ProtectedError:
        return False
    for name in (file.storage_path, *(preview_path(file.storage_path, size) for size in SIZES)):
        default_storage.delete(name)
    log.info("%s was never sent and is gone", file.pk)
    return True


def remove_half_written(before: datetime) -> int:
    """Removes temporary files that nobody has touched since `before`; how many. Only a storage on disk has any."""
    storage = getattr(default_storage, "_wrapped", default_storage)
    return storage.remove_temporary(before.timestamp()) if isinstance(storage, DurableStorage) else 0
