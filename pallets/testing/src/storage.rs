//! All storage of the fakes. Public, so that tests can break it on purpose.

// The macro declares structs of its own.
#![allow(missing_docs)]

use crate::{
	jobs::TraitOutcome,
	models::Access,
	provenance::{PinState, RecordCall},
	workers::Worker,
	AccountOf, Config, World,
};
use atelier_math::ancestors::Ancestors;
use atelier_primitives::{
	chain::{Balance, BlockNumber},
	engine::ModelKind,
	ip::{Act, CollectionId, IpId, Permission, RoyaltyPolicy, TraitKey, TraitValue},
	jobs::Receiver,
	licensing::LicenseFloor,
	models::{ModelFiles, UseFee},
	provenance::ArtifactKind,
	royalties::PaymentKind,
	Digest,
};
use frame_support::{pallet_prelude::ValueQuery, storage_alias, Blake2_128Concat};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::Perbill;

// Of the fake of `ip-assets`.

/// A trait that was set: the signer, the IP asset, the name and the value.
pub type TraitCall<T> = (AccountOf<T>, IpId, TraitKey, TraitValue);

/// The owner of each IP asset.
#[storage_alias(dynamic)]
pub type Owners<T: Config> = StorageMap<World<T>, Blake2_128Concat, IpId, AccountOf<T>>;

/// The creator of each IP asset.
#[storage_alias(dynamic)]
pub type Creators<T: Config> = StorageMap<World<T>, Blake2_128Concat, IpId, AccountOf<T>>;

/// The creator of each collection.
#[storage_alias(dynamic)]
pub type Collections<T: Config> = StorageMap<World<T>, Blake2_128Concat, CollectionId, AccountOf<T>>;

/// The number of changes of owner of each IP asset.
#[storage_alias(verbatim)]
pub type Moves = StorageMap<TestWorld, Blake2_128Concat, IpId, u32, ValueQuery>;

/// The number of acts on each IP asset that a buyer cares about.
#[storage_alias(verbatim)]
pub type Revisions = StorageMap<TestWorld, Blake2_128Concat, IpId, u32, ValueQuery>;

/// The founding share of the IP account, where it is not zero.
#[storage_alias(verbatim)]
pub type OwnerShares = StorageMap<TestWorld, Blake2_128Concat, IpId, Perbill, ValueQuery>;

/// Bounds of a permission of an agent. Without an entry it has none.
#[storage_alias(dynamic)]
pub type Bounds<T: Config> = StorageMap<World<T>, Blake2_128Concat, (IpId, AccountOf<T>, Permission), Vec<Act>>;
/// The SHA-256 of the description of an IP asset, and whether its metadata is frozen.
#[storage_alias(verbatim)]
pub type Described = StorageMap<TestWorld, Blake2_128Concat, IpId, (Option<[u8; 32]>, bool), ValueQuery>;

/// Permissions of agents, each with the owner that granted it.
#[storage_alias(dynamic)]
pub type Agents<T: Config> = StorageMap<World<T>, Blake2_128Concat, (IpId, AccountOf<T>, Permission), AccountOf<T>>;

/// The IP asset minted from the claim of an account.
#[storage_alias(dynamic)]
pub type Minted<T: Config> = StorageMap<World<T>, Blake2_128Concat, (Digest, AccountOf<T>), IpId>;

/// The traits that were set, oldest first.
#[storage_alias(dynamic)]
pub type Traits<T: Config> = StorageValue<World<T>, Vec<TraitCall<T>>, ValueQuery>;

/// The IP assets that somebody keeps something for.
#[storage_alias(verbatim)]
pub type Needed = StorageMap<TestWorld, Blake2_128Concat, IpId, ()>;

// Of the fake of `provenance`.

/// The kind that an account claims an artifact to be.
#[storage_alias(dynamic)]
pub type Claims<T: Config> = StorageMap<World<T>, Blake2_128Concat, (Digest, AccountOf<T>), ArtifactKind>;

/// The account entitled to the income of an artifact.
#[storage_alias(dynamic)]
pub type Entitled<T: Config> = StorageMap<World<T>, Blake2_128Concat, Digest, AccountOf<T>>;

/// The attested generation records, oldest first.
#[storage_alias(dynamic)]
pub type Records<T: Config> = StorageValue<World<T>, Vec<RecordCall<AccountOf<T>>>, ValueQuery>;

/// A pinned claim: its artifact and its owner, with what was done to it through its IP asset.
#[storage_alias(dynamic)]
pub type Pins<T: Config> = StorageMap<World<T>, Blake2_128Concat, (Digest, AccountOf<T>), PinState>;

/// The artifacts of which nothing is for use any more.
#[storage_alias(verbatim)]
pub type ClosedArtifacts = StorageMap<TestWorld, Blake2_128Concat, Digest, ()>;

/// The owner of the first claim of an artifact that is not settled.
#[storage_alias(dynamic)]
pub type OpenClaims<T: Config> = StorageMap<World<T>, Blake2_128Concat, Digest, AccountOf<T>>;

// Of the fake of `royalties`.

