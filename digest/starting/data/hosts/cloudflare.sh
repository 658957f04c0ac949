#!/bin/sh
# Cloudflare Pages builds and publishes at each push. In the settings of the project, write the build command: sh cloudflare.sh
# and the output directory: site. (.python-version says which Python it takes.)
# It does not commit: run digest build and commit content/ledger.jsonl before you push.
set -eu
DIGEST="@DIGEST@" # @EXPLAINED@
cd "$(dirname "$0")"
pip install "$DIGEST"
digest build --strict
