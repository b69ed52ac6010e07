//! Random sequences of everything that can happen. After each step all invariants hold, exposures are what was locked, and
//! no unit is made or lost but by what is burnt.

use super::*;
use proptest::{prelude::*, test_runner::Config as Cases};
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Act {
	Register { who: u8, stake: Balance },
	AddStake { who: u8, amount: Balance },
	Unbond { who: u8, amount: Balance },
	Withdraw { who: u8 },
	Serve { who: u8, price: Balance },
	Stop { who: u8 },
	Rotate { who: u8, key: u8 },
	Leave { who: u8 },
	Expose { who: u8, amount: Balance },
	Release { who: u8, part: u8 },
	Slash { who: u8, part: u8, amount: u8, shares: Vec<(u64, u8)> },
	Blocks { count: u64 },
}

const WORKERS: u8 = 4;

fn acts() -> impl Strategy<Value = Act> {
	let who = || 0..WORKERS;
	let amount = || prop_oneof![1u128..5 * UNIT, Just(85 * UNIT)];
	let part = || prop_oneof![3 => any::<u8>(), 1 => Just(255)];
	let share = || (prop_oneof![1u64..5, 10u64..14, Just(POOR)], any::<u8>());
	prop_oneof![
		2 => (who(), 9 * UNIT..120 * UNIT).prop_map(|(who, stake)| Act::Register { who, stake }),
		1 => (who(), amount()).prop_map(|(who, amount)| Act::AddStake { who, amount }),
		2 => (who(), amount()).prop_map(|(who, amount)| Act::Unbond { who, amount }),
		2 => who().prop_map(|who| Act::Withdraw { who }),
		1 => (who(), 400u128..1_200).prop_map(|(who, price)| Act::Serve { who, price }),
		1 => who().prop_map(|who| Act::Stop { who }),
		1 => (who(), 0..8u8).prop_map(|(who, key)| Act::Rotate { who, key }),
		2 => who().prop_map(|who| Act::Leave { who }),
		5 => (who(), amount()).prop_map(|(who, amount)| Act::Expose { who, amount }),
		2 => (who(), part()).prop_map(|(who, part)| Act::Release { who, part }),
		4 => (who(), part(), part(), prop::collection::vec(share(), 0..3))
			.prop_map(|(who, part, amount, shares)| Act::Slash { who, part, amount, shares }),
		3 => prop_oneof![1u64..5, Just(31)].prop_map(|count| Act::Blocks { count }),
	]
}

/// So many 255ths of an amount.
fn of(amount: Balance, part: u8) -> Balance {
	amount * Balance::from(part) / 255
}

/// Acts may fail; then they must change nothing, which the storage layer sees to, as in a block. Adds what was burnt.
fn perform(act: Act, locked: &mut BTreeMap<AccountId, Balance>, burnt: &mut Balance) {
	let exposure = |who: u8| <WorkersPallet as WorkerPool<_, u64>>::exposure(&worker(who));
	let drop_info = |done: frame_support::dispatch::DispatchResultWithPostInfo| done.map(drop).map_err(|it| it.error);
	let _ = match act {
		Act::Register { who, stake } => in_layer(|| {
			register(who, stake)?;
			serve(who, model())
		}),
		Act::AddStake { who, amount } => in_layer(|| WorkersPallet::add_stake(signed(worker(who)), amount)),
		Act::Unbond { who, amount } => in_layer(|| WorkersPallet::unbond(signed(worker(who)), amount)),
		Act::Withdraw { who } => in_layer(|| WorkersPallet::withdraw(signed(worker(who)))),
		Act::Serve { who, price } => in_layer(|| WorkersPallet::serve(signed(worker(who)), model(), price, 100)),
		Act::Stop { who } => in_layer(|| WorkersPallet::stop_serving(signed(worker(who)), model())),
		Act::Rotate { who, key } => in_layer(|| WorkersPallet::rotate_key(signed(worker(who)), key_of(worker(key)))),
		// One after the other, as far as each can be done now.
		Act::Leave { who } => {
			let _ = in_layer(|| WorkersPallet::withdraw(signed(worker(who))));
			// Even nothing would make all wait anew.
			let free = WorkersPallet::worker(worker(who)).map_or(0, |record| record.free());
			let _ = (free > 0).then(|| in_layer(|| WorkersPallet::unbond(signed(worker(who)), free)));
			in_layer(|| drop_info(WorkersPallet::deregister(signed(worker(who)))))
		}
		// By themselves: what others call must keep the state whole without a layer around it.
		Act::Expose { who, amount } => expose(who, amount).map(|()| {
			*locked.entry(worker(who)).or_default() += amount;
		}),
		Act::Release { who, part } => {
			let amount = of(exposure(who), part);
			release(who, amount).map(|()| *locked.entry(worker(who)).or_default() -= amount)
		}
		Act::Slash { who, part, amount, shares } => {
			let taken = of(exposure(who), part);
			let amount = of(taken, amount);
			let shares: Vec<_> = shares.into_iter().map(|(receiver, part)| (receiver, of(amount, part / 2))).collect();
			slash(who, taken, amount, &shares).map(|gone| {
				*locked.entry(worker(who)).or_default() -= taken;
				*burnt += gone;
			})
		}
		Act::Blocks { count } => {
			run_for(count);
			Ok(())
		}
	};
}

proptest! {
	#![proptest_config(Cases { failure_persistence: None, ..Cases::default() })]

	#[test]
	fn money_should_be_accounted_for_when_anything_happens(acts in prop::collection::vec(acts(), 1..40)) {
		new_test_ext().execute_with(|| {
			start_workers(WORKERS - 1);
			run_for(1);
			let start = Balances::total_issuance();
			let (mut locked, mut burnt) = (BTreeMap::new(), 0);
			for act in acts {
				let shown = format!("{act:?}");
				perform(act, &mut locked, &mut burnt);
				assert_ok!(WorkersPallet::do_try_state());
				assert_eq!(Balances::total_issuance(), start - burnt, "after {shown}");
				locked.retain(|_, amount| *amount > 0);
				let exposed: BTreeMap<_, _> = <WorkersPallet as WorkerPool<_, u64>>::exposed().into_iter().collect();
				assert_eq!(exposed, locked, "after {shown}");
			}
			// Whatever is left comes back to whose it is.
			for (worker, amount) in locked {
				assert_ok!(<WorkersPallet as WorkerPool<_, u64>>::release(&worker, amount));
			}
			for (worker, record) in Workers::<Test>::iter().collect::<Vec<_>>() {
				assert_ok!(WorkersPallet::unbond(signed(worker), record.active()));
				run_for(31);
				let _ = in_layer(|| WorkersPallet::withdraw(signed(worker)));
				assert_eq!(held(worker), 0);
				assert_ok!(WorkersPallet::deregister(signed(worker)));
			}
			assert_eq!((Keys::<Test>::iter().count(), Offers::<Test>::iter().count()), (0, 0));
			assert_ok!(WorkersPallet::do_try_state());
		});
	}
}
