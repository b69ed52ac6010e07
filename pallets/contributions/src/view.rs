//! View functions.

use crate::*;
use atelier_primitives::Page;

impl<T: Config> Pallet<T> {
	pub(crate) fn view_contributions(
		authority: T::AccountId,
		cursor: Option<ContributionId>,
		size: u32,
	) -> Page<ContributionInfoOf<T>, ContributionId> {
		let Some(Sequence { first, next, .. }) = Sequences::<T>::get(&authority) else {
			return Page { items: Default::default(), next: None };
		};
		// Counted from the first one, so that a page ends there.
		let cursor = cursor.map(|cursor| cursor.saturating_sub(first));
		let page = Page::newest(next.saturating_sub(first), cursor, size, |number| {
			let id = first.saturating_add(number);
			Contributions::<T>::get(&authority, id).map(|contribution| ContributionInfo { id, contribution })
		});
		Page { items: page.items, next: page.next.map(|number| first.saturating_add(number)) }
	}

	pub(crate) fn view_curators(
		authority: T::AccountId,
		cursor: Option<T::AccountId>,
		size: u32,
	) -> Page<CuratorInfoOf<T>, T::AccountId> {
		let list = match cursor {
			Some(who) => Curators::<T>::iter_prefix_from(&authority, Curators::<T>::hashed_key_for(&authority, who)),
			None => Curators::<T>::iter_prefix(&authority),
		};
		Page::take(list.map(|(who, Curator { limit, .. })| (who.clone(), CuratorInfo { who, limit })), size)
	}
}
