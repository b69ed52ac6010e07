#!/usr/bin/env bash
# Runs a local network of four validators and an archive node, from zombienet/local.toml.
#
# Usage: scripts/zombienet.sh [--test] [--full]
#   --test   run the smoke suite on the network, and that of attested inference on another one, where each validator has
#            a gateway and one of them lies (default: keep the network until Ctrl-C)
#   --full   their long variants: a fifth full node that joins by warp sync, more jobs; then a third network, whose token
#            holders upgrade the runtime by a referendum
#   --help   this text
source "$(dirname "$0")/environment.sh"

test=false
while [ $# -gt 0 ]; do
	case $1 in
	--test) test=true ;;
	--full) test=true && export ATELIER_FULL=1 ;;
	--help | -h) usage && exit 0 ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done

full=false
# The variable is also how scripts/test.sh --full says so.
if $test && [ "${ATELIER_FULL:-}" = 1 ]; then
	full=true
	export ATELIER_BUILD_NEXT_RUNTIME=1
fi

step "install build tools" install_build_tools
step "install Node.js" install_node_js
step "build the node" build_node dev
export ATELIER_NODE=$NODE
step "install the network's client" npm ci --prefix "$ROOT/zombienet" --no-audit --no-fund

upgrade() {
	ATELIER_UPGRADE_WASM=$(next_runtime)
	export ATELIER_UPGRADE_WASM
	npm run --prefix "$ROOT/zombienet" upgrade
}

if $test; then
	step "install the suites' packages" install_clients
	step "smoke suite" npm run --prefix "$ROOT/zombienet" smoke
	step "build the gateways" build_gateways
	step "suite of attested inference" npm run --prefix "$ROOT/zombienet" inference
	if $full; then
		step "suite of upgrades" upgrade
	fi
	report_steps
	exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# The client starts each node in a folder of its own: it needs the whole path.
sed "s|default_command = .*|default_command = \"$NODE\"|" "$ROOT/zombienet/local.toml" >"$scratch/local.toml"
say "spawning the network: the client prints where each node listens; Ctrl-C ends it"
"$ROOT/zombienet/node_modules/.bin/zombienet" --provider native --dir "$scratch/nodes" --force spawn "$scratch/local.toml"
