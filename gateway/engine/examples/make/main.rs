//! Makes the models and adapters of the project, and sheets of what they draw.
//!
//! - `make` writes the files below `gateway/engine/models`.
//! - `make draws STYLE FIRST FILE` shows ten draws of the weights of a style, one a row, to choose from.
//! - `make samples` writes the pictures of docs/src/models.md.
//! - `make sheet MODEL[+ADAPTER] SIDE FILE` shows pictures of a model: one prompt a row, one seed a column.
#![allow(clippy::print_stdout)]

mod adapters;
mod files;
mod source;
mod styles;

use atelier_engine::{generate, Adapter, Model, Request};
use codec::Encode;
use std::{env, fs, io::BufWriter};

const PROMPTS: [&str; 8] = [
	"",
	"a quiet harbor at dawn",
	"a quiet harbor at night",
	"red fox",
	"the sound of rain on old roofs",
	"jazz",
	"winter orchard",
	"a letter never sent",
];

fn main() {
	let arguments: Vec<String> = env::args().skip(1).collect();
	let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
	match arguments[..] {
		[] => files::write(),
		["samples"] => samples(),
		["draws", style, first, file] => draws(style, first.parse().unwrap(), file),
		["sheet", model, side, file] => sheet(model, side.parse().unwrap(), file),
		_ => println!("make | make samples | make draws STYLE FIRST FILE | make sheet MODEL[+ADAPTER] SIDE FILE"),
	}
}

fn seed(number: usize) -> [u8; 32] {
	sp_crypto_hashing::blake2_256(&(number as u64).to_le_bytes())
}

fn draws(style: &str, first: u32, file: &str) {
	let style = styles::STYLES.into_iter().find(|known| known.name == style).expect("a style of this name");
	let rows = (first..first + 10).map(|draw| {
		let [config, weights] = files::model(&styles::Style { draw, ..style.clone() });
		let model = Model::read([0; 32], &config, &weights).unwrap();
		let columns = (0..10).map(move |n| {
			let request = Request::new(PROMPTS[n % PROMPTS.len()], 112, 112);
			generate(&model, &[], seed(n), &request.encode()).unwrap().pixels().to_vec()
		});
		columns.collect()
	});
	tile(rows.collect(), 112, file);
}

fn sheet(name: &str, side: u16, file: &str) {
	let mut names = name.split('+');
	let model = files::read_model(names.next().unwrap());
	let adapters: Vec<Adapter> = names.map(files::read_adapter).collect();
	let columns = if side > 200 { 4 } else { 8 };
	let rows = PROMPTS.iter().take(columns).map(|prompt| {
		let input = Request::new(*prompt, side, side).encode();
		(0..columns).map(|n| generate(&model, &adapters, seed(n), &input).unwrap().pixels().to_vec()).collect()
	});
	tile(rows.collect(), side, file);
}

fn samples() {
	let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/src/images/models");
	fs::create_dir_all(folder).unwrap();
	let models = styles::STYLES.iter().map(|style| (style.name, style.name, None));
	let adapters = adapters::CHANGES.iter().map(|change| (change.name, change.base, Some(change.name)));
	for (name, model, adapter) in models.chain(adapters) {
		let (model, adapters) = (files::read_model(model), adapter.map(files::read_adapter));
		let row = (1..5).map(|n| {
			let input = Request::new(PROMPTS[n], 72, 72).encode();
			let picture = generate(&model, adapters.as_slice(), seed(n), &input).unwrap();
			// A repository keeps every version of a file: coarser steps make it half as large.
			picture.pixels().iter().map(|byte| byte & 0xf8 | byte >> 5).collect()
		});
		tile(vec![row.collect()], 72, &format!("{folder}/{name}.png"));
	}
}

/// Writes the pictures side by side into one file.
fn tile(rows: Vec<Vec<Vec<u8>>>, side: u16, file: &str) {
	const GAP: usize = 4;
	let side = usize::from(side);
	let (width, height) = (rows[0].len() * (side + GAP) + GAP, rows.len() * (side + GAP) + GAP);
	let mut pixels = vec![255; width * height * 3];
	for (j, row) in rows.iter().enumerate() {
		for (i, picture) in row.iter().enumerate() {
			for (y, line) in picture.chunks(side * 3).enumerate() {
				let start = ((GAP + j * (side + GAP) + y) * width + GAP + i * (side + GAP)) * 3;
				pixels[start..start + line.len()].copy_from_slice(line);
			}
		}
	}
	let mut encoder = png::Encoder::new(BufWriter::new(fs::File::create(file).unwrap()), width as u32, height as u32);
	encoder.set_color(png::ColorType::Rgb);
	encoder.set_compression(png::Compression::High);
	encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
}
