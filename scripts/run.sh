#!/usr/bin/env bash
# Starts a development chain: installs what is missing, builds the node, runs it, says where to connect, serves the page,
# and tells the story of Atelier on it once.
#
# Usage: scripts/run.sh [options] [-- options of the node]
#   --keep              keep the chain between runs (default: every run starts at block 0)
#   --base-path FOLDER  where a kept chain lives (default: ~/.local/share/atelier/dev)
#   --profile PROFILE   dev (default: quickest to build), release (quickest to run), production (for validators)
#   --no-demo           tell no story
#   --no-page           serve no page; with --no-demo too, this takes no Node.js
#   --page-port PORT    where the page is served (default: 8080)
#   --help              this text
#
# The chain goes on after the story, which takes some minutes; the node's log waits until then. Ctrl-C ends all.
# Environment: CARGO_TARGET_DIR, where to build (default: ~/.cache/atelier/target).
source "$(dirname "$0")/environment.sh"

keep=false profile=dev demo=true page=true page_port=8080 base_path=${XDG_DATA_HOME:-$HOME/.local/share}/atelier/dev
while [ $# -gt 0 ]; do
	case $1 in
	--keep) keep=true ;;
	--base-path) base_path=${2:?--base-path takes a folder} keep=true && shift ;;
	--profile) profile=${2:?--profile takes dev, release or production} && shift ;;
	--no-demo) demo=false ;;
	--no-page) page=false ;;
	--page-port) page_port=${2:?--page-port takes a number} && shift ;;
	--help | -h) usage && exit 0 ;;
	--) shift && break ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done
case $profile in dev | release | production) ;; *) die "unknown profile $profile: take dev, release or production" ;; esac

step "install build tools" install_build_tools
[ -x "$CARGO_TARGET_DIR/debug/atelier-node" ] || say "the first build takes 10 to 20 minutes on two cores"
features=
[ "$profile" = production ] && features=metadata-hash
step "build the node ($profile)" build_node "$profile" "$features"
if $demo || $page; then
	step "install Node.js" install_node_js
	step "install the clients' packages" install_clients
fi
$page && step "build the page" build_page

state=(--dev)
if $keep; then
	mkdir -p "$base_path"
	state+=(--base-path "$base_path")
elif [[ " $* " != *" --state-pruning"* ]]; then
	# The page reads from the events of old blocks who was paid.
	state+=(--state-pruning archive)
fi

exec 3>&2
if $demo; then
	log=$(mktemp --suffix .atelier-node.log)
	trap 'rm -f "$log"' EXIT
	exec 3>"$log"
fi
# Through a pipe: to a terminal as its output, the node would write the log there too.
"$NODE" "${state[@]}" "$@" 2>&3 > >(cat) &
node=$! story='' server=''
# Ctrl-C reaches the node too, which then ends by itself; a TERM does not. The story is deaf to both.
trap 'kill -TERM $node $story $server 2>/dev/null || :' TERM
trap 'kill -TERM $story $server 2>/dev/null || :' INT

# node_option NAME DEFAULT OPTION…: the value of one of the node's options.
node_option() {
	local name=$1 value=$2
	shift 2
	while [ $# -gt 0 ]; do
		case $1 in
		"$name") value=${2:-$value} ;;
		"$name"=*) value=${1#*=} ;;
		esac
		shift
	done
	echo "$value"
}
rpc_port=$(node_option --rpc-port 9944 "$@")
metrics_port=$(node_option --prometheus-port 9615 "$@")
rpc() {
	curl -s --max-time 2 -H 'Content-Type: application/json' \
		-d "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$1\",\"params\":[]}" "http://127.0.0.1:$rpc_port"
}
while kill -0 $node 2>/dev/null; do
	case $(rpc chain_getHeader) in
	*'"number":"0x0"'* | '') sleep 0.5 ;;
	*)
		cat <<-EOF

			  Atelier is running: blocks come every 3 seconds and are final a few seconds later.

			    JSON-RPC      ws://127.0.0.1:$rpc_port  and  http://127.0.0.1:$rpc_port
			    metrics       http://127.0.0.1:$metrics_port/metrics
			    page          $($page && echo "http://127.0.0.1:$page_port/?rpc=ws://127.0.0.1:$rpc_port" || echo "not served (--no-page)")
			    in a browser  any Polkadot-JS or polkadot-api console, custom endpoint ws://127.0.0.1:$rpc_port
			    accounts      Alice, Bob, Charlie, Dave, Eve, Ferdie own 1,000,000 ATL each
			    state         $($keep && echo "kept in $base_path" || echo "in memory of this run: gone at its end")

			  Ctrl-C ends it.

		EOF
		break
		;;
	esac
done

# serve_page: in the background, for as long as the node runs.
serve_page() {
	(cd "$ROOT/clients/page" && exec node --import tsx serve.ts --port "$page_port" >/dev/null) &
	server=$!
}

# tell_story: the demo, in the foreground as far as a reader sees.
tell_story() {
	say "telling the story of Atelier on this chain (--no-demo leaves it out)"
	(cd "$ROOT/clients" && exec node --import tsx demo/src/main.ts --url "ws://127.0.0.1:$rpc_port") &
	story=$!
	local result=0
	wait $story || result=$?
	story=
	# Ended by a signal: it was not the story's fault.
	[ $result -ge 128 ] && return
	[ $result = 0 ] || say "the story failed, for the reason above; the chain is still running"
	say "the chain goes on, and here is its log; Ctrl-C ends it"
}

$page && kill -0 $node 2>/dev/null && serve_page
if $demo; then
	if kill -0 $node 2>/dev/null; then
		tell_story
		tail --lines 0 --follow --pid $node "$log" >&2 &
	else
		cat "$log" >&2
	fi
fi

status=0
wait $node || status=$?
# A signal interrupts `wait`; the node may still be writing.
while kill -0 $node 2>/dev/null; do wait $node || status=$?; done
[ -z "$server" ] || kill -TERM "$server" 2>/dev/null || :
wait # for the rest of the log
[ "$status" = 130 ] || [ "$status" = 143 ] && status=0
exit "$status"
