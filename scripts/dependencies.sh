#!/usr/bin/env bash
# Checks the dependencies against deny.toml: licenses, banned crates, sources.
#
# Usage: scripts/dependencies.sh [--advisories]
#   --advisories   known vulnerabilities, too (reads the RustSec database over the network)
#   --help         this text
source "$(dirname "$0")/environment.sh"

checks=(bans licenses sources)
while [ $# -gt 0 ]; do
	case $1 in
	--advisories) checks+=(advisories) ;;
	--help | -h) usage && exit 0 ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done
install_build_tools
install_tool cargo-deny 0.20.2
cd "$ROOT"
cargo-deny --locked check --hide-inclusion-graph "${checks[@]}"
