//! What calls weigh.

use crate::Runtime;
use core::any::type_name;

#[test]
fn pallets_of_our_own_should_weigh_what_was_measured_when_called() {
	let names = [
		type_name::<<Runtime as pallet_contributions::Config>::WeightInfo>(),
		type_name::<<Runtime as pallet_inference::Config>::WeightInfo>(),
		type_name::<<Runtime as pallet_ip_assets::Config>::WeightInfo>(),
		type_name::<<Runtime as pallet_licensing::Config>::WeightInfo>(),
		type_name::<<Runtime as pallet_market::Config>::WeightInfo>(),
		type_name::<<Runtime as pallet_provenance::Config>::WeightInfo>(),
		type_name::<<Runtime as pallet_royalties::Config>::WeightInfo>(),
		type_name::<<Runtime as pallet_studios::Config>::WeightInfo>(),
	];
	for name in names {
		// The one of the pallet itself weighs nothing.
		assert!(name.starts_with("atelier_runtime::weights::pallet_"), "{name}");
	}
}
