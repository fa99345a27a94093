#!/bin/sh
# Resolves the dependencies of pyproject.toml for every platform and locks them with hashes. Needs uv.
# Usage: sh scripts/lock.sh [--upgrade]   what is locked stays; with --upgrade everything is as new as allowed.
set -eu
cd "$(dirname "$0")/.."
more="$*"
lock() { uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --extra build $more "$@"; }
lock --output-file requirements.txt
lock --extra dev --output-file requirements-dev.txt