/// The pools in which somebody besides the creator and the IP account has, or had, a part.
#[storage_alias(verbatim)]
pub type Divided = StorageMap<TestWorld, Blake2_128Concat, IpId, ()>;

/// The pools in which a proposal of scores waits.
#[storage_alias(verbatim)]
pub type PendingScores = StorageMap<TestWorld, Blake2_128Concat, IpId, ()>;

/// The block until which scores of each pool are locked.
#[storage_alias(verbatim)]
pub type Locks = StorageMap<TestWorld, Blake2_128Concat, IpId, BlockNumber>;

/// A payment: the payer, the IP asset, the amount and the kind.
pub type Payment<T> = (AccountOf<T>, IpId, Balance, PaymentKind);

/// A proposed raise: the proposer, the IP asset, the member and the difference.
pub type Raise<T> = (AccountOf<T>, IpId, AccountOf<T>, u64);

/// The amount that each IP asset received.
#[storage_alias(dynamic)]
pub type Received<T: Config> = StorageMap<World<T>, Blake2_128Concat, IpId, Balance, ValueQuery>;

/// The payments above zero, oldest first.
#[storage_alias(dynamic)]
pub type Payments<T: Config> = StorageValue<World<T>, Vec<Payment<T>>, ValueQuery>;

/// The frozen ancestors of each derivative, with the sum of their rates.
#[storage_alias(dynamic)]
pub type Stacks<T: Config> = StorageMap<World<T>, Blake2_128Concat, IpId, (Ancestors<IpId>, Perbill)>;

/// The scores of pools. A pool without an entry has one member: the creator, with a score of one.
#[storage_alias(dynamic)]
pub type Scores<T: Config> = StorageDoubleMap<World<T>, Blake2_128Concat, IpId, Blake2_128Concat, AccountOf<T>, u64>;

/// The authority over the scores: the creator without an entry, the owner of the IP asset with `None`.
#[storage_alias(dynamic)]
pub type Authorities<T: Config> = StorageMap<World<T>, Blake2_128Concat, IpId, Option<AccountOf<T>>>;

/// The raises that were proposed, oldest first.
#[storage_alias(dynamic)]
pub type Raises<T: Config> = StorageValue<World<T>, Vec<Raise<T>>, ValueQuery>;

// Of the fake of `licensing`.

/// The accounts with a license of an IP asset.
#[storage_alias(dynamic)]
pub type Licensees<T: Config> = StorageMap<World<T>, Blake2_128Concat, (AccountOf<T>, IpId), ()>;

/// The IP assets that may not be used commercially.
#[storage_alias(verbatim)]
pub type NonCommercial = StorageMap<TestWorld, Blake2_128Concat, IpId, ()>;

/// The floor of each IP asset that has one.
#[storage_alias(verbatim)]
pub type Floors = StorageMap<TestWorld, Blake2_128Concat, IpId, LicenseFloor, ValueQuery>;

/// The floor of each IP asset that waits.
#[storage_alias(verbatim)]
pub type ComingFloors = StorageMap<TestWorld, Blake2_128Concat, IpId, LicenseFloor, ValueQuery>;

// Of the fake of `market`.

/// The royalty policy of each collection that ever had one.
#[storage_alias(verbatim)]
pub type PolicyOf = StorageMap<TestWorld, Blake2_128Concat, CollectionId, RoyaltyPolicy>;

// Of the fake of `studios`.

/// A changed score: the IP asset, the member and its score.
pub type ScoreCall<T> = (IpId, AccountOf<T>, u64);

/// The changes since the last question, oldest first.
#[storage_alias(dynamic)]
pub type Told<T: Config> = StorageValue<World<T>, Vec<ScoreCall<T>>, ValueQuery>;

// Of the fake of `models`.

/// The kind and the files under each root.
#[storage_alias(verbatim)]
pub type Published = StorageMap<TestWorld, Blake2_128Concat, Digest, (ModelKind, ModelFiles)>;

/// The terms of each model or adapter that has some.
#[storage_alias(verbatim)]
pub type Terms = StorageMap<TestWorld, Blake2_128Concat, Digest, (UseFee, Access)>;

/// The models and adapters that are closed.
#[storage_alias(verbatim)]
pub type ClosedModels = StorageMap<TestWorld, Blake2_128Concat, Digest, ()>;

/// The fees in the pot of each model or adapter.
#[storage_alias(verbatim)]
pub type Pots = StorageMap<TestWorld, Blake2_128Concat, Digest, Balance, ValueQuery>;

// Of the fake of `workers`.

/// The workers.
#[storage_alias(dynamic)]
pub type Workforce<T: Config> = StorageMap<World<T>, Blake2_128Concat, AccountOf<T>, Worker<BlockNumberFor<T>>>;

// Of the fakes of receivers of outcomes.

/// The receivers that take nothing now.
#[storage_alias(verbatim)]
pub type Refusing = StorageMap<TestWorld, Blake2_128Concat, Receiver, ()>;

/// The outcomes for traits, oldest first.
#[storage_alias(dynamic)]
pub type TraitOutcomes<T: Config> = StorageValue<World<T>, Vec<TraitOutcome<AccountOf<T>>>, ValueQuery>;
