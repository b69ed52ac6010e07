//! Random sequences of everything, on random families of IP assets.

use crate::{mock::*, *};
use atelier_math::Perbill;
use atelier_primitives::{
	ip::{IpId, IpInspect, OnIpBurned},
	royalties::{OnDerivativeRegistered, PaymentKind, RoyaltyCollect},
};
use frame_support::{storage::with_storage_layer, traits::Hooks};
use proptest::{collection::vec, prelude::*, test_runner::Config as Cases};
use sp_runtime::DispatchResult;

const IPS: u32 = 4;
const MEMBERS: [AccountId; 6] = [ALICE, BOB, CAROL, DAVE, 5, POOR];

fn cases(all: u32) -> Cases {
	Cases { cases: atelier_testing::cases(all), failure_persistence: None, ..Cases::default() }
}

/// For each IP asset a bit for each possible parent, all of them older, and a percentage. The bits also make the owner's
/// share.
type Family = Vec<(u8, u32)>;

fn family() -> impl Strategy<Value = Family> {
	vec((any::<u8>(), 0..25u32), IPS as usize)
}

fn ip(i: u32) -> IpId {
	IpId::new(0, i % IPS)
}

fn mint(family: &Family) {
	for i in 0..family.len() as u32 {
		let ip = Ips::mint(i, MEMBERS[i as usize % MEMBERS.len()]);
		// Often none, and sometimes all.
		let share = u32::from(family[i as usize].0).saturating_sub(100) * 6_460_000;
		Ips::set_owner_share(ip, Perbill::from_parts(share.min(1_000_000_000)));
	}
}

fn accounts() -> impl Iterator<Item = AccountId> {
	MEMBERS.into_iter().chain((0..IPS).map(|i| Ips::account(&ip(i))))
}

fn link(family: &Family, i: u32) -> DispatchResult {
	let (bits, percent) = family[(i % IPS) as usize];
	let is_parent = |p: &u32| bits >> p & 1 == 1 && Ips::owner(&ip(*p)).is_some();
	let parents: Vec<_> = (0..i % IPS).filter(is_parent).map(|p| (ip(p), percent)).collect();
	Royalties::on_derivative_registered(&PAYER, &ip(i), &lineage(&parents))
}

/// Whether an IP asset is linked before anything else happens. Others may be paid first.
fn is_linked_at_once(family: &Family, i: u32) -> bool {
	family[i as usize].0 < 200
}

/// Whether something was linked to it: then it can itself be linked no more.
fn has_children(parent: IpId) -> bool {
	Stacks::<Test>::iter_values().any(|stack| stack.ancestors.iter().any(|ancestor| ancestor.id == parent))
}

#[derive(Clone, Debug)]
enum Step {
	Pay(u128),
	Split(u128, u128),
	Settle(u32),
	Claim(usize),
	Propose(Vec<(usize, u64)>, bool),
	Apply,
	Cancel,
	Offer(Option<usize>),
	Accept(usize),
	Withdraw,
	Lock(usize, u64),
	Unlock(usize),
	Wait(u64),
	Sell(usize),
	Link,
	Idle,
	Burn,
}

fn step() -> impl Strategy<Value = (u32, Step)> {
	let amount = || prop_oneof![1..50u128, 1..1_000_000u128, Just(10u128.pow(15) + 7)];
	let score = prop_oneof![Just(0u64), 1..10u64, any::<u64>()];
	let step = prop_oneof![
		4 => amount().prop_map(Step::Pay),
		2 => (1..1_000u128, 1..6u128).prop_map(|(amount, parts)| Step::Split(amount, parts)),
		4 => (0..4u32).prop_map(Step::Settle),
		4 => (0..6usize).prop_map(Step::Claim),
		2 => (vec((0..6usize, score), 1..4), any::<bool>()).prop_map(|(list, at_once)| Step::Propose(list, at_once)),
		2 => Just(Step::Apply),
		1 => Just(Step::Cancel),
		1 => proptest::option::of(0..6usize).prop_map(Step::Offer),
		1 => (0..6usize).prop_map(Step::Accept),
		1 => Just(Step::Withdraw),
		1 => (0..6usize, 1..30u64).prop_map(|(member, blocks)| Step::Lock(member, blocks)),
		1 => (0..6usize).prop_map(Step::Unlock),
		1 => (1..10u64).prop_map(Step::Wait),
		1 => (0..6usize).prop_map(Step::Sell),
		2 => Just(Step::Link),
		1 => Just(Step::Idle),
		1 => Just(Step::Burn),
	];
	(0..IPS, step)
}

