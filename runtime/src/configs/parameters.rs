//! Permission to set the on-chain [parameters](crate::parameters).

use crate::{
	configs::governance::origins::{EnsureRootOr, InferenceAdmin, ParametersAdmin},
	parameters::{RuntimeParameters, RuntimeParametersKey},
	weights, AccountId, Runtime, RuntimeEvent, RuntimeOrigin,
};
use frame_support::traits::{EnsureOrigin, EnsureOriginWithArg};
use frame_system::EnsureRoot;

/// Admin origin of each parameter: root alone where a value could capture the chain or the income of others, its admin
/// too elsewhere.
pub struct EnsureParameterOrigin;

impl EnsureOriginWithArg<RuntimeOrigin, RuntimeParametersKey> for EnsureParameterOrigin {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin, key: &RuntimeParametersKey) -> Result<(), RuntimeOrigin> {
		match key {
			RuntimeParametersKey::Governance(_)
			| RuntimeParametersKey::Validators(_)
			| RuntimeParametersKey::Royalties(_)
			| RuntimeParametersKey::Provenance(_) => <EnsureRoot<AccountId> as EnsureOrigin<_>>::try_origin(origin),
			RuntimeParametersKey::Fees(_) => {
				<EnsureRootOr<ParametersAdmin> as EnsureOrigin<_>>::try_origin(origin).map(drop)
			}
			RuntimeParametersKey::Inference(_) => {
				<EnsureRootOr<InferenceAdmin> as EnsureOrigin<_>>::try_origin(origin).map(drop)
			}
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &RuntimeParametersKey) -> Result<RuntimeOrigin, ()> {
		Ok(RuntimeOrigin::root())
	}
}

impl pallet_parameters::Config for Runtime {
	type AdminOrigin = EnsureParameterOrigin;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type WeightInfo = weights::pallet_parameters::WeightInfo<Runtime>;
}
