//! Check of the ports: each that the node was told to use must be free.
//!
//! Without this, an occupied RPC port is silently replaced by a random one, and an occupied peer-to-peer or metrics port
//! leaves a node that nobody can reach.

use sc_network::{config::NetworkConfiguration, multiaddr::Protocol};
use sc_service::{config::RpcConfiguration, Configuration};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};

/// Binds each port for a moment, and forbids the RPC server to fall back to a random one.
///
/// Errors: the first port that somebody else holds, as a sentence that names it and the flag that changes it.
pub fn claim(config: &mut Configuration) -> Result<(), String> {
	for address in peer_to_peer(&config.network) {
		ensure_free(address, "other nodes", "--port")?;
	}
	for address in rpc(&mut config.rpc) {
		ensure_free(address, "JSON-RPC", "--rpc-port")?;
	}
	if let Some(prometheus) = &config.prometheus_config {
		ensure_free(prometheus.port, "metrics", "--prometheus-port or --no-prometheus")?;
	}
	Ok(())
}

fn peer_to_peer(network: &NetworkConfiguration) -> impl Iterator<Item = SocketAddr> + '_ {
	network.listen_addresses.iter().filter_map(|address| {
		let mut parts = address.iter();
		let ip = match parts.next()? {
			Protocol::Ip4(ip) => IpAddr::from(ip),
			// Where both are asked for, the port of version 6 may be that of version 4 too.
			_ => return None,
		};
		match parts.next()? {
			Protocol::Tcp(port) => Some(SocketAddr::new(ip, port)),
			_ => None,
		}
	})
}

fn rpc(rpc: &mut RpcConfiguration) -> Vec<SocketAddr> {
	match &mut rpc.addr {
		Some(endpoints) => endpoints
			.iter_mut()
			.map(|endpoint| {
				endpoint.retry_random_port = false;
				endpoint.listen_addr
			})
			.filter(SocketAddr::is_ipv4)
			.collect(),
		None => {
			// The server would listen here by itself, with retries.
			vec![SocketAddr::new(Ipv4Addr::LOCALHOST.into(), rpc.port)]
		}
	}
}

fn ensure_free(address: SocketAddr, purpose: &str, flag: &str) -> Result<(), String> {
	// Port 0 is whichever is free.
	if address.port() == 0 {
		return Ok(());
	}
	TcpListener::bind(address).map(drop).map_err(|reason| {
		format!("cannot listen on {address} for {purpose}: {reason}. Stop what uses it, or choose another with {flag}")
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ensure_free_should_name_port_and_flag_when_it_is_taken() {
		let holder = TcpListener::bind("127.0.0.1:0").expect("some port is free");
		let taken = holder.local_addr().expect("it is bound");
		let complaint = ensure_free(taken, "metrics", "--flag").expect_err("it is taken");
		assert!(complaint.contains(&taken.to_string()) && complaint.contains("--flag"), "{complaint}");
		drop(holder);
		assert_eq!(ensure_free(taken, "metrics", "--flag"), Ok(()));
	}

	#[test]
	fn ensure_free_should_leave_port_zero_alone() {
		assert_eq!(ensure_free("127.0.0.1:0".parse().expect("an address"), "metrics", "--flag"), Ok(()));
	}
}
