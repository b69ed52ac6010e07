//! Benchmarks: the pallets that `scripts/benchmark.sh` measures, and the helpers of their benchmarks. Configs name the
//! helpers; these name no config.

mod contributions;
mod jobs;
mod models;
mod studios;

pub use contributions::ContributionArguments;
pub use jobs::JobsArguments;
pub use models::ModelsArguments;
pub use studios::StudioArguments;

use crate::*;
use alloc::{boxed::Box, string::String, vec};
use atelier_primitives::{
	chain::currency::UNIT,
	ip::{BenchmarkIp, CollectionId, IpInspect},
	licensing::LicenseFloor,
	provenance::ArtifactKind,
	Digest, IpId,
};
use frame_benchmarking::{define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::{
	traits::{Currency, Get, StorageInfo, StorageInfoTrait, WhitelistedStorageKeys},
	BoundedVec,
};
use frame_system_benchmarking::{extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench};
use pallet_ip_assets::{types::Metadata, Permissions};
use pallet_licensing::LicenseTerms;
use pallet_provenance::types::{Registration, MAX_CLAIMS};
use pallet_royalties::Changes;
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _},
	Perbill,
};
use sp_storage::TrackedStorageKey;

define_benchmarks!(
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_assets, Assets]
	[pallet_balances, Balances]
	[pallet_contributions, Contributions]
	[pallet_conviction_voting, ConvictionVoting]
	[pallet_ip_assets, IpAssets]
	[pallet_jobs, Jobs]
	[pallet_licensing, Licensing]
	[pallet_market, Market]
	[pallet_migrations, Migrations]
	[pallet_multisig, Multisig]
	[pallet_models, Models]
	[pallet_nfts, Nfts]
	[pallet_parameters, Parameters]
	[pallet_preimage, Preimage]
	[pallet_provenance, Provenance]
	[pallet_proxy, Proxy]
	[pallet_referenda, Referenda]
	[pallet_royalties, Royalties]
	[pallet_safe_mode, SafeMode]
	[pallet_scheduler, Scheduler]
	[pallet_studios, Studios]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_treasury, Treasury]
	[pallet_tx_pause, TxPause]
	[pallet_utility, Utility]
	[pallet_whitelist, Whitelist]
	[pallet_workers, Workers]
);

impl frame_system_benchmarking::Config for Runtime {}
impl pallet_transaction_payment::BenchmarkConfig for Runtime {}

/// Benchmark helper of the treasury: a spend's arguments.
pub struct TreasuryArguments;

impl pallet_treasury::ArgumentsFactory<(), AccountId> for TreasuryArguments {
	fn create_asset_kind(_: u32) {}

	fn create_beneficiary(seed: [u8; 32]) -> AccountId {
		let beneficiary = AccountId::new(seed);
		let _ = Balances::make_free_balance_be(&beneficiary, <Balances as Currency<AccountId>>::minimum_balance());
		beneficiary
	}
}

/// The benchmarks there are.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs one benchmark.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let mut whitelist: Vec<TrackedStorageKey> = AllPalletsWithSystem::whitelisted_storage_keys();
	// The treasury's account is touched by most transactions of a block, for their fees.
	whitelist.push(frame_system::Account::<Runtime>::hashed_key_for(Treasury::account_id()).to_vec().into());

	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

/// Permission to sell, for whatever.
fn trade() -> Permissions {
	Permissions { trade: Some(0), ..Default::default() }
}

/// Makes an IP asset cost as much as it can: it stands for a claimed artifact, its royalty is enforced, and others keep
/// for it what they can. What fails here would make a benchmark measure too little, so it panics.
pub struct IpArguments;

impl IpArguments {
	fn rich(name: &'static str, index: u32) -> AccountId {
		let who = frame_benchmarking::account::<AccountId>(name, index, 0);
		let _ = Balances::make_free_balance_be(&who, UNIT.saturating_mul(1_000));
		who
	}

	/// Somebody whom the owner lets act for the IP asset, and who pays deposits for it.
	#[allow(clippy::expect_used)]
	fn agent(owner: &AccountId, ip: IpId, permissions: Permissions, index: u32) -> AccountId {
		let agent = Self::rich("agent", index);
		let expires = System::block_number().saturating_add(1);
		IpAssets::grant_permission(RuntimeOrigin::signed(owner.clone()), ip, agent.clone(), permissions, expires)
			.expect("the owner can grant");
		agent
	}

