//! The adapters: what they change of which model.

use super::{source::Source, styles::Tensor};

/// Products of two weights have twice their fractional bits: the shift takes them away again.
pub const SHIFT: u8 = 12;
const ONE: i16 = 4096;

pub struct Change {
	pub name: &'static str,
	pub base: &'static str,
	pub rank: usize,
	kind: Kind,
}

enum Kind {
	/// Other colors: for each channel how much faster it goes along the palette, and how much further on it starts.
	Palette([[i16; 2]; 3]),
	/// Finer structure: how much more each neuron of the first layer sees of x, y and the distance.
	Finer([i16; 3]),
	/// A current of its own: what the second layer gets from the first, of this deviation in 1000ths.
	Current(i64),
}

pub const CHANGES: [Change; 3] = [
	Change {
		name: "marbled-ink-patina",
		base: "marbled-ink",
		rank: 2,
		kind: Kind::Palette([[0, 0], [-4710, -164], [-6963, -2662]]),
	},
	Change { name: "rose-window-lace", base: "rose-window", rank: 3, kind: Kind::Finer([3600, 3600, 3600]) },
	Change { name: "painted-desert-storm", base: "painted-desert", rank: 2, kind: Kind::Current(1000) },
];

impl Change {
	/// Matrices `A` and `B` for one matrix of a model.
	pub fn tensors(&self, model: &[Tensor]) -> Vec<Tensor> {
		let numbers = |name: &str| model.iter().find(|tensor| tensor.0 == name).unwrap().3.clone();
		match self.kind {
			Kind::Palette(channels) => {
				// The way along the palette with its tint, and the bias.
				let mut way = numbers("output.weight")[..25].to_vec();
				way[24] = 0;
				let mut bias = vec![0; 25];
				bias[24] = ONE;
				pair("output", 2, [way, bias].concat(), channels.concat())
			}
			Kind::Finer(more) => {
				let view = (0..3).flat_map(|input| (0..12).map(move |column| if column == input { ONE } else { 0 }));
				let first = numbers("layers.0.weight");
				let scaled = first.chunks(12).flat_map(|row| {
					row[..3]
						.iter()
						.zip(more)
						.map(|(weight, more)| ((i32::from(*weight) * i32::from(more)) >> 12) as i16)
				});
				pair("layers.0", 3, view.collect(), scaled.collect())
			}
			Kind::Current(deviation) => {
				let mut source = Source::new(self.name.into());
				let mut draw = |count: usize, deviation| -> Vec<i16> {
					(0..count).map(|_| (source.normal(deviation) * 4096 / 1000) as i16).collect()
				};
				// It takes from the neurons of the first layer, not from latents or bias.
				let a = (0..2).flat_map(|_| [draw(16, 500), vec![0; 9]].concat()).collect();
				pair("layers.1", 2, a, draw(32, deviation))
			}
		}
	}
}

fn pair(matrix: &str, rank: usize, a: Vec<i16>, b: Vec<i16>) -> Vec<Tensor> {
	let (columns, rows) = (a.len() / rank, b.len() / rank);
	vec![(format!("{matrix}.lora_A"), rank, columns, a), (format!("{matrix}.lora_B"), rows, rank, b)]
}
