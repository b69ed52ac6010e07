#!/usr/bin/env bash
# Measures the calls of all pallets and writes their weights into runtime/src/weights/.
#
# Usage: scripts/benchmark.sh [--quick | --compare] [--pallet NAME]…
#   --quick         3 steps, 1 repeat, into a temporary folder: only shows that every benchmark runs
#   --compare       into a temporary folder too: measures what is paid often beside a plain transfer, mint and sale, in one
#                   run, and a payment beside the same one to larger pools; prints the ratios
#   --pallet NAME   only this pallet, for example pallet_balances; may be repeated
#   --help          this text
#
# A pallet that is measured for the first time moves in mod.rs from the published weights to the measured ones.
# Takes an idle machine: absolute weights are those of the machine that measured them.
source "$(dirname "$0")/environment.sh"

quick=false compare=false pallets=()
while [ $# -gt 0 ]; do
	case $1 in
	--quick) quick=true ;;
	--compare) compare=true ;;
	--pallet) pallets+=("${2:?--pallet takes a name}") && shift ;;
	--help | -h) usage && exit 0 ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done

effort=(--steps 50 --repeat 20) output=$ROOT/runtime/src/weights
if $quick; then
	# With two steps some storage is touched in one sample only, and a line takes two.
	effort=(--steps 3 --repeat 1)
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if $quick || $compare; then
	output=$scratch
fi

step "install build tools" install_build_tools
step "build the node with benchmarks" build_node dev runtime-benchmarks --config "$ROOT/scripts/benchmark.toml"
# Copies: the next build without benchmarks replaces both.
cp "$NODE" "$scratch/node"
NODE=$scratch/node
cp "$CARGO_TARGET_DIR/debug/wbuild/atelier-runtime/atelier_runtime.compact.compressed.wasm" "$scratch/runtime.wasm"
runtime=(
	--runtime "$scratch/runtime.wasm"
	--genesis-builder runtime
)

# benchmark PALLET CALLS NAME OPTION…: runs benchmarks of one pallet; the weights go into NAME.rs.
benchmark() {
	local pallet=$1 calls=$2 name=$3
	shift 3
	"$NODE" benchmark pallet "${runtime[@]}" --pallet "$pallet" --extrinsic "$calls" "${effort[@]}" "$@" \
		--min-duration 0 --heap-pages 4096 --disable-proof-recording \
		--header "$ROOT/scripts/weights-header.txt" --output "$output/$name.rs" >"$output/$name.log" 2>&1 ||
		{ grep -iE 'failed|panicked|^Error' "$output/$name.log" && return 1; }
}

measure() {
	benchmark "$1" '*' "$1"
	# The command line holds paths of this machine.
	sed -i '/^\/\/ Executed Command:/,/^$/d' "$output/$1.rs"
	rm "$output/$1.log"
	if ! $quick; then
		# From now on the measured weights count, not those that came with the pallet.
		local list=$output/mod.rs
		sed -i "/^\t$1: /d" "$list"
		if ! grep -q "^pub mod $1;" "$list"; then
			sed -i "0,/^pub mod /s//pub mod $1;\n&/" "$list"
			rustfmt --edition 2021 --config-path "$ROOT" "$list"
		fi
	fi
}

# measure_sizes REPEATS: one step for each pair of sizes; the times of each, because a slope would hide them.
measure_sizes() {
	local effort=(--steps 12 --repeat "$1")
	local call
	for call in pay_at transfer_at; do
		benchmark pallet_royalties $call $call --extra --json-file "$output/$call.json"
	done
}

if $compare; then
	step "measure transfers" benchmark pallet_balances transfer_keep_alive pallet_balances
	step "measure mints and sales of pallet-nfts" benchmark pallet_nfts mint,buy_item pallet_nfts
	step "measure ip-assets" benchmark pallet_ip_assets mint pallet_ip_assets
	step "measure royalties" benchmark pallet_royalties pay,claim,settle pallet_royalties
	step "measure payments to pools of all sizes" measure_sizes 20
	step "measure market" benchmark pallet_market buy,accept pallet_market
	step "measure licensing" benchmark pallet_licensing register_derivative,mint_license pallet_licensing
	"$ROOT/scripts/compare-weights.py" "$output"
	exit
fi

if [ ${#pallets[@]} -eq 0 ]; then
	# Benchmarks of pallet-nfts take deposits that this chain does not ask for.
	mapfile -t pallets < <("$NODE" benchmark pallet "${runtime[@]}" --list=pallets --no-csv-header | grep -vx pallet_nfts)
fi
for pallet in "${pallets[@]}"; do
	step "measure $pallet" measure "$pallet"
done
if $quick && [ ${#pallets[@]} -gt 1 ]; then
	step "measure payments to pools of all sizes" measure_sizes 1
fi
report_steps
