#!/bin/sh
# Resolves the dependencies of pyproject.toml for every platform and locks them with hashes. Needs uv.
set -eu
cd "$(dirname "$0")/.."
lock() { uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --extra build "$@"; }
lock --output-file requirements.txt
lock --extra dev --output-file requirements-dev.txt
