#!/bin/sh
# Resolves the dependencies of pyproject.toml for every platform and locks them with hashes. Needs uv.
# Usage: sh scripts/lock.sh [--upgrade]   what is locked stays; with --upgrade everything is as new as allowed.
set -eu
cd "$(dirname "$0")/.."
more="$*"
lock() { uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet $more "$@"; }
lock pyproject.toml --extra build --output-file requirements.txt
lock pyproject.toml --extra build --extra dev --output-file requirements-dev.txt
lock --group bench --output-file requirements-bench.txt
