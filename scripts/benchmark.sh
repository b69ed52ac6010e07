#!/usr/bin/env bash
# Measures the calls of all pallets and writes their weights into runtime/src/weights/.
#
# Usage: scripts/benchmark.sh [--quick] [--pallet NAME]…
#   --quick         2 steps, 1 repeat, into a temporary folder: only shows that every benchmark runs
#   --pallet NAME   only this pallet, for example pallet_balances; may be repeated
#   --help          this text
#
# A pallet that is measured for the first time moves in mod.rs from the published weights to the measured ones.
# Takes an idle machine: absolute weights are those of the machine that measured them.
source "$(dirname "$0")/environment.sh"

quick=false pallets=()
while [ $# -gt 0 ]; do
	case $1 in
	--quick) quick=true ;;
	--pallet) pallets+=("${2:?--pallet takes a name}") && shift ;;
	--help | -h) usage && exit 0 ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done

steps=50 repeat=20 profile=release output=$ROOT/runtime/src/weights
if $quick; then
	steps=2 repeat=1 profile=dev output=$(mktemp -d)
	trap 'rm -rf "$output"' EXIT
fi

step "install build tools" install_build_tools
step "build the node with benchmarks ($profile)" build_node "$profile" runtime-benchmarks

if [ ${#pallets[@]} -eq 0 ]; then
	mapfile -t pallets < <("$NODE" benchmark pallet --chain dev --list=pallets --no-csv-header)
fi

measure() {
	"$NODE" benchmark pallet --chain dev --pallet "$1" --extrinsic '*' \
		--steps "$steps" --repeat "$repeat" --heap-pages 4096 \
		--header "$ROOT/scripts/weights-header.txt" --output "$output/${1//::/_}.rs" >"$output/$1.log" 2>&1 ||
		{ tail -n 30 "$output/$1.log" && return 1; }
	rm "$output/$1.log"
	if ! $quick; then
		# From now on the measured weights count, not those that came with the pallet.
		local list=$output/mod.rs
		sed -i "/^\t$1: /d" "$list"
		grep -q "^pub mod $1;" "$list" || sed -i "s/^macro_rules!/pub mod $1;\n\n&/" "$list"
	fi
}
for pallet in "${pallets[@]}"; do
	step "measure $pallet" measure "$pallet"
done
report_steps
