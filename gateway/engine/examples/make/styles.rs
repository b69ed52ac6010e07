//! The styles: what the weights of each model are drawn from.

use super::source::Source;

/// A matrix as it is written: name, rows, columns, numbers.
pub type Tensor = (String, usize, usize, Vec<i16>);

const LATENTS: usize = 8;

/// How the weights of a model are drawn. Deviations are in 1000ths, and a weight of 1000 is 1.0.
#[derive(Clone)]
pub struct Style {
	pub name: &'static str,
	/// Which of all draws it is: chosen by looking at the pictures.
	pub draw: u32,
	pub fold: &'static str,
	pub activations: [&'static str; 4],
	pub contrast: u16,
	pub center: [i16; 3],
	pub amplitude: [i16; 3],
	/// How much each neuron of the first layer sees of x, y and the distance from the center.
	pub view: [i64; 3],
	/// How much each latent moves the neurons of the four layers.
	pub latents: [i64; 4],
	/// The deviation of the bias of the four layers.
	pub bias: [i64; 4],
	/// The deviation of weights between neurons, for the second to the fourth layer.
	pub hidden: [i64; 3],
	/// How many of the weights between neurons there are, in percent.
	pub density: i64,
	/// How fast each channel goes along the palette.
	pub cycles: [i64; 3],
	/// Where each channel starts on the palette: 1000 is a quarter of a turn.
	pub phases: [i64; 3],
	/// How far channels go ways of their own.
	pub drift: i64,
	/// How far a latent moves the picture along the palette.
	pub tint: i64,
}

fn to_weight(thousandths: i64) -> i16 {
	((thousandths * 4096 + 500).div_euclid(1000)).clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

impl Style {
	pub fn config(&self) -> String {
		let Self { fold, activations: [a, b, c, d], contrast, center, amplitude, .. } = self;
		format!(
			"{{\n  \"architecture\": \"atelier-cppn-1\",\n  \"fold\": \"{fold}\",\n  \
			\"activations\": [\"{a}\", \"{b}\", \"{c}\", \"{d}\"],\n  \"contrast\": {contrast},\n  \
			\"center\": {center:?},\n  \"amplitude\": {amplitude:?}\n}}\n"
		)
	}

	pub fn tensors(&self) -> Vec<Tensor> {
		let mut source = Source::new(format!("{}/{}", self.name, self.draw));
		let mut tensors = Vec::new();
		for layer in 0..4 {
			let inputs = if layer == 0 { 3 } else { 16 };
			let mut numbers = Vec::new();
			for _ in 0..16 {
				for input in 0..inputs {
					let deviation = match layer {
						0 => self.view[input],
						_ if source.happens(self.density) => self.hidden[layer - 1],
						_ => 0,
					};
					numbers.push(to_weight(source.normal(deviation)));
				}
				numbers.extend((0..LATENTS).map(|_| to_weight(source.normal(self.latents[layer]))));
				numbers.push(to_weight(source.normal(self.bias[layer])));
			}
			tensors.push((format!("layers.{layer}.weight"), 16, inputs + LATENTS + 1, numbers));
		}
		let way: Vec<i64> = (0..16).map(|_| source.normal(500)).collect();
		let tint: Vec<i64> = (0..LATENTS).map(|_| source.normal(self.tint)).collect();
		let mut numbers = Vec::new();
		for (cycles, phase) in self.cycles.iter().zip(self.phases) {
			numbers.extend(way.iter().map(|way| to_weight(way * cycles / 1000 + source.normal(self.drift))));
			numbers.extend(tint.iter().map(|tint| to_weight(tint * cycles / 1000)));
			numbers.push(to_weight(phase));
		}
		tensors.push(("output.weight".into(), 3, 16 + LATENTS + 1, numbers));
		tensors
	}
}

pub const STYLES: [Style; 7] = [
	Style {
		name: "marbled-ink",
		draw: 4,
		fold: "none",
		activations: ["sine", "sine", "sine", "sine"],
		contrast: 270,
		center: [136, 132, 128],
		amplitude: [110, 104, 92],
		view: [1000, 1000, 300],
		latents: [300, 150, 100, 0],
		bias: [1000, 500, 500, 300],
		hidden: [380, 420, 700],
		density: 60,
		cycles: [1000, 1000, 1000],
		phases: [0, 40, 150],
		drift: 6,
		tint: 60,
	},
	Style {
		name: "velvet-folds",
		draw: 7,
		fold: "none",
		activations: ["tanh", "tanh", "tanh", "tanh"],
		contrast: 200,
		center: [150, 86, 100],
		amplitude: [100, 66, 74],
		view: [2600, 2600, 800],
		latents: [500, 200, 100, 0],
		bias: [600, 300, 300, 300],
		hidden: [900, 900, 900],
		density: 60,
		cycles: [1000, 1000, 1000],
		phases: [0, -120, -40],
		drift: 14,
		tint: 100,
	},
	Style {
		name: "rose-window",
		draw: 5,
		fold: "hexagon",
		activations: ["sine", "tanh", "sine", "tanh"],
		contrast: 270,
		center: [132, 104, 128],
		amplitude: [120, 96, 118],
		view: [1500, 1500, 1000],
		latents: [400, 250, 100, 0],
		bias: [1000, 500, 500, 300],
		hidden: [700, 500, 1200],
		density: 60,
		cycles: [1000, 1000, 1000],
		phases: [0, 700, 1500],
		drift: 90,
		tint: 450,
	},
	Style {
		name: "painted-desert",
		draw: 4,
		fold: "none",
		activations: ["sine", "tanh", "sine", "tanh"],
		contrast: 300,
		center: [172, 128, 116],
		amplitude: [80, 84, 88],
		view: [400, 2300, 0],
		latents: [250, 120, 60, 0],
		bias: [1000, 300, 300, 300],
		hidden: [400, 350, 700],
		density: 50,
		cycles: [1000, 1000, 1000],
		phases: [0, 250, 900],
		drift: 14,
		tint: 80,
	},
	Style {
		name: "night-garden",
		draw: 0,
		fold: "mirror",
		activations: ["sine", "gauss", "sine", "gauss"],
		contrast: 280,
		center: [62, 76, 112],
		amplitude: [58, 74, 82],
		view: [1100, 1100, 500],
		latents: [300, 200, 100, 0],
		bias: [1000, 500, 500, 300],
		hidden: [500, 500, 600],
		density: 60,
		cycles: [1000, 1000, 1000],
		phases: [760, -380, 250],
		drift: 25,
		tint: 200,
	},
	Style {
		name: "paper-cut",
		draw: 7,
		fold: "none",
		activations: ["sine", "sine", "tanh", "tanh"],
		contrast: 170,
		center: [166, 132, 112],
		amplitude: [88, 88, 92],
		view: [700, 700, 350],
		latents: [300, 150, 50, 0],
		bias: [1000, 500, 1500, 2000],
		hidden: [330, 6500, 5000],
		density: 40,
		cycles: [1000, 1000, 1000],
		phases: [300, -250, -900],
		drift: 110,
		tint: 250,
	},
	Style {
		name: "azulejo",
		draw: 4,
		fold: "octant",
		activations: ["triangle", "sine", "tanh", "tanh"],
		contrast: 240,
		center: [136, 156, 186],
		amplitude: [116, 96, 62],
		view: [1800, 1800, 900],
		latents: [400, 250, 100, 0],
		bias: [1000, 500, 500, 300],
		hidden: [500, 1600, 1600],
		density: 60,
		cycles: [1000, 1000, 1000],
		phases: [0, 60, 180],
		drift: 8,
		tint: 60,
	},
];
