#!/usr/bin/env bash
# Builds the book from docs/ into docs/book/.
#
# Usage: scripts/book.sh
#   --help   this text
source "$(dirname "$0")/environment.sh"

case ${1:-} in
'') ;;
--help | -h) usage && exit 0 ;;
*) die "unknown option $1: see $0 --help" ;;
esac
install_build_tools
install_tool mdbook 0.5.4 --no-default-features
mdbook build "$ROOT/docs"
say "the book: $ROOT/docs/book/index.html"
