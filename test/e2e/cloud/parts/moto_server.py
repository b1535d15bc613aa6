"""moto's server with what its notifications leave out: the object's version, and slashes as S3 writes them."""

import sys

from moto import server
from moto.s3 import notifications

_without_version = notifications._get_s3_event


def _with_version(event_name, bucket, key, notification_id):
    event = _without_version(event_name, bucket, key, notification_id)
    [record] = event["Records"]
    described = record["s3"]["object"]
    described["key"] = described["key"].replace("%2F", "/")
    if bucket.is_versioned:
        described["versionId"] = key.version_id
    return event


notifications._get_s3_event = _with_version

if __name__ == "__main__":
    server.main(sys.argv[1:])
