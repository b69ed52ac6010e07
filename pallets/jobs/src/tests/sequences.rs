//! Random sequences of everything that can happen. After each step all invariants hold, and no unit is made or lost but
//! by what is burnt.

use super::*;
use proptest::{prelude::*, test_runner::Config as Cases};

#[derive(Clone, Debug)]
enum Act {
	Request { who: u8, n: u8, m: u8, price: Balance },
	Cancel { job: usize },
	Commit { job: usize, seat: usize, says: u8 },
	Reveal { job: usize, seat: usize, says: u8 },
	Work { job: usize, liars: u8 },
	Challenge { job: usize, says: u8, who: u8 },
	Unbond { who: u8, amount: Balance },
	AddStake { who: u8, amount: Balance },
	Serve { who: u8, price: Balance },
	Stop { who: u8 },
	Leave { who: u8 },
	Register { who: u8, stake: Balance },
	Deliver { job: usize },
	Mint { job: usize },
	Prune { job: usize },
	Refuse { records: bool, payments: bool },
	Terms { fee: Balance, of_adapter: bool, payee: u8 },
	Close { closed: bool },
	Blocks { count: u64, vrf: bool },
}

const WORKERS: u8 = 9;

fn acts() -> impl Strategy<Value = Act> {
	let job = || 0usize..6;
	let who = || 0..WORKERS;
	let says = || 0u8..4;
	let amount = || prop_oneof![1u128..5 * UNIT, Just(85 * UNIT)];
	prop_oneof![
		4 => (0u8..4, 2u8..6, 1u8..6, prop_oneof![Just(1_000u128), 50u128..2_000, 1..UNIT])
			.prop_map(|(who, n, m, price)| Act::Request { who, n, m, price }),
		1 => job().prop_map(|job| Act::Cancel { job }),
		5 => (job(), 0usize..5, says()).prop_map(|(job, seat, says)| Act::Commit { job, seat, says }),
		5 => (job(), 0usize..5, says()).prop_map(|(job, seat, says)| Act::Reveal { job, seat, says }),
		6 => (job(), any::<u8>()).prop_map(|(job, liars)| Act::Work { job, liars }),
		4 => (job(), says(), 0u8..4).prop_map(|(job, says, who)| Act::Challenge { job, says, who }),
		1 => (who(), amount()).prop_map(|(who, amount)| Act::Unbond { who, amount }),
		1 => (who(), amount()).prop_map(|(who, amount)| Act::AddStake { who, amount }),
		1 => (who(), 400u128..1_200).prop_map(|(who, price)| Act::Serve { who, price }),
		1 => who().prop_map(|who| Act::Stop { who }),
		1 => who().prop_map(|who| Act::Leave { who }),
		2 => (who(), 9 * UNIT..120 * UNIT).prop_map(|(who, stake)| Act::Register { who, stake }),
		1 => job().prop_map(|job| Act::Deliver { job }),
		1 => job().prop_map(|job| Act::Mint { job }),
		1 => job().prop_map(|job| Act::Prune { job }),
		1 => (any::<bool>(), any::<bool>()).prop_map(|(records, payments)| Act::Refuse { records, payments }),
		2 => (0u128..100, any::<bool>(), 0u8..3)
			.prop_map(|(fee, of_adapter, payee)| Act::Terms { fee, of_adapter, payee }),
		1 => prop::bool::weighted(0.1).prop_map(|closed| Act::Close { closed }),
		8 => (1u64..5, prop::bool::weighted(0.9)).prop_map(|(count, vrf)| Act::Blocks { count, vrf }),
		1 => Just(Act::Blocks { count: 60, vrf: true }),
	]
}

/// Zero is the truth.
fn said(hash: JobHash, says: u8) -> Answer {
	match says {
		0 => honest(hash),
		n => lie(n),
	}
}

fn adapter() -> Digest {
	atelier_testing::engine::root_of(&atelier_testing::engine::adapter_bytes(&model(), &[1]))
}

fn burnt(events: &[Event<Test>]) -> Balance {
	events.iter().map(|event| if let Event::Slashed { burnt, .. } = event { *burnt } else { 0 }).sum()
}

/// The last one is a worker, too.
fn requester(n: u8) -> AccountId {
	if n == 3 {
		worker(0)
	} else {
		account(1 + n)
	}
}

/// The collection that a requester mints in: all have one.
fn collection_of(who: &AccountId) -> u32 {
	let of_who = |collection: &u32| Ips::collection_creator(*collection).as_ref() == Some(who);
	(9..).take(4).find(of_who).unwrap_or(0)
}

