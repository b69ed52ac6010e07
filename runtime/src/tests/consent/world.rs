//! The people of the table: a work that was made together and sold, and everybody who could want something of it.

use super::{
	super::routes::{free_collection, mint, seen, sign, signed},
	*,
};
use crate::{
	configs::governance::origins::Origin, AccountId, Balances, IpAssets, Market, Royalties, Scheduler, Studios,
};
use atelier_primitives::{
	chain::{currency::UNIT, time::DAYS},
	ip::{CollectionId, IpInspect},
	IpId,
};
use frame_support::{
	assert_ok,
	traits::{fungible::Mutate, Get},
};
use pallet_ip_assets::Permissions;
use pallet_studios::{Rule, VotingRule};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie, One};
use sp_runtime::Perbill;

/// Who somebody is to the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
	/// Made it and its collection, sold it, has a score.
	Creator,
	/// Bought it.
	Owner,
	/// Has a score, and nothing else.
	Contributor,
	/// Decides about scores.
	Authority,
	/// May do for the owner whatever can be granted, within its bound.
	Agent,
	/// Has nothing to do with it.
	Stranger,
	/// The account of the work itself.
	IpAccount,
	/// A studio that has nothing to do with it.
	Studio,
	/// The only member of that studio.
	StudioMember,
	/// Judges claims.
	Arbiter,
	/// The chain.
	Root,
}

use Role::*;

impl Role {
	/// Those who sign with an account.
	pub const PEOPLE: [Self; 9] =
		[Creator, Owner, Contributor, Authority, Agent, Stranger, IpAccount, Studio, StudioMember];
	pub const ALL: [Self; 11] =
		[Creator, Owner, Contributor, Authority, Agent, Stranger, IpAccount, Studio, StudioMember, Arbiter, Root];

	pub fn is_account(self) -> bool {
		!matches!(self, Arbiter | Root)
	}

	fn keyring(self) -> Option<Sr25519Keyring> {
		Some(match self {
			Creator => Alice,
			Owner => Bob,
			Contributor => Charlie,
			Authority => Eve,
			Agent => Dave,
			Stranger => Ferdie,
			StudioMember => One,
			IpAccount | Studio | Arbiter | Root => return None,
		})
	}
}

/// What there is at the beginning of every trial.
pub struct World {
	/// The collection of the creator.
	pub collection: CollectionId,
	/// The work.
	pub ip: IpId,
}

pub const STUDIO: u32 = 0;
pub const PRICE: u128 = 100 * UNIT;
/// The studio's time to vote, and its delay.
pub const PERIOD: u32 = 5;
pub const DELAY: u32 = 2;

impl World {
	/// Alice makes a work with Charlie, gives the authority over scores to Eve, and sells the work to Bob, who names Dave
	/// as his agent. Everybody has money.
	pub fn build() -> Self {
		// The first item of the first collection.
		let ip = Self::ip();
		let collection = free_collection(&Self::who(Creator));
		for role in Role::PEOPLE {
			assert_ok!(Balances::mint_into(&Self::who(role), 10_000 * UNIT));
		}
		Self::found_studio();
		assert_eq!(mint(&Self::who(Creator), collection, &Self::who(Creator)), ip);
		let scores = vec![(Self::who(Creator), 60), (Self::who(Contributor), 40)].try_into().expect("few");
		assert_ok!(Royalties::propose_scores(signed(&Self::who(Creator)), ip, scores));
		Self::pass(<Runtime as pallet_royalties::Config>::ScoreDelay::get());
		assert_ok!(Royalties::apply_scores(signed(&Self::who(Creator)), ip));
		Self::hand_over(ip, Creator, Authority);
		assert_ok!(Market::list(signed(&Self::who(Creator)), ip, PRICE, None));
		let (revision, income) = seen(ip);
		assert_ok!(Market::buy(signed(&Self::who(Owner)), ip, PRICE, revision, income));
		Self::name_agent(ip);
		Self { collection, ip }
	}

	/// The authority over the scores of an IP asset goes to somebody else, who accepts it.
	pub fn hand_over(ip: IpId, from: Role, to: Role) {
		assert_ok!(Royalties::offer_score_authority(signed(&Self::who(from)), ip, Some(Self::who(to))));
		assert_ok!(Royalties::accept_score_authority(signed(&Self::who(to)), ip));
	}

	/// The owner of an IP asset names the agent: with all that can be granted, each within its bound.
	pub fn name_agent(ip: IpId) {
		let permissions = Permissions {
			metadata: true,
			license: BTreeSet::from(licensing::granted()).try_into().expect("few"),
			trade: Some(PRICE),
			serve: Some(UNIT),
		};
		let expires = System::block_number() + 10 * DAYS;
		assert_ok!(IpAssets::grant_permission(signed(&Self::who(Owner)), ip, Self::who(Agent), permissions, expires));
	}

	fn found_studio() {
		let half = Perbill::from_percent(50);
		let rule = Rule { voting: VotingRule::Members, approval: half, quorum: half, period: PERIOD, delay: DELAY };
		let name = b"studio".to_vec().try_into().expect("short");
		let founder = Self::who(StudioMember);
		assert_ok!(Studios::create(signed(&founder), name, [7; 32], Default::default(), rule));
	}

	/// The work of this world.
	fn ip() -> IpId {
		IpId::new(0, 0)
	}

	pub fn who(role: Role) -> AccountId {
		match role {
			IpAccount => IpAssets::account(&Self::ip()),
			Studio => Studios::account_of(STUDIO),
			_ => account(role.keyring().expect("it signs")),
		}
	}

	pub fn origin(role: Role) -> RuntimeOrigin {
		match role {
			Arbiter => Origin::RegistryArbiter.into(),
			Root => RuntimeOrigin::root(),
			_ => signed(&Self::who(role)),
		}
	}

	#[track_caller]
	pub fn does(role: Role, call: impl Into<RuntimeCall>) {
		assert_ok!(sign(&Self::who(role), call));
	}

	/// A new work of somebody's own, in a collection that asks for nothing.
	pub fn work_of(role: Role) -> IpId {
		let collection = free_collection(&Self::who(role));
		mint(&Self::who(role), collection, &Self::who(role))
	}

	/// A work of the creator's that it sold to the owner, before anybody else had a score.
	pub fn sold_work() -> IpId {
		let ip = Self::work_of(Creator);
		Self::does(Creator, pallet_ip_assets::Call::transfer { ip, to: Self::who(Owner) });
		ip
	}

	/// The next IP asset that is minted in a collection.
	pub fn next_item(collection: CollectionId) -> IpId {
		IpId::new(collection, IpAssets::collection(collection).expect("it is there").next_item)
	}

	/// Lets blocks pass. The scheduler does what is due in the first hundred of them.
	pub fn pass(blocks: u32) {
		let end = System::block_number() + blocks;
		for block in System::block_number() + 1..=end.min(System::block_number() + 100) {
			System::set_block_number(block);
			Scheduler::on_initialize(block);
		}
		System::set_block_number(end);
	}
}
