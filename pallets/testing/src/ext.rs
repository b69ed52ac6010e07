//! Externalities of a test: the chain beneath a pallet, its genesis, and the check of invariants after each test.

use crate::AccountOf;
use atelier_primitives::chain::Balance;
use frame_support::assert_ok;
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchResult, TryRuntimeError};
use std::collections::BTreeMap;

/// The existential deposit.
pub const ED: Balance = 10;

/// Implements `frame_system::Config` and `pallet_balances::Config` for a mock runtime.
///
/// Named `System` and `Balances` in `construct_runtime!`. Takes the runtime, its account type, and further items of
/// either `Config` where the pallet under test needs other ones than the defaults for tests.
///
/// ```text
/// atelier_testing::impl_chain!(Test, AccountId, system { type BaseCallFilter = Filter; });
/// ```
#[macro_export]
macro_rules! impl_chain {
	(
		$runtime:ident, $account:ty
		$(, system { $($system:tt)* })?
		$(, balances { $($balances:tt)* })?
		$(,)?
	) => {
		// By its name alone, as the macro itself calls it again.
		use frame_support::derive_impl;

		#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
		impl frame_system::Config for $runtime {
			type Block = frame_system::mocking::MockBlock<$runtime>;
			type AccountId = $account;
			type Lookup = $crate::private::IdentityLookup<$account>;
			type AccountData = pallet_balances::AccountData<$crate::private::Balance>;
			$($($system)*)?
		}

		#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
		impl pallet_balances::Config for $runtime {
			type AccountStore = System;
			type Balance = $crate::private::Balance;
			type ExistentialDeposit = $crate::private::ConstU128<{ $crate::ED }>;
			$($($balances)*)?
		}
	};
}

/// Implements [`Config`](crate::Config) for a mock runtime where all fakes are neighbors: [`Ips`](crate::Ips), and no
/// policies. Takes the runtime, and the payment kind of the pallet under test, if it has one.
#[macro_export]
macro_rules! impl_world {
	($runtime:ident $(, $payment:expr)?) => {
		impl $crate::Config for $runtime {
			type Currency = Balances;
			type Ips = $crate::Ips<$runtime>;
			type Policy = ();
			$(const PAYMENT: Option<$crate::private::PaymentKind> = Some($payment);)?
		}
	};
}

/// Declares the helpers of tests: `signed`, `balance`, `held`, `wealth`, `last_event`, `run_to`, `run_for`, and `must`.
///
/// A mock can declare one of the same name, which goes before. Takes the account type.
#[macro_export]
macro_rules! impl_acts {
	($account:ty) => {
		#[allow(dead_code)]
		mod acts {
			use super::*;
			use core::borrow::Borrow;
			use frame_support::traits::fungible::{Inspect, InspectHold};

			/// The origin of a transaction of this account.
			pub fn signed(who: impl Borrow<$account>) -> RuntimeOrigin {
				RuntimeOrigin::signed(who.borrow().clone())
			}

			/// The free balance of an account.
			pub fn balance(who: impl Borrow<$account>) -> $crate::private::Balance {
				<Balances as Inspect<_>>::balance(who.borrow())
			}

			/// The amount on hold of an account for a reason.
			pub fn held(reason: impl Into<RuntimeHoldReason>, who: impl Borrow<$account>) -> $crate::private::Balance {
				Balances::balance_on_hold(&reason.into(), who.borrow())
			}

			/// The balance of an account, with what is on hold.
			pub fn wealth(who: impl Borrow<$account>) -> $crate::private::Balance {
				<Balances as Inspect<_>>::total_balance(who.borrow())
			}

			/// The latest event.
			pub fn last_event() -> RuntimeEvent {
				System::events().pop().expect("an event").event
			}

			/// Sets the block number. No hook is called.
			pub fn run_to(block: u64) {
				System::set_block_number(block);
			}

			/// Adds to the block number. No hook is called.
			pub fn run_for(blocks: u64) {
				run_to(System::block_number() + blocks);
			}

			/// As `assert_ok!`, where an expression is needed.
			#[track_caller]
			pub fn must(result: $crate::private::DispatchResult) {
				assert_eq!(result, Ok(()));
			}
		}

		pub use acts::*;
	};
}

