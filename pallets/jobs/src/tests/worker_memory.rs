use super::worker_node::with_node;
use crate::worker::memory::{Book, KEEP, MAX_RECORDS};
use codec::{Decode, Encode};

#[derive(Debug, Default, PartialEq, Encode, Decode)]
struct Record(u32);

const BOOK: Book<u32, Record> = Book::new(b"test/book");

fn write(key: u32, now: u64, value: u32) -> Option<Record> {
	BOOK.update(&key, now, |_| Some(Record(value)))
}

#[test]
fn record_should_change_when_it_is_updated() {
	with_node(|_| {
		assert_eq!(BOOK.get(&1), None);
		assert_eq!(write(1, 10, 5), Some(Record(5)));
		assert_eq!(BOOK.update(&1, 11, |Record(value)| Some(Record(value + 1))), Some(Record(6)));
		assert_eq!(BOOK.update(&1, 11, |_| None), None);
		assert_eq!((BOOK.get(&1), BOOK.get(&2)), (Some(Record(6)), None));
	});
}

#[test]
fn record_should_stay_as_it_is_when_another_run_changed_it_meanwhile() {
	with_node(|_| {
		let result = BOOK.update(&1, 10, |_| {
			write(1, 10, 7);
			Some(Record(5))
		});
		assert_eq!((result, BOOK.get(&1)), (None, Some(Record(7))));
	});
}

#[test]
fn record_should_stay_as_it_is_when_it_cannot_be_read() {
	with_node(|node| {
		write(1, 10, 5);
		let place = [&b"test/book/"[..], &1u32.to_le_bytes()].concat();
		node.set(&place, Some(b"?"));
		assert_eq!((write(1, 10, 6), BOOK.get(&1)), (None, None));
		assert_eq!(node.db.get(&place), Some(b"?".to_vec()));
	});
}

#[test]
fn records_should_go_when_they_are_old_and_not_needed() {
	with_node(|node| {
		(0..4).for_each(|key| assert!(write(key, 10 + u64::from(key / 2), key).is_some()));
		let is_needed = |key: &u32| key.is_multiple_of(2);
		BOOK.tidy(10 + KEEP - 1, is_needed);
		assert!((0..4).all(|key| BOOK.get(&key).is_some()));
		BOOK.tidy(10 + KEEP, is_needed);
		assert_eq!([0, 1, 2, 3].map(|key| BOOK.get(&key).is_some()), [true, false, true, true]);
		BOOK.tidy(11 + KEEP, is_needed);
		assert_eq!([0, 1, 2, 3].map(|key| BOOK.get(&key).is_some()), [true, false, true, false]);
		assert_eq!(node.db.get(b"test/book"), Some(vec![(0u32, 10u64), (2, 11)].encode()));
	});
}

#[test]
fn records_should_go_at_once_when_there_are_many() {
	with_node(|_| {
		let half = MAX_RECORDS as u32 / 2;
		(0..half).for_each(|key| assert!(write(key, 10, key).is_some()));
		BOOK.tidy(10, |_| false);
		assert!(BOOK.get(&0).is_some());
		write(half, 10, 1);
		BOOK.tidy(10, |key| *key == 3);
		assert_eq!((0..=half).filter(|key| BOOK.get(key).is_some()).collect::<Vec<_>>(), [3]);
	});
}

#[test]
fn book_should_take_no_more_when_it_is_full() {
	with_node(|_| {
		let full = MAX_RECORDS as u32;
		(0..full).for_each(|key| assert!(write(key, 10, key).is_some()));
		assert_eq!((write(full, 10, 1), BOOK.get(&full)), (None, None));
		assert!(write(0, 10, 9).is_some());
	});
}
