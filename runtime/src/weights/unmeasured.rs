//! What the calls of pallet-inference weigh until `scripts/benchmark.sh` has measured them on this runtime.
//!
//! Nothing here was measured for what it stands for. Each call weighs what measured calls of other pallets weigh that read
//! and write more, and computing weighs what the benchmark of the engine took on a loaded machine. So blocks cannot be
//! overfilled; but fees are higher than they will be.

use super::{pallet_ip_assets, pallet_market, pallet_provenance};
use crate::Runtime;
use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight};
use pallet_ip_assets::WeightInfo as IpAssets;
use pallet_market::WeightInfo as Market;
use pallet_provenance::WeightInfo as Provenance;

/// See the module.
pub struct Inference;

/// 10 reads and 5 writes.
fn light() -> Weight {
	use ::pallet_market::WeightInfo;
	Market::<Runtime>::list()
}

/// 17 reads and 15 writes, among them several transfers.
fn medium() -> Weight {
	use ::pallet_market::WeightInfo;
	Market::<Runtime>::accept()
}

/// 33 reads and 27 writes, and walking up 128 ancestors.
fn heavy() -> Weight {
	use ::pallet_provenance::WeightInfo;
	Provenance::<Runtime>::reveal(16, 128)
}

/// 86 reads and 85 writes.
fn heaviest() -> Weight {
	use ::pallet_ip_assets::WeightInfo;
	IpAssets::<Runtime>::burn().saturating_add(heavy())
}

/// Reading, hashing and parsing so many bytes of weights: 10 nanoseconds a byte, ten times what hashing takes.
fn bytes(count: u32) -> Weight {
	Weight::from_parts(10_000, 0).saturating_mul(count.into())
}

/// A signature of sr25519.
fn signature() -> Weight {
	Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(150), 0)
}

/// So many hundredths of the largest picture: 47 to 55 milliseconds in `cargo bench -p atelier-engine`, here 70.
fn computing(hundredths: u32) -> Weight {
	Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(700), 0).saturating_mul(hundredths.into())
}

impl pallet_inference::WeightInfo for Inference {
	fn publish_weights(b: u32) -> Weight {
		medium().saturating_add(bytes(b))
	}
	fn set_model_terms() -> Weight {
		heavy()
	}
	fn clear_model_terms() -> Weight {
		heavy()
	}
	fn register_worker() -> Weight {
		medium()
	}
	fn add_stake() -> Weight {
		light()
	}
	fn unbond() -> Weight {
		light()
	}
	fn withdraw() -> Weight {
		light()
	}
	fn serve() -> Weight {
		light()
	}
	fn stop_serving() -> Weight {
		light()
	}
	fn rotate_key() -> Weight {
		light()
	}
	fn deregister_worker(m: u32) -> Weight {
		medium().saturating_add(light().saturating_mul(m.into()))
	}
	fn request(b: u32) -> Weight {
		heavy().saturating_add(bytes(b))
	}
	fn cancel() -> Weight {
		medium()
	}
	fn commit() -> Weight {
		light()
	}
	fn authorize_commit() -> Weight {
		light().saturating_add(signature())
	}
	fn reveal() -> Weight {
		heavy()
	}
	fn authorize_reveal() -> Weight {
		light().saturating_add(signature())
	}
	fn challenge(b: u32, u: u32) -> Weight {
		heaviest().saturating_add(bytes(b)).saturating_add(computing(u))
	}
	fn record() -> Weight {
		heavy().saturating_add(medium())
	}
	fn claim_mint() -> Weight {
		heavy()
	}
	fn prune() -> Weight {
		medium()
	}
	fn on_initialize() -> Weight {
		light()
	}
	fn assign(c: u32) -> Weight {
		heaviest().saturating_add(light().saturating_mul(c.into()))
	}
	fn end_committing(_: u32) -> Weight {
		heaviest()
	}
	fn end_revealing(_: u32) -> Weight {
		heaviest()
	}
	fn finalize(_: u32) -> Weight {
		heaviest().saturating_add(heavy())
	}
	fn on_idle() -> Weight {
		medium()
	}
}