	/// Makes place for the grants of others.
	#[allow(clippy::expect_used)]
	fn dismiss(owner: &AccountId, ip: IpId, agent: AccountId) {
		IpAssets::revoke_permission(RuntimeOrigin::signed(owner.clone()), ip, agent).expect("the owner can revoke");
	}

	/// Makes an account the score authority.
	#[allow(clippy::expect_used)]
	fn hand_over(from: &AccountId, ip: IpId, to: &AccountId) {
		Royalties::offer_score_authority(RuntimeOrigin::signed(from.clone()), ip, Some(to.clone()))
			.expect("it has the authority");
		Royalties::accept_score_authority(RuntimeOrigin::signed(to.clone()), ip).expect("it was offered");
	}

	/// Puts scores in force.
	#[allow(clippy::expect_used)]
	fn set_scores(authority: &AccountId, ip: IpId, scores: Vec<(AccountId, u64)>) {
		let authority = RuntimeOrigin::signed(authority.clone());
		Royalties::propose_scores(authority.clone(), ip, Changes::truncate_from(scores)).expect("it has the authority");
		let delay = <Runtime as pallet_royalties::Config>::ScoreDelay::get();
		System::set_block_number(System::block_number().saturating_add(delay));
		Royalties::apply_scores(authority, ip).expect("the delay is over");
	}

	/// Lets as many new scores wait as there can be.
	#[allow(clippy::expect_used)]
	fn propose_most(authority: &AccountId, ip: IpId) {
		let scores = (0..pallet_royalties::types::MAX_CHANGES)
			.map(|index| (frame_benchmarking::account::<AccountId>("member", index, 0), 1))
			.collect::<Vec<_>>();
		Royalties::propose_scores(RuntimeOrigin::signed(authority.clone()), ip, Changes::truncate_from(scores))
			.expect("it has the authority");
		assert!(pallet_royalties::Proposals::<Runtime>::contains_key(ip));
	}

	/// Terms of the greatest length. `number` makes them differ.
	fn terms(number: u32) -> LicenseTerms<BlockNumber> {
		let mut uri = number.to_le_bytes().to_vec();
		uri.resize(pallet_licensing::MAX_URI as usize, b'x');
		LicenseTerms { uri: BoundedVec::truncate_from(uri), ..Default::default() }
	}
}

#[allow(clippy::expect_used)]
impl pallet_ip_assets::benchmarking::BenchmarkHelper<AccountId> for IpArguments {
	fn claim(who: &AccountId) -> Digest {
		let registration = Registration {
			digest: Digest::Sha2_256(sp_io::hashing::blake2_256(who.as_ref())),
			kind: ArtifactKind::Work,
			manifest_hash: None,
			edges: Default::default(),
			record: None,
		};
		let digest = registration.digest;
		let rivals = (1..MAX_CLAIMS).map(|index| Self::rich("rival", index));
		for claimant in rivals.chain([who.clone()]) {
			Provenance::register(RuntimeOrigin::signed(claimant), Box::new(registration.clone()))
				.expect("there is room for all");
		}
		// The first change after this writes down that the first is settled.
		pallet_provenance::Claims::<Runtime>::mutate(digest, |claims| {
			claims.iter_mut().next().expect("there are all").settlement.settles_at = System::block_number();
		});
		digest
	}

	fn enforce(creator: &AccountId, collection: CollectionId) {
		let origin = RuntimeOrigin::signed(creator.clone());
		let floor = <Balances as Currency<AccountId>>::minimum_balance();
		Market::set_policy(origin, collection, Perbill::from_percent(5), floor).expect("the collection is empty");
	}

	fn wrapper() -> AccountId {
		Studios::account_of(0)
	}

