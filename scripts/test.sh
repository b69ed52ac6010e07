#!/usr/bin/env bash
# Installs what is missing and runs every check: format, lints, tests, chain specifications, end-to-end suites, docs.
#
# Usage: scripts/test.sh [--full]
#   --full   the slow ones too: long variants of the suites, MLServer as a peer of the gateway, benchmarks of all
#            pallets, dependency policy, a node that joins by warp sync, an upgrade of four validators
#   --help   this text
#
# Takes about 40 minutes on two cores the first time and half of that afterwards; tables at the end say where the time
# went. Environment: CARGO_TARGET_DIR, where to build (default: ~/.cache/atelier/target, shared between clones).
source "$(dirname "$0")/environment.sh"

full=false
while [ $# -gt 0 ]; do
	case $1 in
	--full) full=true ;;
	--help | -h) usage && exit 0 ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done
cd "$ROOT"
# From the first build on, so that no later step builds the runtime again.
export ATELIER_BUILD_NEXT_RUNTIME=1
$full && export ATELIER_FULL=1

documentation() {
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --quiet
}

# suites SCRIPT…: runs scripts of the clients' packages with what the end-to-end suites need.
suites() {
	ATELIER_UPGRADE_WASM=$(next_runtime)
	export ATELIER_UPGRADE_WASM
	ATELIER_NODE=$NODE ATELIER_MODEL_SIGNING=$MODEL_SIGNING npm --prefix clients "$@"
}

lints_of_scripts_and_clients() {
	find . -name node_modules -prune -o -path ./target -prune -o -name '*.sh' -print0 | xargs -0 shellcheck .ci/run
	npm run --silent lint --prefix clients
}

end_to_end() {
	npm test --prefix clients --workspace sdk --workspace page --workspace demo
	suites run rest --workspace e2e
}

# What computes; the end-to-end suites mostly wait for blocks.
checks_of_the_source() {
	step "unit tests" cargo test --locked --workspace
	# Clippy runs the build scripts of its own: the blob would be built once more.
	step "lints" env SKIP_WASM_BUILD=1 cargo clippy --locked --workspace --all-targets --quiet -- -D warnings
	step "API documentation" documentation
	step "book" scripts/book.sh
}

step "install build tools" install_build_tools
step "format" cargo fmt --all --check
step "build the node" build_node dev
step "build the gateways" build_gateways
# Before the suites: compiling beside them would cost them blocks.
step "build the unit tests" cargo test --locked --workspace --no-run
step "chain specifications" scripts/chain-spec.sh --check
step "install Node.js" install_node_js
step "install the clients' packages" npm ci --prefix clients --no-audit --no-fund
step "check the clients' types" npm run --silent check --prefix clients
step "install shellcheck" install_shellcheck
step "lints of scripts and clients" lints_of_scripts_and_clients
step "install Chromium" install_chromium
step "install OpenSSF model signing" install_model_signing
# Alone, because it measures times.
step "pace of attested inference" suites run pace --workspace e2e
say "unit tests, lints and documentation run beside the next steps, and report after them"
aside checks_of_the_source
step "end-to-end suites" end_to_end
step "rest of unit tests, lints, documentation" join
# Alone, because they measure times.
step "networks of four validators" scripts/zombienet.sh --test
if $full; then
	step "gateway with MLServer" gateway/tests/peer/run.sh "$CARGO_TARGET_DIR/debug/atelier-gateway"
	step "benchmarks run" scripts/benchmark.sh --quick
	step "dependency policy" scripts/dependencies.sh
fi
report_steps
say "all checks passed"
