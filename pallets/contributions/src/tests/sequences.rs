//! Random calls by a few people in any order, while assets are sold and authorities handed on. After each, the invariants
//! hold; and what was given is what a model says that knows nothing of the pallet.

use crate::mock::*;
use atelier_primitives::IpId;
use frame_support::{assert_ok, storage::with_storage_layer};
use proptest::{collection::vec, option, prelude::*};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeMap;

const PEOPLE: core::ops::RangeInclusive<AccountId> = ALICE..=EVE;

#[derive(Clone, Debug)]
enum Step {
	Submit(AccountId, AccountId, u32, u8),
	Withdraw(AccountId, AccountId, u32),
	Accept(AccountId, AccountId, u32, u64),
	Reject(AccountId, AccountId, u32),
	Curate(AccountId, AccountId, Option<u64>),
	Sell(u32, AccountId),
	HandOn(u32, Option<AccountId>),
}

/// What should be.
#[derive(Default)]
struct Model {
	/// What each curator of each account can give.
	limits: BTreeMap<(AccountId, AccountId), u64>,
	/// All that was given.
	raises: Vec<(AccountId, IpId, AccountId, u64)>,
}

impl Model {
	fn note(&mut self, step: &Step, before: Option<crate::ContributionOf<Test>>) {
		match *step {
			Step::Accept(by, authority, _, score) => {
				let record = before.unwrap();
				let owner = Owners::<Test>::get(record.ip).unwrap();
				assert_eq!(Authorities::<Test>::get(record.ip).flatten().unwrap_or(owner), authority);
				if by != authority {
					let limit = self.limits.get_mut(&(authority, by)).unwrap();
					*limit = limit.checked_sub(score).unwrap();
				}
				self.raises.push((authority, record.ip, record.deposit.who, score));
			}
			Step::Curate(authority, who, Some(limit)) => drop(self.limits.insert((authority, who), limit)),
			Step::Curate(authority, who, None) => drop(self.limits.remove(&(authority, who)).unwrap()),
			_ => {}
		}
	}
}

fn step() -> impl Strategy<Value = Step> {
	let (who, ip, number, score) = (PEOPLE, 0..2u32, 0..4u32, 0..20u64);
	let (people, authority) = ((who.clone(), who.clone()), option::weighted(0.3, who.clone()));
	prop_oneof![
		20 => (people.clone(), ip.clone(), 0..2u8).prop_map(|((who, to), ip, n)| Step::Submit(who, to, ip, n)),
		4 => (people.clone(), number.clone()).prop_map(|((who, to), number)| Step::Withdraw(who, to, number)),
		12 => (people.clone(), number.clone(), score.clone()).prop_map(|((who, to), n, score)| Step::Accept(who, to, n, score)),
		4 => (people.clone(), number).prop_map(|((who, to), number)| Step::Reject(who, to, number)),
		8 => (people, option::weighted(0.8, score)).prop_map(|((by, who), limit)| Step::Curate(by, who, limit)),
		2 => (ip.clone(), who).prop_map(|(ip, to)| Step::Sell(ip, to)),
		2 => (ip, authority).prop_map(|(ip, to)| Step::HandOn(ip, to)),
	]
}

/// The first contribution of an authority is 0, the next one 1, and so on.
fn number(authority: AccountId, number: u32) -> ContributionId {
	Sequences::<Test>::get(authority).map_or(0, |sequence| sequence.first) + number
}

fn take(step: &Step) -> DispatchResult {
	match *step {
		Step::Submit(who, to, ip, n) => submit(to, who, IpId::new(0, ip), claim(who, n)),
		Step::Withdraw(who, to, n) => Contributions::withdraw(signed(who), to, number(to, n)),
		Step::Accept(by, to, n, score) => Contributions::accept(signed(by), to, number(to, n), score),
		Step::Reject(by, to, n) => Contributions::reject(signed(by), to, number(to, n)),
		Step::Curate(by, who, limit) => Contributions::set_curator(signed(by), who, limit),
		Step::Sell(ip, to) => {
			Owners::<Test>::insert(IpId::new(0, ip), to);
			Ok(())
		}
		Step::HandOn(ip, to) => {
			Authorities::<Test>::insert(IpId::new(0, ip), to);
			Ok(())
		}
	}
}

fn before(step: &Step) -> Option<crate::ContributionOf<Test>> {
	match *step {
		Step::Accept(_, to, n, _) => Records::<Test>::get(to, number(to, n)),
		_ => None,
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(atelier_testing::cases(300)))]

	#[test]
	fn raises_should_be_those_of_the_model_when_calls_come_in_any_order(steps in vec(step(), 1..80)) {
		build_and_execute(|| {
			for _ in 0..2 {
				mint_for_owner(ALICE);
			}
			let mut model = Model::default();
			let issued = Balances::total_issuance();
			for step in steps {
				let before = before(&step);
				// What fails changes nothing: the dispatcher sees to that, and so does this layer.
				let taken: Result<(), DispatchError> = with_storage_layer(|| take(&step));
				if taken.is_ok() {
					model.note(&step, before);
				}
				assert_ok!(Contributions::do_try_state());
			}
			assert_eq!(Raises::<Test>::get(), model.raises);
			assert_eq!(Balances::total_issuance(), issued);
			// All that waits can be withdrawn, whoever has the assets now; and all deposits but for what stays come back.
			for (to, number, record) in Records::<Test>::iter().collect::<Vec<_>>() {
				if record.judgment == Judgment::Pending {
					assert_ok!(Contributions::withdraw(signed(record.deposit.who), to, number));
				}
			}
			for (by, who) in model.limits.keys() {
				assert_ok!(Contributions::set_curator(signed(*by), *who, None));
			}
			let kept = Records::<Test>::iter().count() as u128 * Contributions::contribution_deposit();
			assert_eq!(PEOPLE.map(held).sum::<u128>(), kept);
		});
	}
}
