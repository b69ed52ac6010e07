//! Every invariant, broken on purpose.

use crate::{mock::*, try_state::Exact, types::Run, *};
use atelier_primitives::ip::IpId;
use frame_support::assert_ok;
use sp_runtime::TryRuntimeError;

/// A sound state, broken in one place.
fn broken(break_it: impl FnOnce(IpId)) -> Result<(), TryRuntimeError> {
	new_test_ext().execute_with(|| {
		let parent = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(parent, 10)]);
		set_scores(child, &[(CAROL, 7)]);
		pay(child, 10_000);
		lock(child, CAROL, 100);
		assert_ok!(Royalties::propose_scores(signed(BOB), child, changes(&[(DAVE, 7)])));
		assert_ok!(Royalties::offer_score_authority(signed(BOB), child, Some(DAVE)));
		assert_exact();
		break_it(child);
		Royalties::do_try_state()
	})
}

fn broken_pool(break_it: impl FnOnce(&mut PoolOf<Test>)) -> Result<(), TryRuntimeError> {
	broken(|ip| Pools::<Test>::mutate(ip, |pool| break_it(pool.as_mut().unwrap())))
}

fn says(text: &'static str) -> Result<(), TryRuntimeError> {
	Err(text.into())
}

#[test]
fn donation_should_show_up_as_surplus_when_a_stranger_sends_money() {
	new_test_ext().execute_with(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		assert_ok!(Balances::transfer_allow_death(signed(BOB), Royalties::account(), 123));
		assert_ok!(Royalties::do_try_state());
		assert_eq!(Royalties::surplus(), Ok(Exact { units: 123, fraction: 0 }));
		assert_ok!(Royalties::claim(signed(ALICE), ip));
		assert_ok!(Royalties::settle(signed(ALICE), ip, 1));
		assert_eq!(Royalties::surplus(), Ok(Exact { units: 123, fraction: 0 }));
		assert_eq!(balance(Royalties::account()), ED + 123);
	});
}

#[test]
fn ledger_should_be_refused_when_it_owes_more_than_there_is() {
	let owes_more = "the pallet owes more than it holds";
	assert_eq!(broken_pool(|pool| pool.fees += 1), says(owes_more));
	assert_eq!(broken_pool(|pool| pool.index.distribute(1, 0).unwrap()), says(owes_more));
	assert_eq!(broken_pool(|pool| pool.gross += 10), says(owes_more));
}

#[test]
fn surplus_should_be_seen_when_money_is_forgotten() {
	new_test_ext().execute_with(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().fees -= 1);
		assert_eq!(Royalties::surplus(), Ok(Exact { units: 1, fraction: 0 }));
	});
}

#[test]
fn members_should_be_refused_when_they_do_not_add_up() {
	let score = "the total score of a pool is not that of its members";
	let member = |break_it: fn(&mut MemberOf<Test>)| {
		broken(|ip| Members::<Test>::mutate(ip, CAROL, |member| break_it(member.as_mut().unwrap())))
	};
	assert_eq!(broken_pool(|pool| pool.total_score += 1), says(score));
	assert_eq!(member(|member| member.score += 1), says(score));
	assert_eq!(broken_pool(|pool| pool.members += 1), says("the number of members of a pool is wrong"));
	let too_high = broken(|ip| {
		Members::<Test>::insert(ip, DAVE, Member { score: u64::MAX, ..Members::<Test>::get(ip, CAROL).unwrap() });
		Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().total_score += u128::from(u64::MAX));
		Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().members += 1);
	});
	assert_eq!(too_high, says("the scores of a pool are too high"));
	assert_eq!(broken_pool(|pool| pool.founding = true), says("a founding pool has a record of a member"));
	let orphan = broken(|ip| Members::<Test>::insert(IpId::new(7, 7), CAROL, Members::<Test>::get(ip, CAROL).unwrap()));
	assert_eq!(orphan, says("a member or a stack has no pool"));
}

#[test]
fn stack_should_be_refused_when_it_does_not_add_up() {
	let stack = |break_it: fn(&mut crate::types::StackRecord<AccountId>)| {
		broken(|ip| Stacks::<Test>::mutate(ip, |stack| break_it(stack.as_mut().unwrap())))
	};
	let sum = "the sum of a stack is wrong";
	assert_eq!(broken_pool(|pool| pool.stack = Default::default()), says(sum));
	assert_eq!(stack(|stack| stack.ancestors[0].rate = Default::default()), says(sum));
	assert_eq!(broken_pool(|pool| pool.ancestors = 2), says("the number of ancestors of a pool is wrong"));
	let orphan = broken(|ip| Stacks::<Test>::insert(IpId::new(7, 7), Stacks::<Test>::get(ip).unwrap()));
	assert_eq!(orphan, says("a member or a stack has no pool"));
}

