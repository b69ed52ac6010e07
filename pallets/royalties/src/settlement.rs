//! Settlement: what was set aside goes to the ancestors, chunk by chunk, and fees to their collector.

use crate::{
	types::{Chunk, MAX_CHUNK, MAX_IDLE_POOLS},
	*,
};
use alloc::vec::Vec;
use atelier_math::upstream;
use atelier_primitives::{chain::Balance, ip::IpId};
use frame_support::{
	defensive,
	dispatch::{DispatchResultWithPostInfo, WithPostDispatchInfo},
	ensure,
	storage::with_storage_layer,
	traits::{fungible::Mutate, tokens::Preservation::Preserve, Get},
	weights::{Weight, WeightMeter},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Settles for a fee. Whoever comes when nothing is due pays for what was looked at.
	pub(crate) fn settle_on_call(ip: &IpId, limit: u32) -> DispatchResultWithPostInfo {
		let idle = |error: DispatchError| error.with_weight(T::WeightInfo::settle_nothing());
		ensure!(limit <= MAX_CHUNK, idle(Error::<T>::MaxChunkExceeded.into()));
		match Self::do_settle(ip, limit) {
			Ok(credited) => Ok(Some(T::WeightInfo::settle(credited)).into()),
			Err(error) if error == Error::<T>::NothingToSettle.into() || error == Error::<T>::NotFound.into() => {
				Err(idle(error))
			}
			Err(error) => Err(error.into()),
		}
	}

	/// Returns the number of ancestors that had their turn.
	pub(crate) fn do_settle(ip: &IpId, limit: u32) -> Result<u32, DispatchError> {
		let mut pool = Pools::<T>::get(ip).ok_or(Error::<T>::NotFound)?;
		let has_moved_fees = Self::hand_over_fees(ip, &mut pool);
		let chunk = pool.advance(limit);
		ensure!(has_moved_fees || chunk.is_some(), Error::<T>::NothingToSettle);
		let Some(chunk) = chunk else {
			Pools::<T>::insert(ip, pool);
			return Ok(0);
		};
		let turn = Self::due_to_ancestors(ip, &chunk)?;
		pool.note_credited(turn.iter().fold(0, |sum, (_, amount)| amount.saturating_add(sum)));
		Pools::<T>::insert(ip, pool);
		for (ancestor, amount) in turn {
			Self::credit(&ancestor, amount)?;
			Self::deposit_event(Event::Credited { ip: ancestor, from: *ip, amount });
		}
		if chunk.is_last {
			Self::deposit_event(Event::Settled { ip: *ip, gross: chunk.to });
		}
		Ok(chunk.count())
	}

	fn hand_over_fees(ip: &IpId, pool: &mut PoolOf<T>) -> bool {
		// A collector that cannot receive must not keep ancestors from their money.
		let is_handed_over = pool.fees > 0 && Self::pay_collector(ip, pool.fees);
		if is_handed_over {
			pool.fees = 0;
		}
		is_handed_over
	}

	/// Pays the collector of the fees, and says whether that was possible. If not, nothing has changed.
	pub(crate) fn pay_collector(ip: &IpId, amount: Balance) -> bool {
		let (account, collector) = (Self::account(), T::FeeCollector::get());
		// A transfer to itself would move nothing.
		if collector == account || T::Currency::transfer(&account, &collector, amount, Preserve).is_err() {
			return false;
		}
		Self::deposit_event(Event::FeesCollected { ip: *ip, amount });
		true
	}

	/// The ancestors of the chunk that receive something.
	fn due_to_ancestors(from: &IpId, chunk: &Chunk) -> Result<Vec<(IpId, Balance)>, DispatchError> {
		let ancestors = Stacks::<T>::get(from).ok_or(Error::<T>::NotFound)?.ancestors;
		let mut due = Vec::new();
		for ancestor in ancestors.iter().skip(chunk.start as usize).take(chunk.count() as usize) {
			let amount = upstream::settle(chunk.from, chunk.to, ancestor.rate)?;
			if amount > 0 {
				due.push((ancestor.id, amount));
			}
		}
		Ok(due)
	}

	fn credit(ip: &IpId, amount: Balance) -> DispatchResult {
		// An ancestor that is gone blocks nobody: its money parks.
		let mut pool = Self::pool_or_founded(ip).unwrap_or_else(Pool::unowned);
		pool.receive_from_below(amount)?;
		Pools::<T>::insert(ip, pool);
		Ok(())
	}

	/// Looks at the next pools and settles a chunk of each that is worth it, as far as the weight goes.
	pub(crate) fn settle_when_idle(remaining: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(remaining);
		let needed = T::WeightInfo::on_idle_base().saturating_add(T::WeightInfo::on_idle_examine());
		if !meter.can_consume(needed) {
			return meter.consumed();
		}
		meter.consume(T::WeightInfo::on_idle_base());
		let least = T::MinIdleSettlement::get();
		let start = IdleCursor::<T>::get();
		let mut cursor = start;
		for _ in 0..MAX_IDLE_POOLS {
			if meter.try_consume(T::WeightInfo::on_idle_examine()).is_err() {
				break;
			}
			let Some((ip, pool)) = Self::next_pool(cursor) else {
				cursor = None;
				break;
			};
			if let Some(limit) = Self::worth_settling(&pool, least) {
				// Not enough weight left: this pool comes first in the next idle block.
				if meter.try_consume(T::WeightInfo::settle(limit)).is_err() {
					break;
				}
				Self::settle_in_hook(&ip, limit);
			}
			cursor = Some(ip);
		}
		if cursor != start {
			IdleCursor::<T>::set(cursor);
		}
		meter.consumed()
	}

	pub(crate) fn next_pool(cursor: Option<IpId>) -> Option<(IpId, PoolOf<T>)> {
		match cursor {
			Some(ip) => Pools::<T>::iter_from_key(ip).next(),
			None => Pools::<T>::iter().next(),
		}
	}

	/// Number of ancestors to credit, zero for the fees alone; `None` if it is not worth its weight. Each chunk on the
	/// way has to be worth it.
	pub(crate) fn worth_settling(pool: &PoolOf<T>, least: Balance) -> Option<u32> {
		if pool.is_unsettled() && pool.pending() >= least.saturating_mul(pool.chunks_left().into()) {
			return Some(MAX_CHUNK);
		}
		(pool.fees > 0 && pool.fees >= least).then_some(0)
	}

	fn settle_in_hook(ip: &IpId, limit: u32) {
		match with_storage_layer(|| Self::do_settle(ip, limit)) {
			Ok(_) => (),
			// The collector of the fees cannot receive them.
			Err(error) if error == Error::<T>::NothingToSettle.into() => (),
			Err(_) => {
				defensive!("a pool that is unsettled can be settled");
			}
		}
	}
}
