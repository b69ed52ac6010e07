//! Origins that referenda grant beside root, and their combinations.

use crate::{parameters::dynamic_params, AccountId, RuntimeOrigin};
use core::marker::PhantomData;
use frame_support::traits::{EitherOfDiverse, EnsureOrigin, Get};
use frame_system::{EnsureRoot, RawOrigin};

pub use pallet_origins::Origin;

/// Declares the origins that have no account behind them, and writes their periods at genesis.
// What the macro writes uses `expect`.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet_origins {
	use alloc::vec::Vec;
	use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
	use frame_support::pallet_prelude::*;

	use crate::parameters::periods::Periods;

	/// Takes the values that a network starts with.
	pub trait GenesisParameters<AccountId> {
		/// All tracks have these periods, and what else waits on a live chain waits a few blocks.
		fn set_periods(periods: Periods);
		/// These accounts may whitelist calls.
		fn set_whitelisters(who: &[AccountId]);
	}

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Writer of the genesis values.
		type Parameters: GenesisParameters<Self::AccountId>;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Origins that a referendum grants.
	#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
	#[pallet::origin]
	pub enum Origin {
		/// Dispatches a whitelisted call as root.
		#[codec(index = 0)]
		WhitelistedCaller,
		/// Spends from the treasury, up to a limit.
		#[codec(index = 1)]
		Treasurer,
		/// Sets the parameters that cannot capture the chain.
		#[codec(index = 2)]
		ParametersAdmin,
		/// Attests claims of the registry, removes them, and decides about oppositions.
		#[codec(index = 3)]
		RegistryArbiter,
		/// Sets the parameters of attested inference.
		#[codec(index = 4)]
		InferenceAdmin,
	}

	/// Genesis configuration: the values that differ between a development chain and a live one, so that both run the
	/// same blob.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Periods of all tracks. `None`: those of a live chain.
		pub track_periods: Option<Periods>,
		/// The accounts that may whitelist calls.
		pub whitelisters: Vec<T::AccountId>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Some(periods) = self.track_periods {
				T::Parameters::set_periods(periods);
			}
			T::Parameters::set_whitelisters(&self.whitelisters);
		}
	}
}

/// Names one of the [`Origin`]s as a type.
pub trait NamedOrigin {
	/// The origin.
	const ORIGIN: Origin;
}

/// See [`Origin::WhitelistedCaller`].
pub struct WhitelistedCaller;
impl NamedOrigin for WhitelistedCaller {
	const ORIGIN: Origin = Origin::WhitelistedCaller;
}

/// See [`Origin::Treasurer`].
pub struct Treasurer;
impl NamedOrigin for Treasurer {
	const ORIGIN: Origin = Origin::Treasurer;
}

/// See [`Origin::ParametersAdmin`].
pub struct ParametersAdmin;
impl NamedOrigin for ParametersAdmin {
	const ORIGIN: Origin = Origin::ParametersAdmin;
}

/// See [`Origin::RegistryArbiter`].
pub struct RegistryArbiter;
impl NamedOrigin for RegistryArbiter {
	const ORIGIN: Origin = Origin::RegistryArbiter;
}

/// See [`Origin::InferenceAdmin`].
pub struct InferenceAdmin;
impl NamedOrigin for InferenceAdmin {
	const ORIGIN: Origin = Origin::InferenceAdmin;
}

/// Accepts the origin that `O` names.
pub struct EnsureOf<O>(PhantomData<O>);

impl<O: NamedOrigin> EnsureOrigin<RuntimeOrigin> for EnsureOf<O> {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		let found: Result<Origin, RuntimeOrigin> = origin.clone().into();
		match found {
			Ok(found) if found == O::ORIGIN => Ok(()),
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Ok(O::ORIGIN.into())
	}
}

/// Accepts root and the origin that `O` names.
pub type EnsureRootOr<O> = EitherOfDiverse<EnsureRoot<AccountId>, EnsureOf<O>>;

/// Accepts what `E` accepts, and answers with `V`.
pub struct WithSuccess<E, V>(PhantomData<(E, V)>);

impl<E: EnsureOrigin<RuntimeOrigin>, V: frame_support::traits::TypedGet> EnsureOrigin<RuntimeOrigin>
	for WithSuccess<E, V>
{
	type Success = V::Type;

	fn try_origin(origin: RuntimeOrigin) -> Result<V::Type, RuntimeOrigin> {
		E::try_origin(origin).map(|_| V::get())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		E::try_successful_origin()
	}
}

/// Accepts the account that governance named as the court of claims.
pub struct EnsureCourt;

impl EnsureOrigin<RuntimeOrigin> for EnsureCourt {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		let raw: Result<RawOrigin<AccountId>, RuntimeOrigin> = origin.clone().into();
		match raw {
			Ok(RawOrigin::Signed(who)) if dynamic_params::provenance::Court::get().contains(&who) => Ok(()),
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		dynamic_params::provenance::Court::get().into_iter().next().map(RuntimeOrigin::signed).ok_or(())
	}
}

/// Accepts the arbiter of claims: root, its track, or the court.
pub type EnsureArbiter = EitherOfDiverse<EnsureRootOr<RegistryArbiter>, EnsureCourt>;

/// Accepts root and the accounts that governance named to mark calls as urgent.
pub struct EnsureWhitelister;

impl EnsureOrigin<RuntimeOrigin> for EnsureWhitelister {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		let raw: Result<RawOrigin<AccountId>, RuntimeOrigin> = origin.clone().into();
		match raw {
			Ok(RawOrigin::Root) => Ok(()),
			Ok(RawOrigin::Signed(who)) if dynamic_params::governance::Whitelisters::get().contains(&who) => Ok(()),
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Ok(RuntimeOrigin::root())
	}
}
