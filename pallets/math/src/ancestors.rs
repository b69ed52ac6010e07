//! Ancestor rates: who shares in the income of a derivative, and at which rate.
//!
//! The *absolute policy*: what an ancestor asked of its direct derivative, it gets from everything below. For a child
//! `x` with the parents `p`, each linked under a license with a direct rate `R(x → p)`:
//!
//! ```text
//! R(x, a) = max( R(p, a) for every parent p,  R(x → a) if a is itself a parent )
//! ΣR(x)   = Σ_a R(x, a) ≤ 100 %
//! ```
//!
//! Rates are [`Perbill`], only compared and added: nothing is rounded. An ancestor on several paths (a diamond) counts
//! once, and no ancestor's rate ever falls from parent to child. An ancestor at 0 % is still listed: it is lineage.
//!
//! Every ancestor list is sorted by id, and the child's list is one merge of the lists of its parents. Each ancestor of
//! the child costs at most `2 · (MAX_PARENTS + 1)` comparisons.
//!
//! Source: the Liquid Absolute Percentage policy of Story's Programmable IP License. One difference, on purpose: Story
//! adds up the stacks of all parents, so that a diamond pays its top once per path; here it pays once.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::iter::once;
use scale_info::TypeInfo;
use sp_arithmetic::{traits::CheckedAdd, Perbill};
use sp_core::{bounded::BoundedVec, ConstU32};

/// Maximum number of parents of an IP.
pub const MAX_PARENTS: u32 = 16;

/// Maximum number of ancestors of an IP, its parents included.
pub const MAX_ANCESTORS: u32 = 1_024;

/// Ancestor and its rate: the share in the income of a descendant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Ancestor<Id> {
	/// Ancestor.
	pub id: Id,
	/// `R(x, a)`: its rate.
	pub rate: Perbill,
}

/// Ancestors of one IP: each once, sorted by id.
pub type Ancestors<Id> = BoundedVec<Ancestor<Id>, ConstU32<MAX_ANCESTORS>>;

/// Parent that a child is about to be linked to.
#[derive(Clone, Copy, Debug)]
pub struct Parent<'a, Id> {
	/// Parent.
	pub id: Id,
	/// `R(x → p)`: direct rate, what the license asks for the parent itself.
	pub rate: Perbill,
	/// Ancestors of the parent, sorted by id.
	pub ancestors: &'a [Ancestor<Id>],
}

/// Lineage of a child: its ancestors, and the sum of their rates.
///
/// Two parts, because a payment needs only the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage<Id> {
	/// Ancestors.
	pub ancestors: Ancestors<Id>,
	/// `ΣR`: sum of the rates.
	pub total: Perbill,
}

/// Errors of [`link`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum LineageError {
	/// More than [`MAX_PARENTS`] parents.
	MaxParentsExceeded,
	/// More than [`MAX_ANCESTORS`] ancestors.
	MaxAncestorsExceeded,
	/// The rates of all ancestors add up to more than 100 %.
	MaxRateExceeded,
	/// A parent is named twice.
	DuplicateParent,
	/// The ancestors of a parent are not sorted, or one of them is listed twice.
	NotSorted,
}

/// Computes the ancestors of a child from those of its parents.
///
/// The caller makes sure that the child is new, that is neither among its parents nor an ancestor of anything. Without
/// parents the lineage is empty.
pub fn link<Id: Ord + Clone>(parents: &[Parent<'_, Id>]) -> Result<Lineage<Id>, LineageError> {
	if parents.len() > MAX_PARENTS as usize {
		return Err(LineageError::MaxParentsExceeded);
	}
	// The direct rates are just one more list to merge.
	let mut direct: Vec<_> = parents.iter().map(|p| Ancestor { id: p.id.clone(), rate: p.rate }).collect();
	direct.sort_unstable_by(|a, b| a.id.cmp(&b.id));
	if !is_strictly_sorted(&direct) {
		return Err(LineageError::DuplicateParent);
	}
	for parent in parents {
		if parent.ancestors.len() > MAX_ANCESTORS as usize {
			return Err(LineageError::MaxAncestorsExceeded);
		}
		if !is_strictly_sorted(parent.ancestors) {
			return Err(LineageError::NotSorted);
		}
	}
	merge(parents.iter().map(|p| p.ancestors).chain(once(direct.as_slice())).collect())
}

/// Takes the smallest id off all lists that start with it, at its highest rate, until the lists are empty.
fn merge<Id: Ord + Clone>(mut lists: Vec<&[Ancestor<Id>]>) -> Result<Lineage<Id>, LineageError> {
	let mut ancestors = Ancestors::new();
	let mut total = Perbill::zero();
	while let Some(id) = lists.iter().copied().filter_map(<[_]>::first).map(|head| &head.id).min() {
		let mut rate = Perbill::zero();
		for list in &mut lists {
			if let Some((head, tail)) = list.split_first().filter(|(head, _)| head.id == *id) {
				rate = rate.max(head.rate);
				*list = tail;
			}
		}
		ancestors.try_push(Ancestor { id: id.clone(), rate }).map_err(|_| LineageError::MaxAncestorsExceeded)?;
		total = total.checked_add(&rate).ok_or(LineageError::MaxRateExceeded)?;
	}
	Ok(Lineage { ancestors, total })
}

fn is_strictly_sorted<Id: Ord>(list: &[Ancestor<Id>]) -> bool {
	list.is_sorted_by(|a, b| a.id < b.id)
}

#[cfg(test)]
mod tests;
