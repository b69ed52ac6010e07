//! Stand-ins for what takes outcomes and money, each of which can misbehave.

use super::*;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCall {
	pub owner: AccountId,
	pub output: Digest,
	pub generation: Generation,
	pub attestation: Attestation,
	pub age: u32,
}

#[derive(Default)]
pub struct Outside {
	pub terms: BTreeMap<Digest, (UseFee, Access)>,
	pub owners: BTreeMap<IpId, AccountId>,
	pub licensees: BTreeSet<AccountId>,
	pub records: Vec<RecordCall>,
	/// Whose trait of what was set to what.
	pub traits: Vec<(AccountId, IpId, TraitKey, Outcome<AccountId>)>,
	pub refuse_records: bool,
	pub refuse_traits: bool,
	pub refuse_payments: bool,
}

thread_local! {
	pub static OUTSIDE: RefCell<Outside> = RefCell::new(Outside::default());
}

pub fn outside<R>(act: impl FnOnce(&mut Outside) -> R) -> R {
	OUTSIDE.with_borrow_mut(act)
}

/// Takes the record of an output file.
pub struct Records;

impl OnJobFinalized<AccountId> for Records {
	fn receivers(outcome: &Outcome<AccountId>) -> Vec<Receiver> {
		outcome.answer.output().map(|_| Receiver::Record).into_iter().collect()
	}

	fn on_job_finalized(_: Receiver, outcome: &Outcome<AccountId>) -> DispatchResult {
		ensure!(!outside(|all| all.refuse_records), DispatchError::Other("no records"));
		let Outcome { requester: owner, answer, generation, attestation, age, .. } = outcome.clone();
		let output = *answer.output().unwrap();
		outside(|all| all.records.push(RecordCall { owner, output, generation, attestation, age }));
		Ok(())
	}
}

/// Takes the value of a trait.
pub struct Traits;

impl OnJobFinalized<AccountId> for Traits {
	fn receivers(outcome: &Outcome<AccountId>) -> Vec<Receiver> {
		matches!(outcome.purpose, Purpose::Trait { .. }).then_some(Receiver::Trait).into_iter().collect()
	}

	fn on_job_finalized(_: Receiver, outcome: &Outcome<AccountId>) -> DispatchResult {
		let Purpose::Trait { ip, key } = &outcome.purpose else { unreachable!() };
		let may = !outside(|all| all.refuse_traits) && Ips::is_permitted(&outcome.requester, ip, Permission::Metadata);
		ensure!(may, DispatchError::Other("no traits"));
		outside(|all| all.traits.push((outcome.requester.clone(), *ip, key.clone(), outcome.clone())));
		Ok(())
	}
}

pub struct Ips;

impl IpInspect<AccountId> for Ips {
	fn owner(ip: &IpId) -> Option<AccountId> {
		outside(|all| all.owners.get(ip).cloned())
	}

	fn creator(ip: &IpId) -> Option<AccountId> {
		Self::owner(ip)
	}

	fn collection_creator(_: CollectionId) -> Option<AccountId> {
		None
	}

	fn account(_: &IpId) -> AccountId {
		account(255)
	}

	fn is_permitted(who: &AccountId, ip: &IpId, _: Permission) -> bool {
		Self::owner(ip).as_ref() == Some(who)
	}
}

impl IpMint<AccountId> for Ips {
	fn mint(who: &AccountId, collection: CollectionId, digest: Digest, _: Metadata) -> Result<IpId, DispatchError> {
		let is_claimed = outside(|all| all.records.iter().any(|call| call.output == digest && call.owner == *who));
		ensure!(is_claimed, DispatchError::Other("no claim"));
		let ip = IpId::new(collection, outside(|all| all.owners.len() as u32));
		outside(|all| all.owners.insert(ip, who.clone()));
		Ok(ip)
	}
}

pub struct Royalties;

impl Royalties {
	/// Where all payments go.
	pub fn pool() -> AccountId {
		account(201)
	}
}

impl RoyaltyCollect<AccountId> for Royalties {
	fn pay(payer: &AccountId, _: &IpId, amount: Balance, kind: PaymentKind) -> DispatchResult {
		assert_eq!(kind, PaymentKind::Use);
		Balances::transfer(payer, &Self::pool(), amount, Preservation::Preserve)?;
		// After the transfer: what is left half done must be undone.
		match outside(|all| all.refuse_payments) {
			true => Err(DispatchError::Other("no payments")),
			false => Ok(()),
		}
	}
}

pub struct ToTreasury;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToTreasury {
	fn on_nonzero_unbalanced(amount: Credit<AccountId, Balances>) {
		let _ = <Balances as frame_support::traits::fungible::Balanced<_>>::resolve(&Treasury::get(), amount);
	}
}
