#!/usr/bin/env bash
# Writes the chain specifications of every preset into chain-specs/, plain and raw.
#
# Usage: scripts/chain-spec.sh [--check] [--profile PROFILE]
#   --check            write nothing; fail unless two exports are equal byte by byte
#   --profile PROFILE  of the node that writes them: dev (default), release, production
#   --help             this text
source "$(dirname "$0")/environment.sh"

check=false profile=dev
while [ $# -gt 0 ]; do
	case $1 in
	--check) check=true ;;
	--profile) profile=${2:?--profile takes dev, release or production} && shift ;;
	--help | -h) usage && exit 0 ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done

install_build_tools
build_node "$profile"

# name of the preset, name that the node knows it by
presets=("development dev" "local_testnet local")

export_all() {
	local folder=$1 preset
	for preset in "${presets[@]}"; do
		# shellcheck disable=SC2086
		set -- $preset
		"$NODE" export-chain-spec --chain "$2" --output "$folder/$1.json" >/dev/null
		"$NODE" export-chain-spec --chain "$2" --raw --output "$folder/$1.raw.json" >/dev/null
	done
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/first" "$scratch/second"
export_all "$scratch/first"
if $check; then
	export_all "$scratch/second"
	diff -rq "$scratch/first" "$scratch/second" || die "two exports differ: genesis depends on something beside the preset"
	say "chain specifications are reproducible: $(cd "$scratch/first" && echo *.json)"
else
	cp "$scratch"/first/*.json "$ROOT/chain-specs/"
	(cd "$ROOT/chain-specs" && sha256sum ./*.json)
fi