/// Acts may fail; then they must change nothing, which the storage layer sees to, as in a block.
fn perform(act: Act, jobs: &mut Vec<JobHash>) {
	let pick = |index: usize| jobs.iter().rev().nth(index).copied().unwrap_or([0; 32]);
	let exists = |hash: &JobHash| Jobs::<Test>::contains_key(hash);
	let seat_of = |hash: JobHash, seat: usize| committee(hash).get(seat).cloned();
	let drop_info =
		|result: frame_support::dispatch::DispatchResultWithPostInfo| result.map(drop).map_err(|error| error.error);
	let _ = match act {
		Act::Request { who, n, m, price } => {
			let adapters = vec![adapter(); usize::from(who % 3)].try_into().unwrap();
			let (who, order) = (requester(who), Order { n, m, price, adapters, ..order() });
			let hash = JobsPallet::job_hash(&who, NextNonce::<Test>::get(), &order);
			let done = in_layer(|| drop_info(JobsPallet::request(signed(&who), Box::new(order), Balance::MAX)));
			if done.is_ok() {
				jobs.push(hash);
			}
			done
		}
		Act::Cancel { job } => {
			let hash = pick(job);
			let who = Jobs::<Test>::get(hash).map_or(alice(), |job| job.requester);
			in_layer(|| JobsPallet::cancel(signed(&who), hash))
		}
		Act::Commit { job, seat, says } => match pick(job) {
			hash if exists(&hash) => seat_of(hash, seat).map_or(Ok(()), |who| commit(hash, &who, &said(hash, says))),
			_ => Ok(()),
		},
		Act::Reveal { job, seat, says } => match pick(job) {
			hash if exists(&hash) => seat_of(hash, seat).map_or(Ok(()), |who| reveal(hash, &who, &said(hash, says))),
			_ => Ok(()),
		},
		Act::Work { job, liars } => {
			let hash = pick(job);
			if exists(&hash) {
				let answers: Vec<_> =
					(0..8).map(|seat| said(hash, if liars & (1 << seat) == 0 { 0 } else { 1 + liars % 3 })).collect();
				let workers = committee(hash);
				workers.iter().zip(&answers).for_each(|(who, answer)| {
					let _ = commit(hash, who, answer);
				});
				if exists(&hash) {
					workers.iter().zip(&answers).for_each(|(who, answer)| {
						let _ = reveal(hash, who, answer);
					});
				}
			}
			Ok(())
		}
		Act::Challenge { job, says, who } => match pick(job) {
			hash if exists(&hash) => challenge(&account(1 + who), hash, &said(hash, says)),
			_ => Ok(()),
		},
		Act::Unbond { who, amount } => in_layer(|| Pool::unbond(&worker(who), amount)),
		Act::AddStake { who, amount } => in_layer(|| Pool::add_stake(&worker(who), amount)),
		Act::Serve { who, price } => in_layer(|| serve(&worker(who), price, 100)),
		Act::Stop { who } => in_layer(|| Pool::stop(&worker(who), model())),
		Act::Leave { who } => in_layer(|| Pool::leave(&worker(who))),
		Act::Register { who, stake } => in_layer(|| {
			register(&worker(who), stake)?;
			serve(&worker(who), 500, 100)
		}),
		Act::Deliver { job } => {
			let hash = pick(job);
			let who = Jobs::<Test>::get(hash).map_or(alice(), |job| job.requester);
			in_layer(|| JobsPallet::deliver(signed(&who), hash))
		}
		Act::Mint { job } => {
			let hash = pick(job);
			let who = Jobs::<Test>::get(hash).map_or(alice(), |job| job.requester);
			let collection = collection_of(&who);
			in_layer(|| JobsPallet::claim_mint(signed(&who), hash, collection, Default::default(), Perbill::zero()))
		}
		Act::Prune { job } => in_layer(|| JobsPallet::prune(signed(bob()), pick(job))),
		Act::Refuse { records, payments } => {
			refuse(Receiver::Record, records);
			RefusePayments::set(payments);
			Ok(())
		}
		// For a pool, for the pot, or for a pool that is gone.
		Act::Terms { fee, of_adapter, payee } => {
			let ip = set_terms(fee, Access::Open);
			let root = if of_adapter { adapter() } else { model() };
			match payee {
				0 => Models::set_terms(root, ip, fee, Access::Open),
				1 => Models::set_terms_of_nobody(root, fee),
				_ => Models::set_terms(root, IpId::new(7, 9), fee, Access::Open),
			}
			Ok(())
		}
		Act::Close { closed } => {
			Models::close(adapter(), closed);
			Ok(())
		}
		Act::Blocks { count, vrf } => {
			for _ in 0..count {
				HasVrf::set(vrf);
				next_block();
				HasVrf::set(true);
			}
			Ok(())
		}
	};
}

proptest! {
	#![proptest_config(Cases { failure_persistence: None, ..Cases::default() })]

	#[test]
	fn money_should_be_accounted_for_when_anything_happens(acts in prop::collection::vec(acts(), 1..60)) {
		test_ext_of((1..5).chain(10..10 + WORKERS)).execute_with(|| {
			start_workers(WORKERS - 2);
			assert_eq!(Models::publish_adapter(model(), 1), adapter());
			(0..4).for_each(|n| Ips::create_collection(9 + u32::from(n), requester(n)));
			next_block();
			let start = Balances::total_issuance();
			let mut jobs = Vec::new();
			for act in acts {
				let shown = format!("{act:?}");
				perform(act, &mut jobs);
				assert_ok!(JobsPallet::do_try_state());
				assert_eq!(Balances::total_issuance(), start - burnt(&events()), "after {shown}");
				assert_eq!(wealth(JobsPallet::account()), ED, "after {shown}");
				let pots = Models::pot(model()) + Models::pot(adapter());
				assert_eq!(wealth(Models::account()), ED + pots, "after {shown}");
			}
			// Whatever was left open ends by itself, and everything that was held for jobs comes back.
			run_for(200);
			assert_ok!(JobsPallet::do_try_state());
			assert_eq!(OpenCount::<Test>::get(), 0);
			assert_eq!(Jobs::<Test>::iter().count(), 0);
			assert!((0..WORKERS).all(|n| exposure(&worker(n)) == 0));
			assert!(jobs.iter().all(|hash| events().iter().filter(|event| ends(event, hash)).count() == 1));
		});
	}
}

/// Whether a job came to one of its ends here.
fn ends(event: &Event<Test>, hash: &JobHash) -> bool {
	match event {
		Event::Finalized { job, .. } | Event::Refunded { job, .. } | Event::Canceled { job, .. } => job == hash,
		_ => false,
	}
}
