//! The same bytes everywhere: recorded digests, natively and in the WebAssembly that a runtime is made of.

#[path = "../examples/make/adapters.rs"]
#[allow(dead_code)]
mod adapters;
#[path = "../examples/make/files.rs"]
#[allow(dead_code, clippy::print_stdout)]
mod files;
#[path = "../examples/make/source.rs"]
#[allow(dead_code)]
mod source;
#[path = "../examples/make/styles.rs"]
#[allow(dead_code)]
mod styles;
#[allow(dead_code)]
mod wasm;

use atelier_engine::{generate, Request};
use codec::Encode;
use sp_crypto_hashing::sha2_256;
use wasm::{draw, engine, module};

/// A line for each picture: model and adapters, sides, zoom, guidance, palette, the byte that the seed repeats, SHA-256
/// of the PNG file, prompt. Tabs between them.
const GOLDEN: &str = include_str!("golden.tsv");

struct Golden<'a> {
	names: &'a str,
	request: Request,
	seed: [u8; 32],
	sha2_256: &'a str,
}

fn goldens() -> impl Iterator<Item = Golden<'static>> {
	GOLDEN.lines().map(|line| {
		let [names, width, height, zoom, guidance, palette, seed, sha2_256, prompt] =
			line.split('\t').collect::<Vec<_>>().try_into().unwrap();
		let number = |text: &str| text.parse::<u16>().unwrap();
		let byte = |text: &str| text.parse::<u8>().unwrap();
		let request = Request {
			prompt: prompt.into(),
			width: number(width),
			height: number(height),
			zoom: byte(zoom),
			guidance: byte(guidance),
			palette: byte(palette),
		};
		Golden { names, request, seed: [byte(seed); 32], sha2_256 }
	})
}

#[test]
fn picture_should_have_the_recorded_digest_when_drawn_natively() {
	assert!(goldens().count() > styles::STYLES.len() + adapters::CHANGES.len());
	for Golden { names, request, seed, sha2_256: expected } in goldens() {
		let mut parts = names.split('+');
		let model = files::read_model(parts.next().unwrap());
		let adapters: Vec<_> = parts.map(files::read_adapter).collect();
		let file = generate(&model, &adapters, seed, &request.encode()).unwrap().png();
		assert_eq!(hex::encode(sha2_256(&file)), expected, "{names} of {request:?} with {seed:?}");
	}
}

#[test]
fn picture_should_have_the_recorded_digest_when_drawn_in_webassembly() {
	let engine = engine(false);
	let module = module(&engine);
	for Golden { names, request, seed, sha2_256: expected } in goldens() {
		let drawn = draw(&engine, &module, names, &request, seed);
		assert_eq!(hex::encode(sha2_256(&drawn.png)), expected, "{names} of {request:?} with {seed:?}");
	}
}
