#!/bin/sh
# Builds the digest and copies it to your own web server, with git and rsync: sh publish.sh
# Publish from one place only; everyone else only looks (digest serve). How to set up the server:
# https://news-digest.readthedocs.io/deploy/
set -eu
TARGET="server:/var/www/digest/" # PLACEHOLDER: where the files go
cd "$(dirname "$0")"
if git rev-parse --abbrev-ref '@{upstream}' >/dev/null 2>&1; then git pull --rebase --autostash; fi
digest build --strict
rsync --archive --delete --delay-updates site/ "$TARGET"
git add content/ledger.jsonl
git diff --cached --quiet -- content/ledger.jsonl || git commit --message "Record what was published" -- content/ledger.jsonl
if git rev-parse --abbrev-ref '@{upstream}' >/dev/null 2>&1; then git push; fi
