# Sourced by the scripts of this folder: where things are built, what must be installed, and how steps are reported.
# shellcheck shell=bash

set -eEuo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export ROOT

# One build directory for all clones: registry crates are compiled once. Set CARGO_TARGET_DIR to have another.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/atelier/target}

# ---------------------------------------------------------------------------------------------------- reporting

# die SENTENCE: says what is wrong and what to do, and stops.
die() {
	printf '\n\033[31m✗ %s\033[0m\n' "$*" >&2
	exit 1
}

say() {
	printf '\033[1m› %s\033[0m\n' "$*"
}

STEP_NAMES=()
STEP_SECONDS=()

# step NAME COMMAND…: runs a command and keeps how long it took.
#
# The command stands in no condition: Bash ignores failures inside a function that does.
step() {
	# What failed aside is known before the next step begins.
	[ -z "$ASIDE" ] || kill -0 "$ASIDE" 2>/dev/null || join
	local started=$SECONDS
	STEP=$1
	shift
	say "$STEP"
	"$@"
	STEP_NAMES+=("$STEP")
	STEP_SECONDS+=("$((SECONDS - started))")
	STEP=
}

STEP='' ASIDE=''
trap '[ -z "$STEP" ] || printf "\n\033[31m✗ %s failed: see the lines above\033[0m\n" "$STEP" >&2; STEP=' ERR

# Prints the steps with their times.
report_steps() {
	local i total=0
	printf '\n%-44s %10s\n' "step" "min:s"
	for i in "${!STEP_NAMES[@]}"; do
		printf '%-44s %7d:%02d\n' "${STEP_NAMES[$i]}" $((STEP_SECONDS[i] / 60)) $((STEP_SECONDS[i] % 60))
		total=$((total + STEP_SECONDS[i]))
	done
	printf '%-44s %7d:%02d\n\n' "together" $((total / 60)) $((total % 60))
}

# aside COMMAND…: starts a command of steps beside those that follow, and gives way to them: what computes, beside what
# mostly waits. What it prints comes when it is joined, or when the script fails.
aside() {
	ASIDE_LOG=$(mktemp)
	# A process group of its own, so that all of it can be ended.
	set -m
	{
		renice --priority 19 --pid "$BASHPID" >/dev/null
		ASIDE='' STEP_NAMES=() STEP_SECONDS=()
		"$@"
		report_steps
	} >"$ASIDE_LOG" 2>&1 </dev/null &
	ASIDE=$!
	set +m
	trap 'kill -TERM -- -$ASIDE 2>/dev/null || :; cat "$ASIDE_LOG"; rm -f "$ASIDE_LOG"' EXIT
}

# join: waits for what runs aside, if it was not joined before, prints what it printed, and fails as it failed.
join() {
	local aside=$ASIDE status=0
	[ -n "$aside" ] || return 0
	wait "$aside" || status=$?
	ASIDE=
	trap - EXIT
	cat "$ASIDE_LOG"
	rm -f "$ASIDE_LOG"
	return $status
}

# usage: prints the comment at the head of the calling script.
usage() {
	sed -n '2,/^[^#]/{/^#/{s/^# \{0,1\}//;p}}' "$0"
}

# ----------------------------------------------------------------------------------------------------- installing

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		die "installing packages takes root: run this once as root: $*"
	fi
}

