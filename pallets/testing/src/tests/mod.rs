//! A mock as pallets have it, and what the fakes refuse.

mod ips;
mod jobs;
mod models;
mod neighbors;
mod weights;
mod workers;

use crate::{error, *};
use atelier_primitives::{chain::Balance, ip::*, royalties::PaymentKind, Digest};
use frame_support::{assert_noop, assert_ok, construct_runtime};

type AccountId = u64;
type Ips = crate::Ips<Test>;
type Licenses = crate::Licenses<Test>;
type Models = crate::Models<Test>;
type Policies = crate::Policies<Test>;
type Provenance = crate::Provenance<Test>;
type Royalties = crate::Royalties<Test>;
type Workers = crate::Workers<Test>;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
	}
);

impl_chain!(Test, AccountId);

impl Config for Test {
	type Currency = Balances;
	type Ips = Ips;
	type Policy = Policies;
	const PAYMENT: Option<PaymentKind> = Some(PaymentKind::Sale);
}

const ALICE: AccountId = 1;
const BOB: AccountId = 2;
const CAROL: AccountId = 3;
const FUNDS: Balance = 1_000;

fn execute(test: impl FnOnce()) {
	let genesis = RuntimeGenesisConfig { balances: funded([ALICE, BOB], FUNDS), ..Default::default() };
	run(externalities::<Test>(genesis), || Ok(()), test);
}

fn digest(n: u8) -> Digest {
	Digest::Sha2_256([n; 32])
}

#[test]
fn externalities_should_start_at_block_1_with_funds_when_made() {
	execute(|| {
		assert_eq!(System::block_number(), 1);
		assert_eq!([ALICE, BOB, CAROL].map(Balances::free_balance), [FUNDS, FUNDS, 0]);
	});
}

#[test]
#[should_panic(expected = "an invariant")]
fn run_should_panic_when_an_invariant_is_broken() {
	let genesis = RuntimeGenesisConfig::default();
	run(externalities::<Test>(genesis), || Err("an invariant".into()), || ());
}

#[test]
fn breaks_should_pass_when_the_sentence_is_right() {
	execute(|| {
		let check = || if System::block_number() == 1 { Ok(()) } else { Err("too late".into()) };
		breaks(check, "too late", || System::set_block_number(2));
	});
}

#[test]
fn account_should_name_its_ip_when_it_is_derived_from_one() {
	fn check<A: Account + PartialEq + core::fmt::Debug>() {
		for ip in [IpId::new(0, 0), IpId::new(7, 9), IpId::new(u32::MAX >> 1, u32::MAX)] {
			assert_eq!(A::of_ip(&ip).ip(), Some(ip));
		}
		assert!((0..=u8::MAX).all(|number| A::numbered(number).ip().is_none()));
		assert_ne!(A::of_ip(&IpId::new(1, 0)), A::of_ip(&IpId::new(0, 1)));
	}
	check::<u64>();
	check::<u128>();
	check::<sp_runtime::AccountId32>();
}

#[test]
fn fakes_should_be_rolled_back_when_a_layer_fails() {
	execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(
			ext::in_layer(|| {
				Ips::sell(ip, BOB);
				Provenance::register(digest(1), &ALICE, atelier_primitives::provenance::ArtifactKind::Work);
				Licenses::grant(&BOB, ip);
				Royalties::set_score(ip, BOB, 5);
				Keeper::need(ip);
				Err(error::NOT_FOUND)
			}),
			error::NOT_FOUND
		);
		assert_eq!(Ips::owner(&ip), Some(ALICE));
		assert_ok!(Ips::burn_with_consent::<Keeper>(ip));
	});
}
