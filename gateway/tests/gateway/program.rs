//! The program.

use atelier_gateway::Root;
use std::{
	io::{BufRead, BufReader, Read, Write},
	net::TcpStream,
	process::{Command, Stdio},
};

fn program() -> Command {
	Command::new(env!("CARGO_BIN_EXE_atelier-gateway"))
}

#[test]
fn program_should_serve_and_stop_when_it_is_told_to() {
	for signal in ["TERM", "INT"] {
		let store = tempfile::tempdir().unwrap();
		let mut gateway = program()
			.args([
				"--listen",
				"127.0.0.1:0",
				"--models",
				concat!(env!("CARGO_MANIFEST_DIR"), "/engine/models"),
				"--store",
			])
			.arg(store.path())
			.stderr(Stdio::piped())
			.spawn()
			.unwrap();
		let mut log = BufReader::new(gateway.stderr.take().unwrap()).lines().map(Result::unwrap);
		let line = log.find(|line| line.contains("listens on")).expect("a line with the address");
		let address = line.rsplit_once("http://").unwrap().1.to_owned();

		let mut stream = TcpStream::connect(address).unwrap();
		write!(stream, "GET /outputs/{} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", Root::of(b"none")).unwrap();
		let mut answer = String::new();
		stream.read_to_string(&mut answer).unwrap();
		assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
		let line = log.next().unwrap();
		assert!(line.contains("status=404") && line.contains("not_found") && line.contains("ms="), "{line}");

		let kill = Command::new("kill").args(["-s", signal, &gateway.id().to_string()]).status().unwrap();
		assert!(kill.success());
		assert!(gateway.wait().unwrap().success());
	}
}

#[test]
fn program_should_say_what_is_wrong_when_it_cannot_start() {
	for (arguments, reason) in [
		(["--models", "/does/not/exist"], "/does/not/exist"),
		(["--upstream", "fog=https://localhost"], "NAME=URL@ROOT"),
		(["--max-running", "0"], "at least one job"),
		(["--timeout", "0"], "1..=3600"),
	] {
		let output = program().args(["--listen", "127.0.0.1:0"]).args(arguments).output().unwrap();
		let error = String::from_utf8(output.stderr).unwrap();
		assert!(!output.status.success() && error.contains(reason), "{error}");
	}
}
