#!/usr/bin/env bash
# Runs a local network of four validators and an archive node, from zombienet/local.toml.
#
# Usage: scripts/zombienet.sh [--test] [--full]
#   --test   run the smoke suite on the network, then take it down (default: keep the network until Ctrl-C)
#   --full   with --test: a fifth full node joins by warp sync, too
#   --help   this text
source "$(dirname "$0")/environment.sh"

test=false
while [ $# -gt 0 ]; do
	case $1 in
	--test) test=true ;;
	--full) export ATELIER_FULL=1 ;;
	--help | -h) usage && exit 0 ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done

step "install build tools" install_build_tools
step "install Node.js" install_node_js
step "build the node" build_node dev
export ATELIER_NODE=$NODE
