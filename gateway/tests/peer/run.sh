#!/usr/bin/env bash
# Tests the gateway against MLServer as upstream, and with MLServer's and Triton's clients as callers.
#
# Usage: gateway/tests/peer/run.sh [GATEWAY]
#   GATEWAY  the program to test (default: builds it)
#   --help   this text
#
# Installs what requirements.txt says into an environment beside the build directory: about 310 MB, once.
source "$(dirname "$0")/../../../scripts/environment.sh"

case ${1:-} in
--help | -h) usage && exit 0 ;;
-*) die "unknown option $1: see $0 --help" ;;
esac

# Sets PYTHON to that of the environment.
install_peers() {
	local home=$CARGO_TARGET_DIR/../python-peers wanted=$ROOT/gateway/tests/peer/requirements.txt
	PYTHON=$home/bin/python
	cmp -s "$wanted" "$home/installed.txt" && return 0
	install_packages python3-venv
	local python=/usr/bin/python3
	"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null || python=python3
	"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' ||
		die "MLServer takes Python 3.11 or 3.12: install one and put it first in PATH as python3"
	"$python" -m venv --clear "$home"
	"$home/bin/pip" install --quiet --disable-pip-version-check -r "$wanted"
	cp "$wanted" "$home/installed.txt"
}

build_gateway() {
	(cd "$ROOT" && cargo build --locked -p atelier-gateway)
	GATEWAY=$CARGO_TARGET_DIR/debug/atelier-gateway
}

GATEWAY=${1:-}
[ -n "$GATEWAY" ] || step "build the gateway" build_gateway
[ -x "$GATEWAY" ] || die "$GATEWAY is no program: give the path of atelier-gateway"
step "install MLServer and clients" install_peers
# Leaves no compiled files in the repository.
export GATEWAY PYTHONDONTWRITEBYTECODE=1
step "peers" "$PYTHON" -m unittest discover --start-directory "$ROOT/gateway/tests/peer" --pattern 'test_*.py'
report_steps
