//! The models and adapters of the project, and what their pictures are like.

#[path = "../examples/make/adapters.rs"]
mod adapters;
#[path = "../examples/make/files.rs"]
#[allow(dead_code, clippy::print_stdout)]
mod files;
#[path = "../examples/make/source.rs"]
mod source;
#[path = "../examples/make/styles.rs"]
mod styles;

use atelier_engine::{cost, generate, output_length, Adapter, Error, Model, Picture, Request, MAX_ADAPTERS, MAX_FILES};
use codec::Encode;

fn draw(model: &Model, adapters: &[Adapter], seed: u8, request: &Request) -> Picture {
	generate(model, adapters, [seed; 32], &request.encode()).unwrap()
}

/// Every model, and every adapter with its model.
fn all() -> Vec<(&'static str, Model, Vec<Adapter>)> {
	let models = styles::STYLES.iter().map(|style| (style.name, files::read_model(style.name), vec![]));
	let adapters = adapters::CHANGES
		.iter()
		.map(|change| (change.name, files::read_model(change.base), vec![files::read_adapter(change.name)]));
	models.chain(adapters).collect()
}

/// How bright the pixels are, from 0 to 255.
fn brightness(picture: &Picture) -> Vec<f64> {
	let brightness = |pixel: &[u8]| {
		let [red, green, blue] = [0, 1, 2].map(|channel| f64::from(pixel[channel]));
		0.299 * red + 0.587 * green + 0.114 * blue
	};
	picture.pixels().chunks(3).map(brightness).collect()
}

fn deviation(values: &[f64]) -> f64 {
	let mean = values.iter().sum::<f64>() / values.len() as f64;
	(values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64).sqrt()
}

#[test]
fn files_should_be_those_that_are_made_when_they_are_made_again() {
	for (name, names, made) in files::all() {
		assert_eq!(files::read(name, names), made, "{name}: run `cargo run --features make --example make`");
		assert!(made.iter().map(Vec::len).sum::<usize>() < MAX_FILES / 4, "{name}");
	}
}

#[test]
fn picture_should_have_contrast_when_seeds_and_prompts_are_any() {
	for (name, model, adapters) in all() {
		let mut flattest = f64::MAX;
		for seed in 0..64 {
			let request = Request::new(["", "fog", "a red square on snow"][usize::from(seed) % 3], 32, 32);
			flattest = flattest.min(deviation(&brightness(&draw(&model, &adapters, seed, &request))));
		}
		assert!(flattest > 12.0, "{name}: {flattest}");
	}
}

#[test]
fn picture_should_be_another_when_seed_prompt_or_parameters_are_others() {
	for (name, model, adapters) in all() {
		let request = Request::new("red fox", 32, 32);
		let pictures = [
			draw(&model, &adapters, 1, &request),
			draw(&model, &adapters, 2, &request),
			draw(&model, &adapters, 1, &Request::new("red wolf", 32, 32)),
			draw(&model, &adapters, 1, &Request { zoom: 20, ..request.clone() }),
			draw(&model, &adapters, 1, &Request { guidance: 16, ..request.clone() }),
			draw(&model, &adapters, 1, &Request { palette: 64, ..request.clone() }),
		];
		for (i, one) in pictures.iter().enumerate() {
			assert!(pictures[..i].iter().all(|other| other != one), "{name} {i}");
		}
		assert_eq!(draw(&model, &adapters, 1, &Request::new("Fox, RED!", 32, 32)), pictures[0]);
	}
}

#[test]
fn adapter_should_change_the_picture_when_it_is_for_the_model() {
	for change in &adapters::CHANGES {
		let (model, adapter) = (files::read_model(change.base), files::read_adapter(change.name));
		assert_eq!(adapter.base(), model.root());
		let request = Request::new("red fox", 64, 64);
		let (plain, changed) = (draw(&model, &[], 1, &request), draw(&model, &[adapter], 1, &request));
		let differences = plain.pixels().iter().zip(changed.pixels()).map(|(a, b)| f64::from(a.abs_diff(*b)));
		assert!(differences.sum::<f64>() / plain.pixels().len() as f64 > 10.0, "{}", change.name);
	}
}

#[test]
fn adapter_should_be_refused_when_it_is_for_another_model_or_one_too_many() {
	let adapter = files::read_adapter("rose-window-lace");
	let input = Request::new("", 16, 16).encode();
	let (base, other) = (files::read_model("rose-window"), files::read_model("azulejo"));
	assert_eq!(generate(&other, std::slice::from_ref(&adapter), [0; 32], &input), Err(Error::OtherBase));
	let many = vec![adapter; MAX_ADAPTERS + 1];
	assert!(generate(&base, &many[1..], [0; 32], &input).is_ok());
	assert_eq!(generate(&base, &many, [0; 32], &input), Err(Error::TooManyAdapters));
}

#[test]
fn picture_should_show_the_same_when_it_has_more_pixels() {
	for (name, model, adapters) in all() {
		let small = brightness(&draw(&model, &adapters, 3, &Request::new("jazz", 64, 64)));
		let large = brightness(&draw(&model, &adapters, 3, &Request::new("jazz", 128, 128)));
		let mean = |x: usize, y: usize| {
			[(0, 0), (0, 1), (1, 0), (1, 1)].map(|(i, j)| large[(2 * y + j) * 128 + 2 * x + i]).iter().sum::<f64>()
				/ 4.0
		};
		let differences = (0..64 * 64).map(|i| (small[i] - mean(i % 64, i / 64)).abs());
		let difference = differences.sum::<f64>() / (64.0 * 64.0);
		// Fine lines are not smoothed.
		assert!(difference < 6.0, "{name}: {difference}");
	}
}

#[test]
fn picture_should_be_symmetric_when_the_model_folds_the_plane() {
	let pixel = |picture: &Picture, x: usize, y: usize| {
		let start = (y * usize::from(picture.width()) + x) * 3;
		picture.pixels()[start..start + 3].to_vec()
	};
	let garden = draw(&files::read_model("night-garden"), &[], 1, &Request::new("", 50, 33));
	let tile = draw(&files::read_model("azulejo"), &[], 1, &Request::new("", 40, 40));
	let window = draw(&files::read_model("rose-window"), &[], 1, &Request::new("", 40, 41));
	for x in 0..40 {
		for y in 0..33 {
			assert_eq!(pixel(&garden, x, y), pixel(&garden, 49 - x, y));
			assert_eq!(pixel(&tile, x, y), pixel(&tile, y, x));
			assert_eq!(pixel(&tile, x, y), pixel(&tile, x, 39 - y));
			assert_eq!(pixel(&window, x, y), pixel(&window, 39 - x, 40 - y));
		}
	}
}

#[test]
fn length_and_cost_should_be_known_when_nothing_is_drawn() {
	let model = files::read_model("azulejo");
	for (width, height) in [(16, 16), (128, 128), (21, 1024)] {
		let input = Request::new("x", width, height).encode();
		let file = generate(&model, &[], [0; 32], &input).unwrap().png();
		assert_eq!(output_length(&input), Ok(file.len() as u32));
		assert_eq!(cost(&input), Ok((u64::from(width) * u64::from(height) + 64) * 864));
	}
	assert_eq!((output_length(&[]), cost(&[0; 600])), (Err(Error::Input), Err(Error::InputTooLong)));
}
