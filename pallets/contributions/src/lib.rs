#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::todo,
		clippy::unimplemented,
		clippy::unwrap_used
	)
)]

#[cfg(any(feature = "runtime-benchmarks", feature = "try-runtime", test))]
extern crate alloc;

mod authority;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod deposits;
mod judging;
#[cfg(test)]
mod mock;
mod numbering;
mod submission;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod view;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// [`Contribution`] of this chain.
pub type ContributionOf<T> = Contribution<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`ContributionInfo`] of this chain.
pub type ContributionInfoOf<T> = ContributionInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`Curator`] of this chain.
pub type CuratorOf<T> = Curator<AccountIdOf<T>>;
/// [`CuratorInfo`] of this chain.
pub type CuratorInfoOf<T> = CuratorInfo<AccountIdOf<T>>;

/// The pallet.
// The macros of FRAME write `expect` into what they generate; our own code is in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use atelier_primitives::{
		chain::Balance,
		ip::IpInspect,
		provenance::ProvenanceInspect,
		royalties::{ScoreInspect, ScoreMutate},
		Digest, IpId, Page,
	};
	use frame_support::{pallet_prelude::*, traits::fungible};
	use frame_system::pallet_prelude::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Fungible currency of storage deposits.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Registry of IP assets: the owner of each.
		type Ips: IpInspect<Self::AccountId>;

		/// Participation scores of pools: the authority over them, and proposals to raise one.
		type Scores: ScoreInspect<Self::AccountId> + ScoreMutate<Self::AccountId>;

		/// Registry of claims on artifacts.
		type Provenance: ProvenanceInspect<Self::AccountId>;

		/// Weight information of the calls.
		type WeightInfo: WeightInfo;

		/// Benchmark fixtures of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// Hold reasons of this pallet.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Storage deposit of a contribution or a curator.
		#[codec(index = 0)]
		Storage,
	}

	/// Contribution records by authority and number.
	#[pallet::storage]
	pub type Contributions<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, ContributionId, ContributionOf<T>>;

	/// Number sequence of each authority that has contributions.
	#[pallet::storage]
	pub type Sequences<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Sequence>;

	/// Start of new number sequences: above every number of those that were removed.
	#[pallet::storage]
	pub type NextSequenceStart<T: Config> = StorageValue<_, ContributionId, ValueQuery>;

	/// Uniqueness index of submissions: IP asset, artifact and contributor, to authority and number.
	#[pallet::storage]
	pub type Submitted<T: Config> =
		StorageMap<_, Blake2_128Concat, (IpId, Digest, T::AccountId), (T::AccountId, ContributionId)>;

	/// Curators by authority and account.
	#[pallet::storage]
	pub type Curators<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, T::AccountId, CuratorOf<T>>;

	/// Events of this pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Contribution submitted, pending review.
		Submitted {
			/// The score authority that it was submitted to.
			authority: T::AccountId,
			/// The number of the contribution.
			contribution: ContributionId,
			/// The contributor.
			who: T::AccountId,
			/// The IP asset that it was made for.
			ip: IpId,
			/// The artifact.
			digest: Digest,
		},
		/// Pending contribution withdrawn by its contributor; deposit released.
		Withdrawn {
			/// The authority that it was submitted to.
			authority: T::AccountId,
			/// The contribution.
			contribution: ContributionId,
		},
		/// Contribution accepted, and a raise of the contributor's score proposed in the pool.
		Accepted {
			/// The authority.
			authority: T::AccountId,
			/// The contribution.
			contribution: ContributionId,
			/// The IP asset.
			ip: IpId,
			/// The contributor.
			who: T::AccountId,
			/// The raise of its score.
			score: u64,
			/// The account that accepted it: the authority itself, or a curator.
			by: T::AccountId,
		},
		/// Contribution rejected; record removed and deposit released.
		Rejected {
			/// The authority.
			authority: T::AccountId,
			/// The contribution.
			contribution: ContributionId,
			/// The account that rejected it: the authority itself, or a curator.
			by: T::AccountId,
		},
		/// Budget of a curator set, or the curator removed.
		CuratorSet {
			/// The account whose contributions it judges.
			authority: T::AccountId,
			/// The curator.
			who: T::AccountId,
			/// The scores that it can give from now on, all together. `None`: it is no curator anymore.
			limit: Option<u64>,
		},
	}

	/// Errors of this pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// No IP asset, contribution or curator with this identifier. Check the authority and the number.
		NotFound,
		/// Duplicate submission of the artifact for the IP asset by this contributor. Withdraw the pending one first; an
		/// accepted one stays.
		AlreadyExists,
		/// Signer is neither the authority nor a curator with a budget. Have the authority sign, or make you a curator.
		NotAuthorized,
		/// Account named is not the present authority over the scores of the IP asset. Read who is; what waits at a
		/// former one is withdrawn, and submitted to the present one.
		AuthorityMismatch,
		/// Artifact not claimed in the registry by the contributor. Register it first.
		NotClaimed,
		/// Signer is not the contributor. Only the contributor can withdraw.
		NotContributor,
		/// Score of zero. Give at least one, or reject the contribution.
		ZeroScore,
		/// Score above the budget of the curator. Give less, or have the authority raise the limit.
		LimitExceeded,
		/// Contribution accepted already. Its record is permanent.
		AlreadyAccepted,
		/// Curator is the contributor. Have the authority accept it, or another curator.
		OwnContribution,
		/// Authority named as its own curator. It needs no limit; name somebody else.
		OwnAccount,
		/// Number sequence of the authority exhausted. It can get no more contributions.
		MaxContributionsExceeded,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Submits an artifact that was made for an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the contributor, who claims the artifact in the registry.
		///
		/// ## Parameters
		///
		/// - `authority`: account that has the authority over the scores of the IP asset.
		/// - `ip`: IP asset.
		/// - `digest`: digest of the artifact.
		/// - `role`: role of the contributor, in UTF-8, at most 64 bytes.
		/// - `human`: statement of the human part, in UTF-8, at most 512 bytes.
		///
		/// ## Details
		///
		/// The contributor pays a deposit. It comes back if the contribution is withdrawn or rejected; an accepted one
		/// stays. The authority is named so that nothing is submitted to another one than the contributor saw.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::AuthorityMismatch`], [`Error::NotClaimed`], [`Error::AlreadyExists`],
		/// [`Error::MaxContributionsExceeded`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::Submitted`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::submit())]
		pub fn submit(
			origin: OriginFor<T>,
			authority: T::AccountId,
			ip: IpId,
			digest: Digest,
			role: Role,
			human: Statement,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_submit(who, authority, ip, digest, role, human)
		}

		/// Withdraws a contribution that was not accepted.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the contributor.
		///
		/// ## Parameters
		///
		/// - `authority`: account that it was submitted to.
		/// - `contribution`: number of the contribution there.
		///
		/// ## Details
		///
		/// Works at any time, also when the authority has lost the IP asset. The deposit comes back.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotContributor`], [`Error::AlreadyAccepted`].
		///
		/// ## Events
		///
		/// [`Event::Withdrawn`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>, authority: T::AccountId, contribution: ContributionId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, authority, contribution)
		}

		/// Accepts a contribution: a higher score of the contributor is proposed in the pool.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the authority, or a curator of it within its limit.
		///
		/// ## Parameters
		///
		/// - `authority`: account that it was submitted to.
		/// - `contribution`: number of the contribution there.
		/// - `score`: raise of the contributor's score, at least one.
		///
		/// ## Details
		///
		/// The score rises when the proposal in the pool is applied, by anyone after the delay there. The authority pays
		/// the deposit for that. If raises of this kind wait in the pool already, this one joins them, and the delay
		/// starts again. A change of scores that the authority proposed by a call must be applied or canceled first.
		///
		/// ## Errors
		///
		/// [`Error::ZeroScore`], [`Error::NotFound`], [`Error::AlreadyAccepted`], [`Error::OwnContribution`],
		/// [`Error::NotAuthorized`], [`Error::LimitExceeded`], [`Error::AuthorityMismatch`], [`Error::NotClaimed`], and
		/// those of the pool.
		///
		/// ## Events
		///
		/// [`Event::Accepted`], and those of the pool.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::accept())]
		pub fn accept(
			origin: OriginFor<T>,
			authority: T::AccountId,
			contribution: ContributionId,
			#[pallet::compact] score: u64,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_accept(by, authority, contribution, score)
		}

		/// Rejects a contribution.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the authority, or a curator of it that can still give something.
		///
		/// ## Parameters
		///
		/// - `authority`: account that it was submitted to.
		/// - `contribution`: number of the contribution there.
		///
		/// ## Details
		///
		/// The record is removed, and the deposit goes back to the contributor.
		///
		/// ## Errors
		///
		/// [`Error::NotAuthorized`], [`Error::NotFound`], [`Error::AlreadyAccepted`], [`Error::AuthorityMismatch`].
		///
		/// ## Events
		///
		/// [`Event::Rejected`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::reject())]
		pub fn reject(origin: OriginFor<T>, authority: T::AccountId, contribution: ContributionId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_reject(by, authority, contribution)
		}

		/// Appoints a curator of the signer, changes its limit, or removes it.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone, for itself.
		///
		/// ## Parameters
		///
		/// - `who`: the curator.
		/// - `limit`: scores that it can give from now on, all contributions together. `None` removes the curator.
		///
		/// ## Details
		///
		/// The curator judges what is submitted to the signer, in every pool whose authority the signer is at that
		/// moment, and in no other. The signer pays a deposit, which comes back with the removal.
		///
		/// ## Errors
		///
		/// [`Error::OwnAccount`], [`Error::NotFound`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::CuratorSet`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::set_curator())]
		pub fn set_curator(origin: OriginFor<T>, who: T::AccountId, limit: Option<u64>) -> DispatchResult {
			let authority = ensure_signed(origin)?;
			Self::do_set_curator(authority, who, limit)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Present authority over the scores of an IP asset: the account to submit to.
		pub fn authority(ip: IpId) -> Option<T::AccountId> {
			Self::authority_over(&ip)
		}

		/// Page of the contributions to an authority, newest first, before the cursor.
		pub fn contributions(
			authority: T::AccountId,
			cursor: Option<ContributionId>,
			size: u32,
		) -> Page<ContributionInfoOf<T>, ContributionId> {
			Self::view_contributions(authority, cursor, size)
		}

		/// Page of the curators of an authority, after the cursor.
		pub fn curators(
			authority: T::AccountId,
			cursor: Option<T::AccountId>,
			size: u32,
		) -> Page<CuratorInfoOf<T>, T::AccountId> {
			Self::view_curators(authority, cursor, size)
		}
	}

	impl<T: Config> Pallet<T> {
		pub(crate) fn now() -> BlockNumberFor<T> {
			frame_system::Pallet::<T>::block_number()
		}
	}
}
