"""`siapkan_bucket`: make the private S3 bucket of STORAGE_URL when it is not there yet."""

from typing import Any

from botocore.exceptions import ClientError
from django.core.files.storage import storages
from django.core.management.base import BaseCommand
from storages.backends.s3 import S3Storage

NO_CONSTRAINT = {None, "us-east-1"}  # S3 wants no location named for its first region


class Command(BaseCommand):
    help = "Membuat bucket S3 untuk berkas bila belum ada."

    def handle(self, *args: Any, **options: Any) -> None:
        default: Any = storages["default"]
        storage = getattr(default, "isi", default)  # encrypted or not
        if not isinstance(storage, S3Storage):
            self.stdout.write("Berkas disimpan di folder, tidak perlu bucket.")
            return
        bucket = storage.bucket
        try:
            bucket.meta.client.head_bucket(Bucket=bucket.name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                raise
            region = storage.region_name
            place = {} if region in NO_CONSTRAINT else {"LocationConstraint": region}
            bucket.create(**({"CreateBucketConfiguration": place} if place else {}))
        self.stdout.write(f"Bucket {bucket.name} siap.")