#[test]
fn settlement_should_be_refused_when_it_is_impossible() {
	assert_eq!(broken_pool(|pool| pool.settled = pool.gross + 1), says("a pool is settled beyond its income"));
	let run = |target, next| broken_pool(|pool| pool.run = Some(Run { target, next, credited: 0 }));
	assert_eq!(run(9_901, 0), says("a run has an impossible target"));
	assert_eq!(run(9_900, 1), says("a run has no ancestor to go"));
	assert_eq!(run(9_900, 0), Ok(()));
	let miscounted = broken_pool(|pool| pool.run = Some(Run { target: 9_900, next: 0, credited: 1 }));
	assert_eq!(miscounted, says("a run miscounts what it has credited"));
	let original = new_test_ext().execute_with(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().gross = 1);
		Royalties::do_try_state()
	});
	assert_eq!(original, says("a pool without ancestors counts income for them"));
}

#[test]
fn deposits_should_be_refused_when_they_are_not_held() {
	let wrong = says("an account has not exactly its deposits on hold");
	assert_eq!(broken(|ip| Stacks::<Test>::mutate(ip, |stack| stack.as_mut().unwrap().deposit.amount += 1)), wrong);
	assert_eq!(
		broken(|ip| Proposals::<Test>::mutate(ip, |proposal| proposal.as_mut().unwrap().deposit.who = ALICE)),
		wrong
	);
	let forget = |ip| {
		Members::<Test>::mutate(ip, CAROL, |member| member.as_mut().unwrap().deposit.as_mut().unwrap().amount -= 1)
	};
	assert_eq!(broken(forget), wrong);
}

#[test]
fn hold_should_be_refused_when_its_record_was_forgotten() {
	use frame_support::traits::fungible::hold::Mutate;

	let wrong = says("an account has not exactly its deposits on hold");
	assert_eq!(broken(Proposals::<Test>::remove), wrong);
	assert_eq!(broken(AuthorityOffers::<Test>::remove), wrong);
	for reason in [HoldReason::Stack, HoldReason::Member, HoldReason::Proposal, HoldReason::AuthorityOffer] {
		// An account without any record.
		assert_eq!(broken(|_| Balances::hold(&reason.into(), &PAYER, 1).unwrap()), wrong);
	}
}

#[test]
fn division_should_be_refused_when_somebody_has_a_part_of_an_undivided_pool() {
	assert_eq!(
		broken_pool(|pool| pool.divided = false),
		says("an undivided pool has another member than its founders")
	);
	let founding = new_test_ext().execute_with(|| {
		let ip = mint_shared(0, ALICE, 10);
		pay(ip, 1_000);
		assert_ok!(Royalties::do_try_state());
		Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().divided = true);
		Royalties::do_try_state()
	});
	assert_eq!(founding, says("a founding pool is divided"));
}

#[test]
fn founders_should_be_refused_when_their_share_changed() {
	let changed = |percent| {
		new_test_ext().execute_with(|| {
			let ip = mint_shared(0, ALICE, 10);
			pay(ip, 1_000);
			assert_ok!(Royalties::do_try_state());
			Ips::set_owner_share(ip, atelier_math::Perbill::from_percent(percent));
			Royalties::do_try_state()
		})
	};
	assert_eq!(changed(0), says("the number of members of a pool is wrong"));
	assert_eq!(changed(100), says("the number of members of a pool is wrong"));
}

#[test]
fn locks_should_be_refused_when_the_cap_does_not_fit() {
	let cap = |break_it: fn(&mut Cap<u64>)| broken_pool(|pool| break_it(pool.cap.as_mut().unwrap()));
	assert_eq!(cap(|cap| cap.total -= 1), says("the scores of a pool exceed its cap"));
	assert_eq!(cap(|cap| cap.until -= 1), says("a lock ends after the cap of its pool"));
	assert_eq!(cap(|cap| cap.locks = 2), says("a cap miscounts the locks"));
	assert_eq!(broken_pool(|pool| pool.cap = None), says("a lock ends after the cap of its pool"));
	let without = broken(|ip| {
		Members::<Test>::mutate(ip, CAROL, |member| member.as_mut().unwrap().lock = None);
		Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().cap.as_mut().unwrap().locks = 0);
	});
	assert_eq!(without, says("a cap has no lock"));
	let gone = broken(|ip| {
		Members::<Test>::mutate(ip, CAROL, |member| member.as_mut().unwrap().score = 0);
		Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().total_score -= 7);
	});
	assert_eq!(gone, says("a member without a score has a lock"));
}
