//! What goes over the wire: the JSON of the Open Inference Protocol v2.

use crate::{
	engine::{Model, Order},
	problem::{Kind, Problem},
	root::Root,
};
use base64::{prelude::BASE64_STANDARD, Engine as _};
use serde::{Deserialize, Serialize};
use serde_json::{json, Map, Value};

/// The most adapters that a request may name.
pub(crate) const MAX_ADAPTERS: usize = 4;
/// The longest id, in bytes.
const MAX_ID: usize = 128;

/// The outputs that a request may ask for.
pub(crate) const ROOT: &str = "root";
pub(crate) const LENGTH: &str = "length";
pub(crate) const MEDIA_TYPE: &str = "media_type";
pub(crate) const OUTPUT: &str = "output";
/// Those that it gets if it asks for none.
const USUAL_OUTPUTS: [&str; 3] = [ROOT, LENGTH, MEDIA_TYPE];

/// A tensor with its data. What else stands in it has no meaning here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Tensor {
	pub name: String,
	pub shape: Vec<u64>,
	pub datatype: String,
	pub data: Vec<Value>,
}

impl Tensor {
	/// A tensor of one element.
	pub fn one(name: &str, datatype: &str, value: impl Into<Value>) -> Self {
		Self { name: name.into(), shape: vec![1], datatype: datatype.into(), data: vec![value.into()] }
	}

	/// The text of a tensor with one element.
	pub fn text(&self) -> Result<&str, Problem> {
		match self.data.as_slice() {
			[Value::String(text)] if self.datatype == "BYTES" && self.shape.iter().all(|size| *size == 1) => Ok(text),
			_ => Err(invalid(format!(
				"`{}` must be of datatype BYTES and shape [1], with one string as data",
				self.name
			))),
		}
	}
}

#[derive(Deserialize)]
struct InferRequest {
	id: Option<String>,
	parameters: Option<Map<String, Value>>,
	inputs: Vec<Tensor>,
	outputs: Option<Vec<OutputName>>,
}

#[derive(Deserialize)]
struct OutputName {
	name: String,
}

/// What a request to infer asks for.
#[derive(Debug, PartialEq)]
pub(crate) struct Ask {
	/// The name of the job. Without one the request stands for itself.
	pub id: Option<String>,
	pub order: Order,
	/// The outputs that the answer is to have.
	pub outputs: Vec<&'static str>,
}

impl Ask {
	/// Reads a request for this model.
	pub fn read(model: Root, body: &[u8], max_input: usize) -> Result<Self, Problem> {
		let request: InferRequest = serde_json::from_slice(body)
			.map_err(|error| invalid(format!("the body must be an inference request in JSON: {error}")))?;
		if let Some(id) = &request.id {
			if id.is_empty() || id.len() > MAX_ID || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
				return Err(invalid("`id` must have 1 to 128 characters of ASCII, without spaces"));
			}
		}
		let (mut input, mut seed) = (None, None);
		for tensor in &request.inputs {
			let value = match tensor.name.as_str() {
				"input" => &mut input,
				"seed" => &mut seed,
				_ => return Err(invalid("`inputs` must be `input` and `seed`, and there is another one")),
			};
			let bytes = hex::decode(tensor.text()?)
				.map_err(|_| invalid(format!("`{}` must be bytes in hexadecimal digits, without 0x", tensor.name)))?;
			if value.replace(bytes).is_some() {
				return Err(invalid(format!("`{}` must stand in `inputs` once", tensor.name)));
			}
		}
		let (Some(input), Some(seed)) = (input, seed) else {
			return Err(invalid("`inputs` must be `input` and `seed`, and one is missing"));
		};
		if input.len() > max_input {
			return Err(invalid(format!("`input` must have at most {max_input} bytes")));
		}
		let seed = seed.try_into().map_err(|_| invalid("`seed` must have 32 bytes"))?;
		let adapters = adapters(request.parameters.as_ref())?;
		let outputs = match request.outputs {
			Some(asked) if !asked.is_empty() => asked.iter().map(output_name).collect::<Result<_, _>>()?,
			_ => USUAL_OUTPUTS.to_vec(),
		};
		Ok(Self { id: request.id, order: Order { model, adapters, input, seed }, outputs })
	}
}

fn invalid(message: impl Into<String>) -> Problem {
	Problem::new(Kind::Invalid, message)
}

fn output_name(asked: &OutputName) -> Result<&'static str, Problem> {
	[ROOT, LENGTH, MEDIA_TYPE, OUTPUT]
		.into_iter()
		.find(|name| *name == asked.name)
		.ok_or_else(|| invalid("`outputs` may name `root`, `length`, `media_type` and `output`, and names another one"))
}

fn adapters(parameters: Option<&Map<String, Value>>) -> Result<Vec<Root>, Problem> {
	let wrong = || invalid("the parameter `adapters` must be the roots of at most 4 adapters with commas between them");
	let roots = match parameters.and_then(|parameters| parameters.get("adapters")) {
		None | Some(Value::Null) => return Ok(Vec::new()),
		Some(Value::String(roots)) if roots.is_empty() => return Ok(Vec::new()),
		Some(Value::String(roots)) => roots,
		Some(_) => return Err(wrong()),
	};
	let roots: Vec<Root> = roots.split(',').map(|root| root.parse().map_err(|_| wrong())).collect::<Result<_, _>>()?;
	if roots.len() > MAX_ADAPTERS {
		return Err(wrong());
	}
	Ok(roots)
}

