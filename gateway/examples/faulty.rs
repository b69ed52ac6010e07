//! A server of the Open Inference Protocol that misbehaves as it is told, to test those who call one.
//!
//! It answers for any model, named by anything, in the version that the path names: of what it is asked it makes bytes
//! that have no meaning, and always the same. A fault shows where a model infers and where outputs are, or everywhere.

use base64::{prelude::BASE64_STANDARD, Engine as _};
use clap::{Parser, ValueEnum};
use serde_json::{json, Value};
use sp_crypto_hashing::sha2_256;
use std::{
	io,
	net::SocketAddr,
	sync::atomic::{AtomicU64, Ordering},
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
};

/// What the server does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Fault {
	/// Nothing.
	None,
	/// Closes the connection without a word.
	Close,
	/// Reads the request and says nothing.
	HangHead,
	/// Says that it is fine, and stops in the middle of the body.
	HangBody,
	/// Sends a body without end.
	Endless,
	/// Sends what is no HTTP.
	Garbage,
	/// Sends HTTP whose body is no JSON.
	NoJson,
	/// Announces more bytes than it sends.
	ShortBody,
	/// Reports another length than the output has.
	WrongLength,
	/// Reports another version of the model than the one it is asked for.
	WrongRoot,
	/// Reports another root of the output than the bytes have, always the same one.
	Lie,
	/// Makes another output each time.
	Changing,
	/// Says that the job still runs, whenever it is asked.
	Running,
	/// Says that it is overloaded.
	Busy,
}

#[derive(Parser)]
#[command(name = "faulty", about = "Misbehaves as a server of the Open Inference Protocol")]
struct Options {
	/// What it does wrong.
	fault: Fault,

	/// Where to listen. The address is printed.
	#[arg(long, default_value = "127.0.0.1:0")]
	listen: SocketAddr,

	/// Shows the fault everywhere, and not only where a model infers and where outputs are.
	#[arg(long)]
	everywhere: bool,

	/// How many bytes its outputs have. A node of the chain knows that before it asks.
	#[arg(long, default_value_t = OUTPUT)]
	length: usize,
}

/// How many bytes an output has, if nobody wants another length.
pub const OUTPUT: usize = 256;

#[tokio::main]
async fn main() -> io::Result<()> {
	let options = Options::parse();
	let listener = TcpListener::bind(options.listen).await?;
	#[allow(clippy::print_stdout)] // What the caller waits for.
	{
		println!("http://{}", listener.local_addr()?);
	}
	serve(listener, options.fault, options.everywhere, options.length).await
}

/// Misbehaves towards all who connect. Outputs have so many bytes.
pub async fn serve(listener: TcpListener, fault: Fault, everywhere: bool, length: usize) -> io::Result<()> {
	loop {
		let (stream, _) = listener.accept().await?;
		tokio::spawn(async move {
			let _ = answer(stream, fault, everywhere, length).await;
		});
	}
}

