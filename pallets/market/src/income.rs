//! Income, and what a buyer saw of an IP asset: compared for "not worse", never for equality.

use crate::{
	pallet::*,
	types::{Income, Obstacle},
	IncomeOf,
};
use atelier_primitives::{
	ip::IpInspect,
	licensing::CommerceInspect,
	royalties::{PoolInspect, ScoreInspect, StackInspect},
	IpId,
};

impl<T: Config> From<Obstacle> for Error<T> {
	fn from(obstacle: Obstacle) -> Self {
		match obstacle {
			Obstacle::Expired => Self::Expired,
			Obstacle::OwnerChanged => Self::OwnerChanged,
			Obstacle::NonCommercial => Self::NonCommercial,
			Obstacle::RevisionMismatch => Self::RevisionMismatch,
			Obstacle::IncomeWorse => Self::IncomeWorse,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Income that a sale would convey now.
	pub(crate) fn income_of(ip: &IpId) -> IncomeOf<T> {
		Income {
			stack: T::Royalties::total(ip),
			owner_share: T::Pools::owner_share(ip),
			authority: T::Royalties::authority(ip),
			locked_until: T::Pools::locked_until(ip),
			floor: T::Commerce::coming_floor(ip),
			commercial: T::Commerce::is_commercial(ip),
		}
	}

	/// Obstacle of a buyer who named this revision and this income, the most telling one first: nothing may be sold, the
	/// income is worse, or the owner acted since.
	pub(crate) fn bid_obstacle(ip: &IpId, revision: u32, seen: &IncomeOf<T>) -> Option<Obstacle> {
		let income = Self::income_of(ip);
		if !income.commercial {
			Some(Obstacle::NonCommercial)
		} else if !income.is_no_worse_than(seen) {
			// Before the revision, which an act of the owner that worsens the income raises, too.
			Some(Obstacle::IncomeWorse)
		} else if T::Ips::revision(ip) != revision {
			Some(Obstacle::RevisionMismatch)
		} else {
			None
		}
	}

	/// Fails with the error of the obstacle, if there is one.
	pub(crate) fn ensure_free(obstacle: Option<Obstacle>) -> Result<(), Error<T>> {
		obstacle.map_or(Ok(()), |obstacle| Err(obstacle.into()))
	}
}
