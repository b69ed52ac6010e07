//! Files that are not as they must be, and bytes that are anything.

use atelier_engine::{generate, output_length, Adapter, Error, Model, Request, MAX_FILES};
use codec::Encode;
use proptest::{collection::vec, prelude::*, sample::Index};
use safetensors::{serialize, tensor::TensorView, Dtype};

const CONFIG: &str = include_str!("../models/azulejo/config.json");
const WEIGHTS: &[u8] = include_bytes!("../models/azulejo/model.safetensors");
const ADAPTER_CONFIG: &str = include_str!("../models/rose-window-lace/adapter_config.json");
const ADAPTER_WEIGHTS: &[u8] = include_bytes!("../models/rose-window-lace/adapter_model.safetensors");

type Tensor = (&'static str, Dtype, Vec<usize>);

fn file(tensors: &[Tensor]) -> Vec<u8> {
	let bytes = vec![1; 4096];
	let views = tensors.iter().map(|(name, dtype, shape)| {
		let length = shape.iter().product::<usize>() * dtype.bitsize() / 8;
		(*name, TensorView::new(*dtype, shape.clone(), &bytes[..length]).unwrap())
	});
	serialize(views, None).unwrap()
}

fn matrices() -> Vec<Tensor> {
	vec![
		("layers.0.weight", Dtype::I16, vec![16, 12]),
		("layers.1.weight", Dtype::I16, vec![16, 25]),
		("layers.2.weight", Dtype::I16, vec![16, 25]),
		("layers.3.weight", Dtype::I16, vec![16, 25]),
		("output.weight", Dtype::I16, vec![3, 25]),
	]
}

fn read(config: &str, weights: &[u8]) -> Result<(), Error> {
	Model::read([0; 32], config.as_bytes(), weights).map(|_| ())
}

#[test]
fn model_should_be_refused_when_its_configuration_is_wrong() {
	assert_eq!(read(CONFIG, WEIGHTS), Ok(()));
	for (from, to, error) in [
		("atelier-cppn-1", "atelier-cppn-2", Error::Config),
		("octant", "round", Error::Config),
		("triangle", "relu", Error::Config),
		("\"sine\", ", "", Error::Config),
		("\"contrast\": 240", "\"contrast\": 240.5", Error::Config),
		("\"contrast\": 240,", "", Error::Config),
		("\"contrast\": 240", "\"contrast\": 240, \"contrast\": 240", Error::Config),
		("\"contrast\": 240", "\"contrast\": 240, \"seed\": 1", Error::Config),
		("{", "", Error::Config),
		("}", "} {}", Error::Config),
		("240", "0", Error::Contrast),
		("240", "1025", Error::Contrast),
		("136", "-1", Error::Palette),
		("136", "256", Error::Palette),
		("116", "256", Error::Palette),
		("116", "-256", Error::Palette),
	] {
		assert!(CONFIG.contains(from), "{from}");
		assert_eq!(read(&CONFIG.replacen(from, to, 1), WEIGHTS), Err(error), "{to}");
	}
	assert_eq!(read("", WEIGHTS), Err(Error::Config));
}

#[test]
fn model_should_be_refused_when_its_tensors_are_wrong() {
	let good = matrices();
	assert_eq!(read(CONFIG, &file(&good)), Ok(()));
	let with = |index: usize, tensor: Tensor| {
		let mut tensors = good.clone();
		tensors[index] = tensor;
		file(&tensors)
	};
	let turned = with(0, ("layers.0.weight", Dtype::I16, vec![12, 16]));
	assert_eq!(read(CONFIG, &turned), Err(Error::TensorShape));
	let flat = with(0, ("layers.0.weight", Dtype::I16, vec![192]));
	assert_eq!(read(CONFIG, &flat), Err(Error::TensorShape));
	let bytes = with(0, ("layers.0.weight", Dtype::I8, vec![16, 12]));
	assert_eq!(read(CONFIG, &bytes), Err(Error::TensorType));
	let floats = with(4, ("output.weight", Dtype::F16, vec![3, 25]));
	assert_eq!(read(CONFIG, &floats), Err(Error::TensorType));
	assert_eq!(read(CONFIG, &file(&good[1..])), Err(Error::MissingTensor));
	let renamed = with(4, ("output", Dtype::I16, vec![3, 25]));
	assert_eq!(read(CONFIG, &renamed), Err(Error::MissingTensor));
	let more = [good.clone(), vec![("layers.4.weight", Dtype::I16, vec![1, 1])]].concat();
	assert_eq!(read(CONFIG, &file(&more)), Err(Error::UnknownTensor));
	assert_eq!(read(CONFIG, &WEIGHTS[..WEIGHTS.len() - 1]), Err(Error::Safetensors));
	assert_eq!(read(CONFIG, &[WEIGHTS, &[0]].concat()), Err(Error::Safetensors));
	assert_eq!(read(CONFIG, &[]), Err(Error::Safetensors));
}

#[test]
fn files_should_be_refused_when_they_are_too_large() {
	let padded = |length: usize| format!("{CONFIG}{}", " ".repeat(length - CONFIG.len()));
	assert_eq!(read(&padded(MAX_FILES - WEIGHTS.len()), WEIGHTS), Ok(()));
	assert_eq!(read(&padded(MAX_FILES - WEIGHTS.len() + 1), WEIGHTS), Err(Error::FilesTooLarge));
	assert_eq!(Adapter::read(&[b' '; MAX_FILES], &[0]), Err(Error::FilesTooLarge));
}

fn read_adapter(config: &str, weights: &[u8]) -> Result<(), Error> {
	Adapter::read(config.as_bytes(), weights).map(|_| ())
}

#[test]
fn adapter_should_be_refused_when_its_configuration_is_wrong() {
	assert_eq!(read_adapter(ADAPTER_CONFIG, ADAPTER_WEIGHTS), Ok(()));
	for (from, to, error) in [
		("atelier-lora-1", "lora", Error::Config),
		("\"base\": \"", "\"base\": \"0", Error::Config),
		("\"base\": \"6", "\"base\": \"x", Error::Config),
		("\"rank\": 3", "\"rank\": 0", Error::Rank),
		("\"rank\": 3", "\"rank\": 9", Error::Rank),
		("\"rank\": 3", "\"rank\": 2", Error::TensorShape),
		("\"shift\": 12", "\"shift\": 0", Error::Shift),
		("\"shift\": 12", "\"shift\": 25", Error::Shift),
		("\"shift\": 12", "\"shift\": 12, \"alpha\": 1", Error::Config),
	] {
		assert!(ADAPTER_CONFIG.contains(from), "{from}");
		assert_eq!(read_adapter(&ADAPTER_CONFIG.replacen(from, to, 1), ADAPTER_WEIGHTS), Err(error), "{to}");
	}
}

#[test]
fn adapter_should_be_refused_when_its_tensors_are_wrong() {
	let a = ("layers.1.lora_A", Dtype::I16, vec![3, 25]);
	let b = ("layers.1.lora_B", Dtype::I8, vec![16, 3]);
	for (tensors, expected) in [
		(vec![a.clone(), b.clone()], Ok(())),
		(vec![], Err(Error::EmptyAdapter)),
		(vec![a.clone()], Err(Error::MissingTensor)),
		(vec![b.clone()], Err(Error::MissingTensor)),
		(vec![a.clone(), ("layers.1.lora_B", Dtype::I8, vec![3, 16])], Err(Error::TensorShape)),
		(vec![a.clone(), ("layers.1.lora_B", Dtype::F32, vec![16, 3])], Err(Error::TensorType)),
		(vec![a, b, ("layers.1.bias", Dtype::I8, vec![16])], Err(Error::UnknownTensor)),
	] {
		assert_eq!(read_adapter(ADAPTER_CONFIG, &file(&tensors)), expected, "{tensors:?}");
	}
}

/// Changes some bytes, and cuts some off or doubles some.
fn mutated(bytes: &[u8], changes: &[(Index, u8)], cut: Option<Index>, doubled: Option<Index>) -> Vec<u8> {
	let mut bytes = bytes.to_vec();
	for (place, byte) in changes {
		let place = place.index(bytes.len());
		bytes[place] = *byte;
	}
	if let Some(cut) = cut {
		bytes.truncate(cut.index(bytes.len()));
	}
	if let Some(doubled) = doubled.filter(|_| !bytes.is_empty()) {
		let rest = bytes[doubled.index(bytes.len())..].to_vec();
		bytes.extend(rest);
	}
	bytes
}

prop_compose! {
	fn mutation()(
		changes in vec((any::<Index>(), any::<u8>()), 0..6),
		cut in prop::option::weighted(0.1, any::<Index>()),
		doubled in prop::option::weighted(0.1, any::<Index>()),
	) -> (Vec<(Index, u8)>, Option<Index>, Option<Index>) {
		(changes, cut, doubled)
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(400))]

	// A panic is what could go wrong: an overflow, an index, a memory that is too large.
	#[test]
	fn bytes_should_give_a_picture_or_an_error_when_they_are_any(
		config in mutation(), front in mutation(), adapter in mutation(), input in mutation(), seed: [u8; 32],
	) {
		let changed = |bytes: &[u8], (changes, cut, doubled): &(Vec<_>, _, _)| mutated(bytes, changes, *cut, *doubled);
		let config = changed(CONFIG.as_bytes(), &config);
		// What can be wrong is at the front; anything is good as a weight.
		let (header, numbers) = WEIGHTS.split_at(WEIGHTS.len() - 2934);
		let weights = [&changed(header, &front), numbers].concat();
		let input = changed(&Request::new("any", 16, 20).encode(), &input);
		let model = Model::read([0; 32], &config, WEIGHTS);
		let other = Model::read([0; 32], CONFIG.as_bytes(), &weights);
		for model in [model, other].iter().flatten() {
			if output_length(&input).is_ok_and(|length| length < 20_000) {
				let picture = generate(model, &[], seed, &input).unwrap();
				prop_assert_eq!(picture.png().len() as u32, output_length(&input).unwrap());
			}
		}
		let _ = Adapter::read(&changed(ADAPTER_CONFIG.as_bytes(), &adapter), ADAPTER_WEIGHTS);
		let _ = Adapter::read(ADAPTER_CONFIG.as_bytes(), &changed(ADAPTER_WEIGHTS, &adapter));
	}

	#[test]
	fn weights_should_give_a_picture_when_they_are_any(numbers in vec(any::<u8>(), 2934), seed: [u8; 32], zoom in 4u8..64) {
		for config in configs() {
			draw_with(&config, &numbers, seed, Request { zoom, ..Request::new("any", 16, 16) });
		}
	}

	#[test]
	fn input_should_give_a_request_or_an_error_when_it_is_any(input in vec(any::<u8>(), 0..600)) {
		let _ = output_length(&input);
	}
}

/// Each activation in turn in the second layer, and each fold.
fn configs() -> [String; 4] {
	[("sine", "hexagon"), ("triangle", "none"), ("tanh", "mirror"), ("gauss", "quarter")]
		.map(|(activation, fold)| CONFIG.replace("octant", fold).replace("\"sine\"", &format!("\"{activation}\"")))
}

fn draw_with(config: &str, numbers: &[u8], seed: [u8; 32], request: Request) {
	let mut weights = file(&matrices());
	let start = weights.len() - numbers.len();
	weights[start..].copy_from_slice(numbers);
	let model = Model::read([0; 32], config.as_bytes(), &weights).unwrap();
	generate(&model, &[], seed, &request.encode()).unwrap();
}

#[test]
fn weights_should_give_a_picture_when_they_and_the_plane_are_extreme() {
	for number in [i16::MIN, i16::MAX] {
		for config in configs() {
			let numbers = number.to_le_bytes().repeat(1467);
			draw_with(&config, &numbers, [0; 32], Request { zoom: 4, ..Request::new("any", 16, 1024) });
			draw_with(&config, &numbers, [1; 32], Request { zoom: 4, ..Request::new("any", 1024, 16) });
		}
	}
}