/// The output of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Made {
	pub root: Root,
	pub length: u64,
	pub media_type: &'static str,
}

/// The answer to a request whose job is done. `bytes` are those of the output, where it asks for them.
pub(crate) fn answer(model: &Model, id: &str, made: &Made, outputs: &[&str], bytes: Option<&[u8]>) -> Value {
	let outputs: Vec<_> = outputs
		.iter()
		.filter_map(|name| {
			Some(match *name {
				ROOT => Tensor::one(ROOT, "BYTES", made.root.to_string()),
				LENGTH => Tensor::one(LENGTH, "UINT64", made.length),
				MEDIA_TYPE => Tensor::one(MEDIA_TYPE, "BYTES", made.media_type),
				_ => Tensor::one(OUTPUT, "BYTES", BASE64_STANDARD.encode(bytes?)),
			})
		})
		.collect();
	json!({ "model_name": model.name, "model_version": model.root.to_string(), "id": id, "outputs": outputs })
}

/// The metadata of a model.
pub(crate) fn metadata(model: &Model) -> Value {
	let tensor = |(name, datatype): (&str, &str)| json!({ "name": name, "datatype": datatype, "shape": [1] });
	let inputs = [("input", "BYTES"), ("seed", "BYTES")].map(tensor);
	let outputs = [(ROOT, "BYTES"), (LENGTH, "UINT64"), (MEDIA_TYPE, "BYTES"), (OUTPUT, "BYTES")].map(tensor);
	json!({
		"name": model.name,
		"versions": [model.root.to_string()],
		"platform": model.platform,
		"inputs": inputs,
		"outputs": outputs,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	fn request() -> Value {
		json!({
			"id": "job-1",
			"inputs": [
				{ "name": "seed", "shape": [1, 1], "datatype": "BYTES", "data": ["11".repeat(32)] },
				{ "name": "input", "shape": [1], "datatype": "BYTES", "data": ["0a0B"], "parameters": { "x": 1 } },
			],
		})
	}

	fn read(request: &Value) -> Result<Ask, Problem> {
		Ask::read(Root([7; 32]), request.to_string().as_bytes(), 4)
	}

	#[test]
	fn ask_should_be_read_when_a_request_has_what_it_must() {
		let mut request = request();
		let order = Order { model: Root([7; 32]), adapters: vec![], input: vec![10, 11], seed: [0x11; 32] };
		let expected = Ask { id: Some("job-1".into()), order, outputs: vec!["root", "length", "media_type"] };
		assert_eq!(read(&request).unwrap(), expected);

		request["outputs"] = json!([{ "name": "output", "parameters": { "binary_data": false } }]);
		request["parameters"] = json!({ "adapters": format!("{},{}", Root([1; 32]), Root([2; 32])) });
		request["id"] = Value::Null;
		let ask = read(&request).unwrap();
		assert_eq!((ask.id, ask.outputs), (None, vec!["output"]));
		assert_eq!(ask.order.adapters, [Root([1; 32]), Root([2; 32])]);
	}

	#[test]
	fn ask_should_be_refused_when_something_in_it_is_wrong() {
		let wrong: [fn(&mut Value); 14] = [
			|request| request["id"] = json!(""),
			|request| request["id"] = json!("a b"),
			|request| request["id"] = json!("x".repeat(129)),
			|request| request["inputs"] = json!([]),
			|request| request["inputs"][0]["name"] = json!("other"),
			|request| request["inputs"][0]["name"] = json!("input"),
			|request| request["inputs"][0]["data"] = json!(["11".repeat(31)]),
			|request| request["inputs"][0]["data"] = json!([17]),
			|request| request["inputs"][0]["shape"] = json!([2]),
			|request| request["inputs"][0]["datatype"] = json!("INT8"),
			|request| request["inputs"][1]["data"] = json!(["0x0a"]),
			|request| request["inputs"][1]["data"] = json!(["0a".repeat(5)]),
			|request| request["outputs"] = json!([{ "name": "secret" }]),
			|request| request["parameters"] = json!({ "adapters": ["ab"] }),
		];
		for (number, spoil) in wrong.iter().enumerate() {
			let mut request = request();
			spoil(&mut request);
			assert_eq!(read(&request).map_err(|problem| problem.kind), Err(Kind::Invalid), "{number}");
		}
		assert_eq!(Ask::read(Root([7; 32]), b"{", 4).unwrap_err().kind, Kind::Invalid);
	}

	#[test]
	fn ask_should_be_refused_when_it_names_too_many_adapters() {
		let mut request = request();
		request["parameters"] = json!({ "adapters": vec![Root([1; 32]).to_string(); 5].join(",") });
		assert_eq!(read(&request).unwrap_err().kind, Kind::Invalid);
	}

	#[test]
	fn answer_should_stay_small_when_the_bytes_are_not_asked_for() {
		let model = Model { name: "x".repeat(64), root: Root([1; 32]), platform: "test" };
		let made = Made { root: Root([2; 32]), length: u64::MAX, media_type: "application/octet-stream" };
		assert!(answer(&model, &"i".repeat(128), &made, &USUAL_OUTPUTS, None).to_string().len() < 4096);
	}
}