	fn burden(owner: &AccountId, next: &AccountId, ip: IpId) {
		// The most members with which it can be burned: who owns it then, and its own account.
		let account = IpAssets::account(&ip);
		Self::set_scores(owner, ip, vec![(owner.clone(), 0), (next.clone(), 1), (account.clone(), 1)]);

		// Each attachment, the listing and the proposal were paid by somebody else: each deposit goes to another account.
		for number in 0..pallet_licensing::MAX_TERMS {
			let terms = Self::terms(number);
			let id = BlakeTwo256::hash_of(&terms);
			let mut permissions = Permissions::default();
			permissions.license.try_insert(id.into()).expect("one is few");
			let agent = Self::agent(owner, ip, permissions, number);
			Licensing::register_terms(RuntimeOrigin::signed(agent.clone()), terms).expect("the terms are enforceable");
			Licensing::attach_terms(RuntimeOrigin::signed(agent.clone()), ip, id).expect("the agent is permitted");
			Self::dismiss(owner, ip, agent);
		}
		assert_eq!(pallet_licensing::AttachedCount::<Runtime>::get(ip), pallet_licensing::MAX_TERMS);

		let agent = Self::agent(owner, ip, trade(), pallet_licensing::MAX_TERMS);
		Market::list(RuntimeOrigin::signed(agent.clone()), ip, UNIT, None).expect("the agent is permitted");
		Self::dismiss(owner, ip, agent);
		assert!(Market::listing(ip).is_some());

		// A pool from which all but the protocol fee was claimed.
		let payer = Self::rich("payer", 0);
		Royalties::pay(RuntimeOrigin::signed(payer.clone()), ip, UNIT).expect("the payer is rich");
		for member in [next.clone(), account] {
			Royalties::claim_for(RuntimeOrigin::signed(payer.clone()), ip, member).expect("a member is owed it");
		}

		// The owner minted it, and so has the authority over the scores. Each who has it next leaves something else.
		let floor = |fee| Some(LicenseFloor { fee, share: Perbill::from_percent(1) });
		let set_floor = |who: &AccountId, fee| {
			Licensing::set_license_floor(RuntimeOrigin::signed(who.clone()), ip, floor(fee)).expect("it is a rise")
		};
		let [first, second, third] = [0, 1, 2].map(|index| Self::rich("authority", index));
		Self::hand_over(owner, ip, &first);
		set_floor(owner, UNIT);
		set_floor(&first, UNIT);
		Self::hand_over(&first, ip, &second);
		set_floor(&second, UNIT.saturating_mul(2));
		assert!(pallet_licensing::Floors::<Runtime>::contains_key(ip));
		assert!(pallet_licensing::FloorProposals::<Runtime>::contains_key(ip));
		Self::hand_over(&second, ip, &third);
		Royalties::offer_score_authority(RuntimeOrigin::signed(third.clone()), ip, None).expect("it has the authority");
		assert!(pallet_royalties::AuthorityOffers::<Runtime>::contains_key(ip));
		Self::propose_most(&third, ip);
	}
}

impl BenchmarkIp<AccountId> for IpArguments {
	fn create(owner: &AccountId) -> IpId {
		<IpAssets as BenchmarkIp<_>>::create(owner)
	}

	fn freeze(ip: &IpId, hash: [u8; 32]) {
		<IpAssets as BenchmarkIp<_>>::freeze(ip, hash)
	}

	fn claim(who: &AccountId) -> Digest {
		<IpAssets as BenchmarkIp<_>>::claim(who)
	}

	fn nested(owner: &AccountId) -> AccountId {
		<IpAssets as BenchmarkIp<_>>::nested(owner)
	}
}

#[allow(clippy::expect_used)]
impl pallet_market::benchmarking::BenchmarkHelper<AccountId> for IpArguments {
	const MAX_NESTING: u32 = pallet_ip_assets::types::MAX_NESTING;

	fn empty_collection(creator: &AccountId) -> CollectionId {
		let metadata = BoundedVec::truncate_from(vec![b'x'; 256]);
		IpAssets::create_collection(RuntimeOrigin::signed(creator.clone()), metadata, None).expect("it can be paid");
		pallet_ip_assets::Collections::<Runtime>::iter_keys().max().expect("it was made")
	}

	fn mint(collection: CollectionId, owner: &AccountId) -> IpId {
		let creator = IpAssets::collection_creator(collection).expect("it was made");
		let item = IpAssets::collection(collection).expect("it was made").next_item;
		let metadata = Metadata { uri: BoundedVec::truncate_from(vec![b'x'; 256]), hash: Some([7; 32]) };
		IpAssets::mint(
			RuntimeOrigin::signed(creator.clone()),
			collection,
			Some(owner.clone()),
			None,
			metadata,
			Perbill::zero(),
		)
		.expect("the creator mints");
		let ip = IpId::new(collection, item);
		// A buyer compares with the scores that wait.
		Self::propose_most(&creator, ip);
		ip
	}

	fn grant_trade(ip: IpId, owner: &AccountId, agent: &AccountId) {
		let expires = System::block_number().saturating_add(1_000);
		IpAssets::grant_permission(RuntimeOrigin::signed(owner.clone()), ip, agent.clone(), trade(), expires)
			.expect("the owner can grant");
	}
}
