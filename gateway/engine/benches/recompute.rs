//! How long a picture takes natively and in WebAssembly, and how many instructions that are: what docs/src/models.md and
//! the limits of the chain rest on. `cargo bench -p atelier-engine`.

#![allow(clippy::print_stdout)]

#[path = "../examples/make/adapters.rs"]
#[allow(dead_code)]
mod adapters;
#[path = "../examples/make/files.rs"]
#[allow(dead_code)]
mod files;
#[path = "../examples/make/source.rs"]
#[allow(dead_code)]
mod source;
#[path = "../examples/make/styles.rs"]
#[allow(dead_code)]
mod styles;
#[path = "../tests/wasm/mod.rs"]
#[allow(dead_code)]
mod wasm;

use atelier_engine::{generate, Request};
use codec::Encode;
use std::time::Instant;
use wasm::{draw, engine, module};

fn main() {
	let (timed, counting) = (engine(false), engine(true));
	let (fast, counted) = (module(&timed), module(&counting));
	for style in &styles::STYLES {
		for side in [128, 256] {
			let request = Request::new("a quiet harbor at dawn", side, side);
			let model = files::read_model(style.name);
			let native = (0..15).map(|n| {
				let start = Instant::now();
				generate(&model, &[], [n; 32], &request.encode()).unwrap().png();
				start.elapsed().as_micros()
			});
			let wasm = (0..15).map(|n| draw(&timed, &fast, style.name, &request, [n; 32]).microseconds);
			// Others use the machine too: the shortest time is what the picture takes.
			let (native, wasm) = (native.min().unwrap() as f64 / 1e3, wasm.min().unwrap() as f64 / 1e3);
			let instructions = draw(&counting, &counted, style.name, &request, [0; 32]).instructions as f64 / 1e6;
			println!(
				"{:15} {side}: native {native:.1} ms, wasm {wasm:.1} ms, {instructions:.1} M instructions",
				style.name
			);
			assert!(wasm < 100.0);
		}
	}
}
