//! Pagination of long lists.

use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// Maximum number of items on a page, whatever the caller asks for.
pub const MAX_PAGE_SIZE: u32 = 256;

/// Page of a list, with the cursor of the next one.
///
/// The cursor is the key of the last item on the page. The next page holds what comes *after* that key, so that no item
/// is missed or repeated because others were added or removed in between, the one at the cursor included.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Page<Item, Cursor> {
	/// The items, in the order of the list.
	pub items: Vec<Item>,
	/// Cursor of the next page; `None` if this is the last one.
	pub next: Option<Cursor>,
}

impl<Item, Cursor> Page<Item, Cursor> {
	/// Takes a page of at most `size` items off a list that starts after the caller's cursor.
	///
	/// `size` is moved into `1..=MAX_PAGE_SIZE`. Reads one item more than it returns, to know whether there is another
	/// page.
	pub fn take(list: impl IntoIterator<Item = (Cursor, Item)>, size: u32) -> Self {
		let mut list = list.into_iter();
		let mut items = Vec::new();
		let mut last = None;
		for (cursor, item) in list.by_ref().take(size.clamp(1, MAX_PAGE_SIZE) as usize) {
			items.push(item);
			last = Some(cursor);
		}
		let next = list.next().and(last);
		Self { items, next }
	}
}

/// Maximum number of numbers visited for a page.
const MAX_LOOKED_AT: usize = 1_024;

impl<Item> Page<Item, u32> {
	/// Takes a page of what is numbered as it comes, the newest first: at most `size` items with numbers below the cursor,
	/// or below `next`, the number of the next one to come.
	///
	/// `size` is moved into `1..=MAX_PAGE_SIZE`. Where many are gone, a page has fewer items than that, or none, and there
	/// is still a next one: no more than 1,024 numbers are looked at.
	pub fn newest(next: u32, cursor: Option<u32>, size: u32, get: impl Fn(u32) -> Option<Item>) -> Self {
		let size = size.clamp(1, MAX_PAGE_SIZE) as usize;
		let mut items = Vec::new();
		for (looked_at, number) in (0..cursor.map_or(next, |cursor| cursor.min(next))).rev().enumerate() {
			if items.len() == size || looked_at == MAX_LOOKED_AT {
				return Self { items, next: Some(number.saturating_add(1)) };
			}
			items.extend(get(number));
		}
		Self { items, next: None }
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{collections::BTreeMap, vec};
	use core::ops::Bound::{Excluded, Unbounded};

	fn list(length: u32) -> BTreeMap<u32, u32> {
		(0..length).map(|i| (i, i * 10)).collect()
	}

	fn page(list: &BTreeMap<u32, u32>, after: Option<u32>, size: u32) -> Page<u32, u32> {
		let start = after.map_or(Unbounded, Excluded);
		Page::take(list.range((start, Unbounded)).map(|(key, item)| (*key, *item)), size)
	}

	/// All pages of numbers, of which some are gone.
	fn pages(next: u32, size: u32, is_there: fn(&u32) -> bool) -> Vec<Vec<u32>> {
		let mut cursor = None;
		let mut pages = vec![];
		loop {
			let page = Page::newest(next, cursor, size, |number| Some(number).filter(is_there));
			pages.push(page.items);
			cursor = page.next;
			if cursor.is_none() {
				return pages;
			}
		}
	}

	#[test]
	fn newest_should_come_first_when_a_list_is_numbered() {
		assert_eq!(pages(5, 2, |_| true), [vec![4, 3], vec![2, 1], vec![0]]);
		assert_eq!(pages(5, 2, |number| number % 3 == 0), [vec![3, 0]]);
		assert_eq!(pages(0, 2, |_| true), [Vec::<u32>::new()]);
		assert_eq!(Page::newest(5, Some(u32::MAX), 2, Some).items, [4, 3]);
		assert_eq!(Page::newest(1_000, None, u32::MAX, Some).items.len(), MAX_PAGE_SIZE as usize);
	}

	#[test]
	fn page_should_look_at_so_many_when_most_of_a_list_is_gone() {
		assert_eq!(pages(3_000, 2, |number| *number < 1), [vec![], vec![], vec![0]]);
	}

	#[test]
	fn pages_should_hold_every_item_once_when_followed_to_the_end() {
		for length in [0, 1, 2, 3, 7, 8, 9] {
			let list = list(length);
			let (mut items, mut pages) = (vec![], 1);
			let mut current = page(&list, None, 3);
			while let Some(cursor) = current.next {
				items.extend(current.items);
				pages += 1;
				current = page(&list, Some(cursor), 3);
			}
			items.extend(current.items);
			assert_eq!(items, list.into_values().collect::<Vec<_>>());
			assert_eq!(pages, length.div_ceil(3).max(1));
		}
	}

	#[test]
	fn page_should_be_the_last_when_it_takes_exactly_the_rest() {
		assert_eq!(page(&list(3), None, 3), Page { items: vec![0, 10, 20], next: None });
		assert_eq!(page(&list(4), None, 3), Page { items: vec![0, 10, 20], next: Some(2) });
	}

	#[test]
	fn page_should_be_bounded_when_the_size_is_not() {
		let list = list(1_000);
		assert_eq!(page(&list, None, u32::MAX).items.len(), MAX_PAGE_SIZE as usize);
		assert_eq!(page(&list, None, 0).items.len(), 1);
	}

	#[test]
	fn page_should_continue_in_place_when_the_item_at_the_cursor_is_gone() {
		let mut list = list(4);
		let first = page(&list, None, 2);
		list.remove(&1);
		assert_eq!(page(&list, first.next, 2).items, [20, 30]);
	}

	#[test]
	fn page_should_read_one_item_more_when_there_are_many() {
		let mut read = 0;
		Page::take((0..1_000).inspect(|_| read += 1).map(|i| (i, i)), 5);
		assert_eq!(read, 6);
	}
}