async fn answer(mut stream: TcpStream, fault: Fault, everywhere: bool, length: usize) -> io::Result<()> {
	let (path, body) = request(&mut stream).await?;
	let shows = everywhere || path.ends_with("/infer") || path.starts_with("/outputs/");
	// Versions are reported in metadata too, and the fault is that one.
	let fault = if shows || fault == Fault::WrongRoot { fault } else { Fault::None };
	match fault {
		Fault::Close => return Ok(()),
		Fault::HangHead => std::future::pending().await,
		Fault::Garbage => return stream.write_all(&[0xf0, 0x9f, 0x00, 0xff].repeat(64)).await,
		Fault::NoJson => return say(&mut stream, "200 OK", b"<html>\xff").await,
		Fault::Running => {
			return say(&mut stream, "202 Accepted\r\nretry-after: 0", br#"{"id":"still running"}"#).await;
		}
		Fault::Busy => return say(&mut stream, "503 Service Unavailable", br#"{"error":"ask later"}"#).await,
		Fault::Endless => {
			stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[").await?;
			loop {
				stream.write_all(&[b' '; 4096]).await?;
			}
		}
		_ => {}
	}
	let (status, reply) = reply(&path, &body, fault, length);
	let reply = reply.to_string();
	match fault {
		Fault::HangBody => {
			let (half, _) = reply.as_bytes().split_at(reply.len() / 2);
			stream.write_all(head(status, reply.len()).as_bytes()).await?;
			stream.write_all(half).await?;
			std::future::pending().await
		}
		Fault::ShortBody => {
			stream.write_all(head(status, reply.len() + 10).as_bytes()).await?;
			stream.write_all(reply.as_bytes()).await
		}
		_ => say(&mut stream, status, reply.as_bytes()).await,
	}
}

/// The path and the body of a request.
async fn request(stream: &mut TcpStream) -> io::Result<(String, Value)> {
	let mut bytes = Vec::new();
	let end = loop {
		if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
			break end + 4;
		}
		if stream.read_buf(&mut bytes).await? == 0 {
			return Err(io::ErrorKind::UnexpectedEof.into());
		}
	};
	let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
	let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
	if head.contains("transfer-encoding: chunked") {
		let body = chunks(stream, bytes.split_off(end)).await?;
		return Ok((path, serde_json::from_slice(&body).unwrap_or_default()));
	}
	let length = head.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
	while bytes.len() < end + length.unwrap_or(0) {
		if stream.read_buf(&mut bytes).await? == 0 {
			return Err(io::ErrorKind::UnexpectedEof.into());
		}
	}
	Ok((path, serde_json::from_slice(&bytes[end..]).unwrap_or_default()))
}

/// A body in chunks, as the off-chain workers of nodes send it. `rest` was read already.
async fn chunks(stream: &mut TcpStream, mut rest: Vec<u8>) -> io::Result<Vec<u8>> {
	let mut body = Vec::new();
	loop {
		let line = loop {
			if let Some(line) = rest.windows(2).position(|pair| pair == b"\r\n") {
				break line;
			}
			if stream.read_buf(&mut rest).await? == 0 {
				return Err(io::ErrorKind::UnexpectedEof.into());
			}
		};
		let size = usize::from_str_radix(String::from_utf8_lossy(&rest[..line]).trim(), 16).unwrap_or(0);
		let (start, end) = (line + 2, line + 2 + size + 2);
		while rest.len() < end {
			if stream.read_buf(&mut rest).await? == 0 {
				return Err(io::ErrorKind::UnexpectedEof.into());
			}
		}
		body.extend_from_slice(&rest[start..start + size]);
		rest.drain(..end);
		if size == 0 {
			return Ok(body);
		}
	}
}

fn head(status: &str, length: usize) -> String {
	format!(
		"HTTP/1.1 {status}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
	)
}

async fn say(stream: &mut TcpStream, status: &str, body: &[u8]) -> io::Result<()> {
	stream.write_all(head(status, body.len()).as_bytes()).await?;
	stream.write_all(body).await
}

/// Makes outputs differ where they should not.
static ASKED: AtomicU64 = AtomicU64::new(0);

fn tensor(name: &str, datatype: &str, value: Value) -> Value {
	json!({ "name": name, "shape": [1], "datatype": datatype, "data": [value] })
}

fn reply(path: &str, body: &Value, fault: Fault, length: usize) -> (&'static str, Value) {
	let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
	let (name, rest) = match parts.as_slice() {
		["v2", "models", name, rest @ ..] => (*name, rest),
		["v2", ..] => return ("200 OK", json!({ "name": "faulty", "live": true, "ready": true })),
		_ => return ("404 Not Found", json!({ "error": "nothing is here: the outputs are in the answers" })),
	};
	let asked = match rest {
		["versions", version, ..] => *version,
		_ => name,
	};
	let version = if fault == Fault::WrongRoot { "ff".repeat(32) } else { asked.into() };
	if rest.last() != Some(&"infer") {
		return ("200 OK", json!({ "name": name, "versions": [version], "platform": "faulty", "ready": true }));
	}

	let asked_before = if fault == Fault::Changing { ASKED.fetch_add(1, Ordering::Relaxed) } else { 0 };
	let seed = json!([asked, body["inputs"], body["parameters"], asked_before]).to_string();
	let mut output = sha2_256(seed.as_bytes()).repeat(length.div_ceil(32));
	output.truncate(length);
	let root = sha2_256(&output);
	let root = if fault == Fault::Lie { sha2_256(&root) } else { root };
	let length = output.len() + usize::from(fault == Fault::WrongLength);
	let mut outputs = vec![
		tensor("root", "BYTES", hex::encode(root).into()),
		tensor("length", "UINT64", length.into()),
		tensor("media_type", "BYTES", "application/octet-stream".into()),
	];
	if body["outputs"].to_string().contains("\"output\"") {
		outputs.push(tensor("output", "BYTES", BASE64_STANDARD.encode(output).into()));
	}
	("200 OK", json!({ "model_name": name, "model_version": version, "id": body["id"], "outputs": outputs }))
}
