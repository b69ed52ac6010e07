//! What can be wrong with files and requests.

use core::fmt;

/// Why there is no model, no adapter or no picture. Whether there is an error is the same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
	/// The files of a model or an adapter are larger together than [`MAX_FILES`](crate::MAX_FILES).
	FilesTooLarge,
	/// A configuration is no JSON object with exactly the fields of its kind.
	Config,
	/// The contrast of a model is none from 1 to 1024.
	Contrast,
	/// A color of a model is not within 0 to 255, or an amplitude not within −255 to 255.
	Palette,
	/// The rank of an adapter is none from 1 to 8.
	Rank,
	/// The shift of an adapter is none from 1 to 24.
	Shift,
	/// The weights are no safetensors file.
	Safetensors,
	/// A tensor is not one that the file may have.
	UnknownTensor,
	/// A tensor is missing.
	MissingTensor,
	/// A tensor has another type of numbers than it must have.
	TensorType,
	/// A tensor has another shape than it must have.
	TensorShape,
	/// An adapter has no matrix at all.
	EmptyAdapter,
	/// An adapter was made for another model.
	OtherBase,
	/// More than [`MAX_ADAPTERS`](crate::MAX_ADAPTERS) adapters.
	TooManyAdapters,
	/// The input is longer than [`MAX_INPUT`](crate::MAX_INPUT).
	InputTooLong,
	/// The input is no encoded [`Request`](crate::Request), or there is more after it.
	Input,
	/// A side of the picture is not within [`SIDES`](crate::SIDES).
	Side,
	/// The zoom is not within [`ZOOMS`](crate::ZOOMS).
	Zoom,
	/// The guidance is above [`MAX_GUIDANCE`](crate::MAX_GUIDANCE).
	Guidance,
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::FilesTooLarge => "the files are too large together",
			Self::Config => "the configuration is not a JSON object with exactly the fields it must have",
			Self::Contrast => "the contrast must be from 1 to 1024",
			Self::Palette => "a center must be from 0 to 255, an amplitude from -255 to 255",
			Self::Rank => "the rank must be from 1 to 8",
			Self::Shift => "the shift must be from 1 to 24",
			Self::Safetensors => "the weights are not a safetensors file",
			Self::UnknownTensor => "there is a tensor that the file may not have",
			Self::MissingTensor => "a tensor is missing",
			Self::TensorType => "a tensor has the wrong type of numbers",
			Self::TensorShape => "a tensor has the wrong shape",
			Self::EmptyAdapter => "the adapter changes nothing",
			Self::OtherBase => "the adapter was made for another model",
			Self::TooManyAdapters => "there are too many adapters",
			Self::InputTooLong => "the input is too long",
			Self::Input => "the input is not an encoded request",
			Self::Side => "a side of the picture must be from 16 to 1024 pixels",
			Self::Zoom => "the zoom must be from 4 to 64 sixteenths",
			Self::Guidance => "the guidance must be at most 16",
		})
	}
}

impl core::error::Error for Error {}
