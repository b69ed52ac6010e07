#!/usr/bin/env bash
# Serves the page that shows the works of a chain. Builds it first, if its sources are newer.
#
# Usage: scripts/page.sh [options]
#   --port PORT   where to serve it, on this machine (default: 8080)
#   --rpc URL     the node that it reads (default: ws://127.0.0.1:9944)
#   --build       build it into clients/page/dist, and serve nothing
#   --help        this text
source "$(dirname "$0")/environment.sh"

port=8080 rpc='' build_only=false
while [ $# -gt 0 ]; do
	case $1 in
	--port) port=${2:?--port takes a number} && shift ;;
	--rpc) rpc=${2:?--rpc takes the address of a node} && shift ;;
	--build) build_only=true ;;
	--help | -h) usage && exit 0 ;;
	*) die "unknown option $1: see $0 --help" ;;
	esac
	shift
done
case $rpc in '' | ws://* | wss://*) ;; *) die "$rpc is no address of a node: it starts with ws:// or wss://" ;; esac
[[ $port =~ ^[0-9]+$ ]] || die "$port is no port: take a number"

step "install Node.js" install_node_js
step "install the clients' packages" install_clients
step "build the page" build_page
$build_only && exit 0
cd "$ROOT/clients"
exec node --import tsx page/serve.ts --port "$port" ${rpc:+--rpc "$rpc"}