/// Many steps are refused, and must then change nothing; `try_state` sees if they do.
fn run(family: &Family, ip: IpId, step: &Step) {
	if Ips::owner(&ip).is_none() {
		return;
	}
	let authority = || authority(ip);
	let pay = |amount| <Royalties as RoyaltyCollect<_>>::pay(&PAYER, &ip, amount, PaymentKind::Direct);
	let _ = with_storage_layer(|| -> DispatchResult {
		match step.clone() {
			Step::Pay(amount) => pay(amount),
			Step::Split(amount, parts) => (0..parts).try_for_each(|_| pay(amount)),
			Step::Settle(limit) => Royalties::do_settle(&ip, limit).map(drop),
			Step::Claim(i) => {
				let members = Royalties::scores(ip, None, 10).items;
				Royalties::claim_for(signed(PAYER), ip, members[i % members.len()].0)
			}
			Step::Propose(list, at_once) => {
				let list: Vec<_> = list.into_iter().map(|(i, score)| (MEMBERS[i], score)).collect();
				Royalties::propose_scores(signed(authority()), ip, changes(&list))?;
				if at_once {
					wait();
					apply(ip)?;
				}
				Ok(())
			}
			Step::Apply => {
				wait();
				apply(ip)
			}
			Step::Cancel => Royalties::cancel_scores(signed(authority()), ip),
			Step::Offer(who) => Royalties::offer_score_authority(signed(authority()), ip, who.map(|i| MEMBERS[i])),
			// By the one who was named, or whoever owns it.
			Step::Accept(i) => {
				let named = AuthorityOffers::<Test>::get(ip).and_then(|offer| offer.authority);
				let owner = Ips::owner(&ip).unwrap_or(MEMBERS[i]);
				Royalties::accept_score_authority(signed(named.unwrap_or(owner)), ip)
			}
			Step::Withdraw => Royalties::withdraw_authority_offer(signed(authority()), ip),
			Step::Lock(i, blocks) => {
				let members = Royalties::scores(ip, None, 10).items;
				let until = System::block_number() + blocks;
				Royalties::lock_score(signed(authority()), ip, members[i % members.len()].0, until)
			}
			Step::Unlock(i) => {
				let members = Royalties::scores(ip, None, 10).items;
				let member = members[i % members.len()].0;
				Royalties::unlock_score(signed(member), ip, member)
			}
			Step::Wait(blocks) => {
				run_for(blocks);
				Ok(())
			}
			Step::Sell(i) => {
				Ips::sell(ip, MEMBERS[i]);
				Ok(())
			}
			Step::Link if has_children(ip) => Ok(()),
			Step::Link => link(family, ip.item),
			Step::Idle => {
				Royalties::on_idle(1, weight(2_000));
				Ok(())
			}
			// As licensing does it.
			Step::Burn if has_children(ip) => Ok(()),
			Step::Burn => burn(ip),
		}
	});
}

/// Claims whatever can be claimed, and burns. An IP asset that is gone stays gone.
fn burn(ip: IpId) -> DispatchResult {
	for who in accounts() {
		let _ = with_storage_layer(|| Royalties::claim(signed(who), ip));
	}
	Royalties::on_ip_burned(&ip)?;
	Ips::burn(ip);
	Ok(())
}

/// Settles and claims until there is nothing left to do.
fn finish() {
	for i in 0..IPS {
		while with_storage_layer(|| Royalties::do_settle(&ip(i), 3)).is_ok() {}
	}
	for (i, who) in (0..IPS).flat_map(|i| accounts().map(move |who| (i, who))) {
		let _ = Royalties::claim(signed(who), ip(i));
	}
}

proptest! {
	#![proptest_config(cases(10_000))]

	#[test]
	fn ledger_should_equal_the_account_when_anything_happens(
		family in family(),
		steps in vec(step(), 1..20),
	) {
		build_and_execute(|| {
			let everything = Balances::total_issuance();
			mint(&family);
			for i in (0..IPS).filter(|i| is_linked_at_once(&family, *i)) {
				link(&family, i).unwrap();
			}
			for (i, step) in &steps {
				run(&family, ip(*i), step);
			}
			assert_exact();
			finish();
			assert_eq!(Balances::total_issuance(), everything);
		});
	}
}

/// Payments in shares of a whole, shuffled, with settlements and claims in between.
fn totals(family: &Family, scores: &[(usize, u64)], payments: &[(u32, u128)], between: &[(u32, Step)]) -> Vec<u128> {
	let mut result = vec![];
	build_and_execute(|| {
		mint(family);
		for i in 0..IPS {
			link(family, i).unwrap();
			let mut list: Vec<_> = scores.iter().map(|(m, score)| (MEMBERS[*m], *score)).collect();
			list.sort();
			list.dedup_by_key(|(who, _)| *who);
			set_scores(ip(i), &list);
		}
		// All can receive any amount, so that only the formulas matter.
		for who in [POOR, TREASURY].into_iter().chain((0..IPS).map(|i| Ips::account(&ip(i)))) {
			Balances::transfer_allow_death(signed(PAYER), who, ED).unwrap();
		}
		let mut between = between.iter();
		for (i, amount) in payments {
			pay(ip(*i), *amount);
			if let Some((i, step)) = between.next() {
				run(family, ip(*i), step);
			}
		}
		finish();
		result = accounts().chain([TREASURY, Royalties::account()]).map(balance).collect();
	});
	result
}

proptest! {
	#![proptest_config(cases(1_000))]

	#[test]
	fn totals_should_be_equal_when_order_and_splitting_differ(
		family in family(),
		scores in vec((0..6usize, 1..1_000_000u64), 1..6),
		whole in vec((0..IPS, 1..1_000_000u128), 1..8),
		cuts in vec(any::<prop::sample::Index>(), 8),
		order in any::<u64>(),
		between in vec((0..IPS, prop_oneof![
			(0..4u32).prop_map(Step::Settle),
			(0..6usize).prop_map(Step::Claim),
			Just(Step::Idle),
		]), 0..16),
	) {
		let mut parts: Vec<(u32, u128)> = vec![];
		for ((i, amount), cut) in whole.iter().zip(&cuts) {
			let first = cut.index(*amount as usize) as u128;
			parts.extend([(*i, first), (*i, amount - first)].into_iter().filter(|(_, amount)| *amount > 0));
		}
		// Any permutation will do.
		parts.sort_by_key(|(i, amount)| (u128::from(*i) * 31 + amount).wrapping_mul(u128::from(order) | 1) % 1_009);
		assert_eq!(totals(&family, &scores, &whole, &[]), totals(&family, &scores, &parts, &between));
	}
}