# install_packages PACKAGE…: installs what is missing of Debian's or Ubuntu's packages.
install_packages() {
	local missing=() package
	command -v dpkg-query >/dev/null || return 0 # Another system: the build will name what it misses.
	for package in "$@"; do
		[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
	done
	[ ${#missing[@]} -eq 0 ] && return 0
	say "installing ${missing[*]}"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

# What building the node takes.
install_build_tools() {
	install_packages build-essential ca-certificates curl pkg-config protobuf-compiler libssl-dev
	PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
	if ! command -v cargo >/dev/null; then
		# Debian 13, Ubuntu 24.04 and later package rustup.
		install_packages rustup || :
		command -v cargo >/dev/null ||
			die "Rust is missing and this system has no package for it: install it from https://rustup.rs and start again"
	fi
	if command -v rustup >/dev/null; then
		choose_toolchain
	fi
	if ! rustc --print target-libdir --target wasm32v1-none 2>/dev/null | xargs -r test -d; then
		command -v rustup >/dev/null ||
			die "the Rust target wasm32v1-none is missing: install Rust with rustup (https://rustup.rs), then start again"
		rustup target add wasm32v1-none
	fi
	local version
	version=$(rustc --version | awk '{print $2}')
	printf '%s\n%s\n' 1.90.0 "$version" | sort -VC ||
		die "Rust $version is too old: the node takes 1.90 or later. Install $(pinned_rust)"
}

# The version that rust-toolchain.toml pins.
pinned_rust() {
	sed -n 's/^channel = "\(.*\)"$/\1/p' "$ROOT/rust-toolchain.toml"
}

# Exports RUSTUP_TOOLCHAIN, unless it is set: the pinned version. One that is installed under another name, such as
# `stable`, serves as well; otherwise rustup fetches it, with what the file asks for.
choose_toolchain() {
	[ -z "${RUSTUP_TOOLCHAIN:-}" ] || return 0
	local pinned installed name
	pinned=$(pinned_rust)
	installed=$(rustup toolchain list | awk '{print $1}')
	if ! grep -q "^$pinned-" <<<"$installed"; then
		for name in $installed; do
			if [ "$(rustc "+$name" --version 2>/dev/null | awk '{print $2}')" = "$pinned" ]; then
				export RUSTUP_TOOLCHAIN=$name
				return 0
			fi
		done
	fi
	(cd "$ROOT" && RUSTUP_AUTO_INSTALL=1 rustc --version >/dev/null) ||
		die "rustup has no Rust $pinned and cannot fetch it: set RUSTUP_TOOLCHAIN to an installed one, from 1.90 on"
	export RUSTUP_TOOLCHAIN=$pinned
}

# install_tool CRATE VERSION [OPTIONS]: a Rust program, beside the build directory.
install_tool() {
	local crate=$1 version=$2 tools=$CARGO_TARGET_DIR/../tools
	shift 2
	PATH=$tools/bin:$PATH
	[ "$("$crate" --version 2>/dev/null | grep -o '[0-9.]*' | head -n 1)" = "$version" ] && return 0
	say "building $crate $version (a few minutes)"
	# In a folder of its own, so that it disturbs no build; unoptimized, since it runs for a second.
	CARGO_TARGET_DIR=$tools/build cargo install --quiet --locked --debug --root "$tools" "$crate" --version "$version" "$@"
	rm -rf "$tools/build"
}

# What the clients and the end-to-end tests take: Node.js 20 or later.
install_node_js() {
	command -v node >/dev/null || install_packages nodejs npm
	local oldest=20.19 version
	version=$(node --version)
	if [ "$(printf '%s\n' "$oldest" "${version#v}" | sort --version-sort | head -1)" != $oldest ]; then
		# The npm package `node` holds the binary itself.
		local home=$CARGO_TARGET_DIR/../node-js
		[ -x "$home/node_modules/.bin/node" ] || npm install --silent --prefix "$home" node@22
		export PATH=$home/node_modules/.bin:$PATH
	fi
}

# The signing tool of OpenSSF, which names models; sets MODEL_SIGNING to it.
install_model_signing() {
	local home=$CARGO_TARGET_DIR/../python version=1.1.1
	MODEL_SIGNING=$home/bin/model_signing
	export MODEL_SIGNING
	[ "$("$MODEL_SIGNING" --version 2>/dev/null | grep -o '[0-9][0-9.]*$')" = $version ] && return 0
	install_packages python3-venv
	# The Debian one: another Python that comes first may not have what the package above brings.
	local python=/usr/bin/python3
	[ -x $python ] || python=python3
	$python -m venv --clear "$home"
	# The tool needs pyOpenSSL to start, and does not say so.
	"$home/bin/pip" install --quiet --disable-pip-version-check "model_signing==$version" "pyOpenSSL==25.3.0"
}

# The browser that the page is tested in; sets CHROMIUM to it.
install_chromium() {
	local name
	for name in chromium chromium-browser google-chrome; do
		CHROMIUM=${CHROMIUM:-$(command -v "$name" || :)}
	done
	if [ -z "$CHROMIUM" ]; then
		install_packages chromium
		CHROMIUM=$(command -v chromium) || die "Chromium is missing: install it, or set CHROMIUM to where it is"
	fi
	export CHROMIUM
}

# What lints the scripts.
install_shellcheck() {
	command -v shellcheck >/dev/null || install_packages shellcheck
	command -v shellcheck >/dev/null || die "shellcheck is missing: install it and start again"
}

# The packages of the clients, unless those of the lockfile are there; and what is generated from the metadata.
install_clients() {
	local clients=$ROOT/clients
	[ "$clients/node_modules/.package-lock.json" -nt "$clients/package-lock.json" ] ||
		npm ci --silent --no-audit --no-fund --prefix "$clients"
	npm run --silent prepare --workspace sdk --prefix "$clients" >/dev/null
}

# ------------------------------------------------------------------------------------------------------- building

# build_node PROFILE [FEATURES [OPTION…]]: builds the node and sets NODE to the binary.
build_node() {
	local profile=$1 features=${2:-} folder=$1
	shift $(($# < 2 ? $# : 2))
	[ "$profile" = dev ] && folder=debug
	# All members at once: a part of them would resolve other features and compile hundreds of crates again.
	(cd "$ROOT" && cargo build --locked --workspace --profile "$profile" ${features:+--features "$features"} "$@")
	NODE=$CARGO_TARGET_DIR/$folder/atelier-node
	export NODE
}

# build_gateways: after build_node dev, sets ATELIER_GATEWAY to the gateway's binary, and ATELIER_FAULTY to that of one
# that misbehaves as it is told.
build_gateways() {
	# As the tests are built, which build examples too: nothing is left to do after them.
	(cd "$ROOT" && cargo build --locked --workspace --examples)
	export ATELIER_GATEWAY=$CARGO_TARGET_DIR/debug/atelier-gateway ATELIER_FAULTY=$CARGO_TARGET_DIR/debug/examples/faulty
}

# build_page: into clients/page/dist, unless what is there is newer than all that it is made from.
build_page() {
	local page=$ROOT/clients/page
	local sources=("$page"/{src,public,index.html,vite.config.ts,package.json} "$ROOT"/clients/sdk/{src,metadata})
	if [ -f "$page/dist/index.html" ] && [ -z "$(find "${sources[@]}" -newer "$page/dist/index.html" -print -quit)" ]; then
		return 0
	fi
	npm run --silent build --workspace page --prefix "$ROOT/clients" -- --logLevel warn
}

# next_runtime: where the blob with a higher spec version is, after a build with ATELIER_BUILD_NEXT_RUNTIME set.
next_runtime() {
	local blob=$CARGO_TARGET_DIR/debug/wbuild/atelier-runtime/atelier_runtime_next.compact.compressed.wasm
	[ -f "$blob" ] || die "the runtime with a higher spec version is missing: build with ATELIER_BUILD_NEXT_RUNTIME=1"
	echo "$blob"
}
