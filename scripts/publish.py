"""Uploads the built site to object storage that speaks S3: only what changed, and never a page before its assets.

Usage: python scripts/publish.py --bucket NAME [--endpoint https://HOST] [--dry-run]

Credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (AWS_SESSION_TOKEN). Bucket, endpoint and region can stand in
PRECIS_BUCKET, AWS_ENDPOINT_URL and AWS_REGION. Stopped at any moment, it goes on when it is run again.
The addresses that it published are kept in addresses.txt, beside the site’s folder. Needs obstore:
pip install -e '.[publish]'. Exit codes: 0 all is published, 1 something failed, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

from precis import disk
from precis.ledger import FILE
from precis.problems import InvalidInput
from precis.release import RECORD, STAGES, Past, Plan, Upload, plan, published, read, upload, written
from scripts.addresses import record
from scripts.bucket import S3, Bucket, Failed

CHANGED = "{key} changed while it was being published: the site was built again. Run this again."


def files(site: Path, compressed: bool) -> Iterator[tuple[Upload, Path]]:
    """Each file of the site, and where what is sent stands."""
    for path in disk.files_below(site, "**/*"):
        key = path.relative_to(site).as_posix()
        if published(key):
            packed = path.with_name(path.name + ".gz")
            sent = packed if compressed and packed.exists() else path
            yield upload(key, path.read_bytes(), sent.read_bytes() if sent is packed else None), sent


def publish(bucket: Bucket, plan: Plan, sources: dict[str, Path], jobs: int = 8) -> None:
    """Carries a plan out; what is done is in the record even if this is stopped."""
    if not plan.size:
        if plan.waiting:
            _keep(bucket, plan.record)
        return
    record = dict(plan.record)
    _keep(bucket, record)

    def send(one: Upload) -> None:
        data = sources[one.key].read_bytes()
        again = upload(one.key, data, data if "Content-Encoding" in one.headers else None)
        if again.digest != one.digest:
            raise Failed(CHANGED.format(key=one.key))
        record[one.key] = Past(one.digest, bucket.put(one.key, data, one.headers))

    try:
        for stage in STAGES:
            if plan.uploads[stage]:
                _all(jobs, send, plan.uploads[stage])
                _keep(bucket, record)
        for key in plan.deletions:
            bucket.delete(key)
            record.pop(key, None)
    finally:
        _keep(bucket, record)


def _all(jobs: int, send: Callable[[Upload], None], uploads: Sequence[Upload]) -> None:
    """All of a stage, several at a time; the first failure ends it, and no stage begins before the last is whole."""
    with ThreadPoolExecutor(jobs) as pool:
        try:
            list(pool.map(send, uploads))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _keep(bucket: Bucket, record: Mapping[str, Past]) -> None:
    bucket.put(RECORD, written(record), {"Content-Type": "application/json", "Cache-Control": "no-store"})


def prepare(bucket: Bucket, site: Path, compressed: bool, today: date, days: int) -> tuple[Plan, dict[str, Path]]:
    """Compares the site with the bucket; gives what is to be done and where the files are."""
    found = list(files(site, compressed))
    tags = bucket.tags()
    data = bucket.get(RECORD) if RECORD in tags else None
    try:
        record = read(data) if data else {}
    except ValueError:
        record = {}  # then everything goes up again, and nothing is deleted
    return plan((one for one, _ in found), record, tags, today, days), {one.key: path for one, path in found}


def table(plan: Plan) -> str:
    rows = [("", "to upload", "bytes", "unchanged")]
    for stage in STAGES[:-1]:
        uploads = plan.uploads[stage]
        rows.append((stage, str(len(uploads)), f"{sum(one.size for one in uploads):,}", str(plan.unchanged[stage])))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]
    gone = f"to delete: {len(plan.deletions)}; gone from the site, kept for readers of old pages: {len(plan.waiting)}"
    return "\n".join([*lines, gone])


def arguments(given: list[str]) -> argparse.Namespace:
    assert __doc__ is not None
    parser = argparse.ArgumentParser(
        usage=__doc__.split("Usage: ")[1].split("\n")[0], description=__doc__.split("\n")[0]
    )
    environ = os.environ
    parser.add_argument("--bucket", default=environ.get("PRECIS_BUCKET", ""), help="or PRECIS_BUCKET")
    parser.add_argument("--prefix", default="", help="folder in the bucket")
    parser.add_argument("--endpoint", default=environ.get("AWS_ENDPOINT_URL", ""), help="or AWS_ENDPOINT_URL")
    parser.add_argument("--region", default=environ.get("AWS_REGION", ""), help="or AWS_REGION")
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    parser.add_argument("--keep-days", type=int, default=30, help="how long assets of old pages stay")
    parser.add_argument(
        "--gzip", action="store_true", help="send text compressed, to readers who do not ask for it too"
    )
    parser.add_argument("--trial", action="store_true", help="nobody is meant to link there: addresses are not kept")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parsed = parser.parse_args(given)
    if not parsed.bucket:
        parser.error("say which bucket: --bucket NAME, or PRECIS_BUCKET")
    return parsed


def run(chosen: argparse.Namespace) -> None:
    """Raises Failed."""
    if not (chosen.site / "index.html").is_file():
        raise Failed(f"{chosen.site} holds no site. Build it first: mkdocs build --strict")
    bucket = S3(chosen.bucket, chosen.prefix, chosen.endpoint, chosen.region)
    today = datetime.now(UTC).date()
    what, sources = prepare(bucket, chosen.site, chosen.gzip, today, chosen.keep_days)
    print(table(what))
    if chosen.dry_run:
        print("Nothing was done (--dry-run).")
        return
    publish(bucket, what, sources)
    print(f"Published to {chosen.bucket}." if what.size else "Nothing had changed.")
    if not chosen.trial and (number := record(chosen.site.resolve().parent, chosen.site)):
        print(f"{number} addresses are new in {FILE}: commit it.")


def main(given: list[str]) -> int:
    chosen = arguments(given)
    try:
        run(chosen)
    except (Failed, InvalidInput) as failed:
        print(failed, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. No reader saw a broken page; run it again to go on.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