/// Declares `new_test_ext`, and `build_and_execute`, which checks the invariants of the pallet after a test.
///
/// Takes the runtime, the pallet, the accounts with funds, how much each has, and what is done before a test, if
/// anything. The genesis is built once: random tests start thousands of times. A mock can declare one of the same name,
/// which goes before.
#[macro_export]
macro_rules! impl_ext {
	($runtime:ident, $pallet:ident, $accounts:expr, $funds:expr $(, $prepare:expr)? $(,)?) => {
		#[allow(dead_code)]
		mod externalities {
			use super::*;
			use std::sync::LazyLock;

			/// The storage at block 1.
			pub fn new_test_ext() -> sp_io::TestExternalities {
				static GENESIS: LazyLock<$crate::private::Storage> = LazyLock::new(|| {
					let balances = $crate::funded($accounts, $funds);
					let genesis = RuntimeGenesisConfig { balances, ..Default::default() };
					$crate::private::BuildStorage::build_storage(&genesis).expect("the genesis of a test is valid")
				});
				#[allow(unused_mut)]
				let mut ext = $crate::externalities::<$runtime>(GENESIS.clone());
				$(ext.execute_with($prepare);)?
				ext
			}

			/// Runs a test, and checks the invariants after it.
			pub fn build_and_execute<R>(test: impl FnOnce() -> R) -> R {
				$crate::run(new_test_ext(), $pallet::do_try_state, test)
			}
		}

		pub use externalities::*;
	};
}

/// The genesis of `pallet-balances` in which each of these accounts has `amount`.
pub fn funded<T>(accounts: impl IntoIterator<Item = AccountOf<T>>, amount: Balance) -> pallet_balances::GenesisConfig<T>
where
	T: pallet_balances::Config<Balance = Balance>,
{
	let balances = accounts.into_iter().map(|who| (who, amount)).collect();
	pallet_balances::GenesisConfig { balances, ..Default::default() }
}

/// Externalities with this genesis, at block 1, where events are kept. Random tests build the storage once.
pub fn externalities<T: frame_system::Config>(genesis: impl BuildStorage) -> TestExternalities {
	let storage = genesis.build_storage().expect("the genesis of a test is valid");
	let mut ext = TestExternalities::new(storage);
	ext.execute_with(|| frame_system::Pallet::<T>::set_block_number(1u32.into()));
	ext
}

/// Runs a test, and checks the invariants of the pallet after it.
pub fn run<R>(
	mut ext: TestExternalities,
	try_state: impl FnOnce() -> Result<(), TryRuntimeError>,
	test: impl FnOnce() -> R,
) -> R {
	ext.execute_with(|| {
		let result = test();
		assert_ok!(try_state());
		result
	})
}

/// Checks that the invariants hold, and that they break with this sentence after `change`.
#[track_caller]
pub fn breaks(try_state: impl Fn() -> Result<(), TryRuntimeError>, sentence: &'static str, change: impl FnOnce()) {
	assert_ok!(try_state());
	change();
	assert_eq!(try_state(), Err(TryRuntimeError::Other(sentence)));
}

/// Acts in a storage layer, as the dispatch of a transaction does: what fails leaves nothing behind.
pub fn in_layer(act: impl FnOnce() -> DispatchResult) -> DispatchResult {
	frame_support::storage::with_storage_layer(act)
}

/// The amounts on hold of all accounts, by account and the name of the reason. For leaks: what no record explains.
pub fn holds<T>() -> BTreeMap<(AccountOf<T>, String), Balance>
where
	T: pallet_balances::Config<Balance = Balance>,
{
	let all = pallet_balances::Holds::<T>::iter();
	let each = all.flat_map(|(who, holds)| holds.into_iter().map(move |hold| (who.clone(), hold)));
	each.filter(|(_, hold)| hold.amount > 0).map(|(who, hold)| ((who, format!("{:?}", hold.id)), hold.amount)).collect()
}

/// Number of cases of a test of random sequences: a quarter of them, all under the variable `ATELIER_FULL`, or what
/// `PROPTEST_CASES` says.
///
/// Chance finds what is common in the first hundreds; the rest is for the long run.
pub fn cases(all: u32) -> u32 {
	let named = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	let is_full = std::env::var_os("ATELIER_FULL").is_some();
	named.unwrap_or(if is_full { all } else { all.div_ceil(4) })
}
