#!/bin/sh
# Builds the digest and copies it to your own web server, with rsync: sh publish.sh
# Publish from one place only; everyone else only looks (digest serve). How to set up the server:
# https://news-digest.readthedocs.io/deploy/
set -eu
TARGET="server:/var/www/digest/" # PLACEHOLDER: where the files go
cd "$(dirname "$0")"

has_upstream() { git rev-parse --abbrev-ref '@{upstream}' >/dev/null 2>&1; }

if has_upstream; then git pull --rebase --autostash; fi
digest build --strict
# The ledger is committed first: nothing is published without it.
if git rev-parse --git-dir >/dev/null 2>&1 && [ -n "$(git status --porcelain content/ledger.jsonl)" ]; then
    git add content/ledger.jsonl
    git commit --message "Record what was published" -- content/ledger.jsonl
fi
if has_upstream; then git push; fi
rsync --archive --delete --delay-updates site/ "$TARGET"
