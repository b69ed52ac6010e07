//! Benchmarks: each call at its worst case.
//!
//! [`BenchmarkIp`] makes IPs and grants no permissions, so that no agent can call. What an agent costs more than the owner
//! is looking for the grant: where an agent may call, the owner calls, and a stranger's grant is looked for besides. What
//! an agent would have left behind, an attachment or an approval that somebody else paid for, is put in place directly.

use crate::*;
use alloc::{vec, vec::Vec};
use atelier_math::ancestors::{Ancestor, Lineage, MAX_ANCESTORS, MAX_PARENTS};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{Act, BenchmarkIp, IpInspect, Metadata, MAX_URI_LENGTH},
	licensing::LicenseFloor,
	royalties::{OnDerivativeRegistered, ScoreInspect},
	IpId,
};
use codec::MaxEncodedLen;
use frame_benchmarking::v2::*;
use frame_support::{traits::fungible::Mutate, BoundedVec};
use frame_system::RawOrigin;
use sp_runtime::{
	traits::{Bounded, One, Saturating},
	DispatchError, Perbill,
};

/// As many parents of each kind as a derivative can have of both together.
const HALF: u32 = MAX_PARENTS / 2;

/// Terms of the greatest length that use all that is enforced. `number` makes them differ.
fn terms<T: Config>(number: u32) -> TermsOf<T> {
	let mut uri = number.to_le_bytes().to_vec();
	uri.resize(MAX_URI as usize, b'x');
	LicenseTerms {
		transferable: true,
		minting_fee: UNIT,
		expiration: BlockNumberFor::<T>::max_value(),
		commercial_use: true,
		commercial_attribution: true,
		revenue_share: Perbill::from_percent(1),
		derivatives_allowed: true,
		derivatives_attribution: true,
		derivatives_reciprocal: true,
		uri: uri.try_into().unwrap_or_default(),
		..Default::default()
	}
}

fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, UNIT.saturating_mul(1_000_000));
	who
}

/// Looks for the grant of somebody who has none, as the calls look for that of an agent.
fn look_for_grant<T: Config>(who: &T::AccountId, ip: &IpId) -> bool {
	T::Ips::is_permitted(who, ip, Act::License([0; 32]))
}

fn registered<T: Config>(who: &T::AccountId, terms: TermsOf<T>) -> Result<TermsId, BenchmarkError> {
	let id = Pallet::<T>::terms_id(&terms);
	Pallet::<T>::do_register_terms(who.clone(), terms)?;
	Ok(id)
}

/// An IP that is licensed under terms, and the terms.
fn licensor<T: Config>(who: &T::AccountId, terms: TermsOf<T>) -> Result<(IpId, TermsId), BenchmarkError> {
	let (ip, terms) = (T::BenchmarkHelper::create(who), registered::<T>(who, terms)?);
	Pallet::<T>::do_attach_terms(who, ip, terms)?;
	Ok((ip, terms))
}

/// Mints so many licenses of one unit for the holder at the cost of `who`, and gives the id of the last one.
fn minted<T: Config>(
	who: &T::AccountId,
	holder: &T::AccountId,
	(ip, terms): (IpId, TermsId),
	count: u32,
) -> Result<LicenseId, BenchmarkError> {
	for _ in 0..count {
		let (who, holder) = (who.clone(), holder.clone());
		Pallet::<T>::do_mint_license(who, ip, terms, 1, holder, Balance::MAX, Perbill::one())?;
	}
	Ok(NextLicense::<T>::get().saturating_sub(1))
}

/// The same terms, with an approval of each derivative.
fn by_approval<T: Config>(number: u32) -> TermsOf<T> {
	LicenseTerms { derivatives_approval: true, ..terms::<T>(number) }
}

/// SHA-256 of the description of each child.
const DESCRIPTION: [u8; 32] = [7; 32];

/// An IP with frozen metadata.
fn described<T: Config>(who: &T::AccountId) -> IpId {
	let ip = T::BenchmarkHelper::create(who);
	T::BenchmarkHelper::freeze(&ip, DESCRIPTION);
	ip
}

/// The account of the pallet, as genesis leaves it.
fn endow<T: Config>() {
	T::Currency::set_balance(&Pallet::<T>::account(), UNIT);
}

/// Consent to a derivative for which `who` has the deposit on hold.
fn approved<T: Config>(
	who: &T::AccountId,
	(parent, terms): (IpId, TermsId),
	child: IpId,
) -> Result<(), BenchmarkError> {
	let deposit = Pallet::<T>::hold_deposit(who, 1, ApprovalOf::<T>::max_encoded_len())?;
	let (state, moves) = (ApprovalState::Given, T::Ips::moves(&parent));
	Approvals::<T>::insert(parent, child, Approval { state, terms, metadata: DESCRIPTION, moves, deposit });
	Ok(())
}

/// So many ancestors that do not exist, and get nothing.
fn made_up(count: u32) -> Lineage<IpId> {
	let list: Vec<_> =
		(0..count).map(|item| Ancestor { id: IpId::new(u32::MAX, item), rate: Perbill::zero() }).collect();
	Lineage { ancestors: list.try_into().unwrap_or_default(), total: Perbill::zero() }
}

/// A parent with these ancestors, and with a floor, whose owner has nothing to do with any other parent.
fn parent<T: Config>(
	number: u32,
	terms: TermsOf<T>,
	lineage: &Lineage<IpId>,
) -> Result<(IpId, TermsId), BenchmarkError> {
	let owner = rich::<T>("owner", number);
	let licensor = licensor::<T>(&owner, terms)?;
	let floor = LicenseFloor { fee: UNIT, share: Perbill::zero() };
	Pallet::<T>::do_set_license_floor(owner.clone(), licensor.0, floor)?;
	T::OnDerivative::on_derivative_registered(&owner, &licensor.0, lineage)?;
	Ok(licensor)
}

/// Terms that allow derivatives, and no commercial use.
fn non_commercial<T: Config>(number: u32) -> TermsOf<T> {
	let revenue_share = Perbill::zero();
	let terms = terms::<T>(number);
	LicenseTerms { minting_fee: 0, commercial_use: false, commercial_attribution: false, revenue_share, ..terms }
}

/// Parents of `who`, a part of them under terms and the others under licenses, and those that take a fee.
fn parents<T: Config>(
	who: &T::AccountId,
	(under_terms, under_licenses): (u32, u32),
	mut parent: impl FnMut(u32) -> Result<(IpId, TermsId), BenchmarkError>,
) -> Result<(ParentClaims, Vec<IpId>), BenchmarkError> {
	let (mut claims, mut paid) = (Vec::new(), Vec::new());
	for number in 0..under_terms.saturating_add(under_licenses) {
		let licensor = parent(number)?;
		let under = if number < under_terms {
			paid.push(licensor.0);
			Under::Terms(licensor.1)
		} else {
			Under::License(minted::<T>(&rich::<T>("minter", number), who, licensor, MAX_HELD)?)
		};
		claims.push(ParentClaim { ip: licensor.0, under });
	}
	let claims = ParentClaims::try_from(claims).map_err(|_| BenchmarkError::Stop("too many parents"))?;
	Ok((claims, paid))
}

/// So many approvals of a link, each with a deposit of another account. Gives the accounts.
fn link_approved<T: Config>(ip: IpId, count: u32) -> Result<Vec<T::AccountId>, BenchmarkError> {
	let accounts: Vec<_> = (0..count).map(|number| rich::<T>("member", number)).collect();
	for who in &accounts {
		Pallet::<T>::store_link_approval(who.clone(), ip, ParentsHash::zero(), Perbill::one())?;
	}
	Ok(accounts)
}

/// Looks for the scores of members, as royalties do where a pool has them.
fn look_for_scores<T: Config>(ip: &IpId, members: &[T::AccountId]) {
	for who in members {
		T::Scores::score(ip, who);
	}
}

/// An approval of a commercialization by somebody who has no say.
fn commercially_approved<T: Config>(who: T::AccountId, parent: IpId, child: IpId) -> Result<(), BenchmarkError> {
	let deposit = Pallet::<T>::hold_deposit(&who, 1, CommercialApproval::<T::AccountId>::max_encoded_len())?;
	CommercialApprovals::<T>::try_mutate(parent, child, |approvals| {
		approvals.try_push(CommercialApproval { fee: 0, moves: 0, deposit })
	})
	.map_err(|_| BenchmarkError::Stop("too many approvals"))
}

/// A derivative of so many parents under non-commercial terms. Two accounts that have no say approved its
/// commercialization by each parent.
fn fan_work<T: Config>(who: &T::AccountId, count: u32) -> Result<(IpId, Vec<IpId>), BenchmarkError> {
	let child = T::BenchmarkHelper::create(who);
	let lineage = made_up(0);
	let (claims, parents) =
		parents::<T>(who, (count, 0), |number| parent::<T>(number, non_commercial::<T>(number), &lineage))?;
	Pallet::<T>::do_register_derivative(who, child, &claims, Balance::MAX, Perbill::one())?;
	for (number, parent) in (0..).zip(&parents) {
		for name in ["former owner", "former authority"] {
			commercially_approved::<T>(rich::<T>(name, number), *parent, child)?;
		}
	}
	Ok((child, parents))
}

#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_terms(u: Linear<0, MAX_URI>) -> Result<(), BenchmarkError> {
		let who = rich::<T>("owner", 0);
		let uri = BoundedVec::try_from(vec![b'x'; u as usize]).unwrap_or_default();
		let terms = LicenseTerms { uri, ..terms::<T>(0) };
		let id = Pallet::<T>::terms_id(&terms);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), terms);

		assert!(Terms::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn remove_terms() -> Result<(), BenchmarkError> {
		let who = rich::<T>("owner", 0);
		let id = registered::<T>(&who, terms::<T>(0))?;

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(!Terms::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn attach_terms() -> Result<(), BenchmarkError> {
		let (who, stranger) = (rich::<T>("owner", 0), account("stranger", 0, 0));
		let (ip, id) = (T::BenchmarkHelper::create(&who), registered::<T>(&who, terms::<T>(0))?);

		#[block]
		{
			look_for_grant::<T>(&stranger, &ip);
			Pallet::<T>::attach_terms(RawOrigin::Signed(who).into(), ip, id)?;
		}

		assert!(Attachments::<T>::contains_key(ip, id));
		Ok(())
	}

	/// An agent attached them.
	#[benchmark]
	fn detach_terms() -> Result<(), BenchmarkError> {
		let (who, agent, stranger) = (rich::<T>("owner", 0), rich::<T>("agent", 0), account("stranger", 0, 0));
		let (ip, id) = (T::BenchmarkHelper::create(&who), registered::<T>(&who, terms::<T>(0))?);
		Pallet::<T>::attach(&agent, ip, id)?;

		#[block]
		{
			look_for_grant::<T>(&stranger, &ip);
			Pallet::<T>::detach_terms(RawOrigin::Signed(who).into(), ip, id)?;
		}

		assert!(!Attachments::<T>::contains_key(ip, id));
		Ok(())
	}

	#[benchmark]
	fn set_disabled() -> Result<(), BenchmarkError> {
		let (who, stranger) = (rich::<T>("owner", 0), account("stranger", 0, 0));
		let (ip, id) = licensor::<T>(&who, terms::<T>(0))?;

		#[block]
		{
			look_for_grant::<T>(&stranger, &ip);
			Pallet::<T>::set_disabled(RawOrigin::Signed(who).into(), ip, id, true)?;
		}

		assert!(Attachments::<T>::get(ip, id).is_some_and(|attachment| attachment.disabled));
		Ok(())
	}

	/// The holder has as many licenses as can be, but for this one. They were free: the IP was never paid.
	#[benchmark]
	fn mint_license() -> Result<(), BenchmarkError> {
		let (owner, holder) = (rich::<T>("owner", 0), rich::<T>("holder", 0));
		let (ip, id) = licensor::<T>(&owner, terms::<T>(0))?;
		let free = registered::<T>(&owner, LicenseTerms { minting_fee: 0, ..terms::<T>(1) })?;
		Pallet::<T>::do_attach_terms(&owner, ip, free)?;
		minted::<T>(&holder, &holder, (ip, free), MAX_HELD - 1)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(holder.clone()), ip, id, MAX_QUANTITY, holder.clone(), Balance::MAX, Perbill::one());

		assert_eq!(Held::<T>::get(ip, &holder).len(), MAX_HELD as usize);
		Ok(())
	}

	/// One list of licenses was full, and the other gets full.
	#[benchmark]
	fn transfer_license() -> Result<(), BenchmarkError> {
		let (owner, holder, to) = (rich::<T>("owner", 0), rich::<T>("holder", 0), rich::<T>("to", 0));
		let licensor = licensor::<T>(&owner, terms::<T>(0))?;
		minted::<T>(&to, &to, licensor, MAX_HELD - 1)?;
		let license = minted::<T>(&holder, &holder, licensor, MAX_HELD)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(holder), license, to.clone());

		assert_eq!(Held::<T>::get(licensor.0, &to).len(), MAX_HELD as usize);
		Ok(())
	}

	/// A stranger burns what somebody minted for somebody else, and what has expired.
	#[benchmark]
	fn burn_license() -> Result<(), BenchmarkError> {
		let (owner, minter, holder) = (rich::<T>("owner", 0), rich::<T>("minter", 0), rich::<T>("holder", 0));
		let stranger = rich::<T>("stranger", 0);
		let licensor = licensor::<T>(&owner, LicenseTerms { expiration: One::one(), ..terms::<T>(0) })?;
		let license = minted::<T>(&minter, &holder, licensor, MAX_HELD)?;
		let next = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
		frame_system::Pallet::<T>::set_block_number(next);

		#[extrinsic_call]
		_(RawOrigin::Signed(stranger), license);

		assert!(!Licenses::<T>::contains_key(license));
		Ok(())
	}

	/// It was requested: the fee is paid, the first one of the parent.
	#[benchmark]
	fn approve_derivative() -> Result<(), BenchmarkError> {
		let (who, buyer, stranger) = (rich::<T>("owner", 0), rich::<T>("buyer", 0), account("stranger", 0, 0));
		endow::<T>();
		let (parent, id) = licensor::<T>(&who, by_approval::<T>(0))?;
		let child = described::<T>(&buyer);
		Pallet::<T>::do_request_approval(buyer, parent, id, child, Balance::MAX, Perbill::one())?;

		#[block]
		{
			look_for_grant::<T>(&stranger, &parent);
			Pallet::<T>::approve_derivative(RawOrigin::Signed(who).into(), parent, child, id, DESCRIPTION)?;
		}

		assert!(Pallet::<T>::usable_approval(&parent, &child, id).is_ok_and(|approval| approval.state.is_paid()));
		Ok(())
	}

	/// A licensor declines: deposit and fee return to the buyer.
	#[benchmark]
	fn revoke_approval() -> Result<(), BenchmarkError> {
		let (who, buyer, stranger) = (rich::<T>("owner", 0), rich::<T>("buyer", 0), account("stranger", 0, 0));
		let (parent, id) = licensor::<T>(&who, by_approval::<T>(0))?;
		let child = described::<T>(&buyer);
		Pallet::<T>::do_request_approval(buyer, parent, id, child, Balance::MAX, Perbill::one())?;

		#[block]
		{
			look_for_grant::<T>(&stranger, &parent);
			Pallet::<T>::revoke_approval(RawOrigin::Signed(who).into(), parent, child)?;
		}

		assert!(!Approvals::<T>::contains_key(parent, child));
		Ok(())
	}

	/// Every parent has terms of its own to pass on, and the same ancestors as the others: so all lists are merged to the
	/// end. Each deposit that is released belongs to another account.
	///
	/// `t` parents approved before anybody asked, by an agent, and take a fee. With the first fee of an IP royalties look
	/// for its creator, unless it has ancestors: so that is done here besides.
	///
	/// `l` parents take the last unit of a license that a third account minted, out of as many as can be held.
	///
	/// `c` accounts approved the link, each a member of the pool.
	///
	/// Only half of the parents that there can be of each kind, so that both kinds together are not too many.
	#[benchmark]
	fn register_derivative(
		t: Linear<0, HALF>,
		l: Linear<0, HALF>,
		c: Linear<0, MAX_LINK_APPROVALS>,
		a: Linear<MAX_PARENTS, MAX_ANCESTORS>,
	) -> Result<(), BenchmarkError> {
		let who = rich::<T>("child", 0);
		let child = described::<T>(&who);
		let lineage = made_up(a - t - l);
		let (parents, paid) = parents::<T>(&who, (t, l), |number| {
			if number >= t {
				return parent::<T>(number, terms::<T>(number), &lineage);
			}
			let licensor = parent::<T>(number, by_approval::<T>(number), &lineage)?;
			approved::<T>(&rich::<T>("agent", number), licensor, child)?;
			Ok(licensor)
		})?;
		let members = link_approved::<T>(child, c)?;

		#[block]
		{
			for ip in &paid {
				T::Ips::creator(ip);
			}
			look_for_scores::<T>(&child, &members);
			Pallet::<T>::register_derivative(
				RawOrigin::Signed(who).into(),
				child,
				parents,
				Balance::MAX,
				Perbill::one(),
			)
			.map_err(|error| error.error)?;
		}

		assert_eq!(Parents::<T>::get(child).map(|derivation| derivation.links.len()), Some((t + l) as usize));
		assert!(Approvals::<T>::iter().next().is_none());
		assert!(LinkApprovals::<T>::iter().next().is_none());
		Ok(())
	}

	/// As `register_derivative`, without approvals; minted for somebody else.
	#[benchmark]
	fn mint_derivative(
		t: Linear<0, HALF>,
		l: Linear<0, HALF>,
		a: Linear<MAX_PARENTS, MAX_ANCESTORS>,
	) -> Result<(), BenchmarkError> {
		let (who, to) = (rich::<T>("child", 0), rich::<T>("to", 0));
		let collection = T::BenchmarkHelper::create(&who).collection;
		let lineage = made_up(a - t - l);
		let fresh = |number| parent::<T>(number, terms::<T>(number), &lineage);
		let (parents, paid) = parents::<T>(&who, (t, l), fresh)?;
		let uri = vec![b'x'; MAX_URI_LENGTH as usize].try_into().unwrap_or_default();
		let metadata = Metadata { uri, hash: Some([1; 32]) };

		#[block]
		{
			for ip in &paid {
				T::Ips::creator(ip);
			}
			Pallet::<T>::mint_derivative(
				RawOrigin::Signed(who).into(),
				collection,
				Some(to),
				None,
				metadata,
				Perbill::from_percent(10),
				parents,
				Balance::MAX,
				Perbill::one(),
			)
			.map_err(|error| error.error)?;
		}

		assert_eq!(Parents::<T>::iter().count(), 1);
		Ok(())
	}

	/// The last of as many as can be approves; royalties look for the scores of all.
	#[benchmark]
	fn approve_link() -> Result<(), BenchmarkError> {
		let (who, member) = (rich::<T>("owner", 0), rich::<T>("last", 0));
		let ip = T::BenchmarkHelper::create(&who);
		let members = link_approved::<T>(ip, MAX_LINK_APPROVALS - 1)?;

		#[block]
		{
			look_for_scores::<T>(&ip, &members);
			Pallet::<T>::link_parties(&ip, &who).map_err(DispatchError::from)?;
			Pallet::<T>::store_link_approval(member, ip, ParentsHash::zero(), Perbill::one())?;
		}

		assert_eq!(LinkApprovals::<T>::get(ip).len(), MAX_LINK_APPROVALS as usize);
		Ok(())
	}

	/// A stranger revokes a void one.
	#[benchmark]
	fn revoke_link_approval() -> Result<(), BenchmarkError> {
		let (who, stranger) = (rich::<T>("owner", 0), rich::<T>("stranger", 0));
		let ip = T::BenchmarkHelper::create(&who);
		let members = link_approved::<T>(ip, MAX_LINK_APPROVALS)?;
		let gone = members.first().cloned().ok_or(BenchmarkError::Stop("nobody approved"))?;

		#[block]
		{
			look_for_scores::<T>(&ip, &members);
			Pallet::<T>::revoke_link_approval(RawOrigin::Signed(stranger).into(), ip, gone)?;
		}

		assert_eq!(LinkApprovals::<T>::get(ip).len(), MAX_LINK_APPROVALS as usize - 1);
		Ok(())
	}

	/// Two void ones make way.
	#[benchmark]
	fn approve_commercialization() -> Result<(), BenchmarkError> {
		let who = rich::<T>("child", 0);
		let (child, parents) = fan_work::<T>(&who, 1)?;
		let parent = parents.first().copied().ok_or(BenchmarkError::Stop("no parent"))?;

		#[extrinsic_call]
		_(RawOrigin::Signed(rich::<T>("owner", 0)), parent, child, Some(UNIT));

		assert_eq!(CommercialApprovals::<T>::get(parent, child).len(), 1);
		Ok(())
	}

	/// Each parent has another owner and asks for a fee, and two accounts have deposits there.
	#[benchmark]
	fn commercialize(p: Linear<1, MAX_PARENTS>) -> Result<(), BenchmarkError> {
		let who = rich::<T>("child", 0);
		let (child, parents) = fan_work::<T>(&who, p)?;
		for (number, parent) in (0..).zip(&parents) {
			let owner = rich::<T>("owner", number);
			Pallet::<T>::do_approve_commercialization(owner, *parent, child, Some(UNIT))?;
			commercially_approved::<T>(rich::<T>("authority", number), *parent, child)?;
		}
		let fees: Vec<_> = parents.iter().map(|parent| (*parent, UNIT)).collect();
		let fees = CommercialFees::try_from(fees).map_err(|_| BenchmarkError::Stop("too many parents"))?;

		#[block]
		{
			for ip in &parents {
				T::Ips::creator(ip);
			}
			Pallet::<T>::commercialize(RawOrigin::Signed(who).into(), child, fees)?;
		}

		assert!(Pallet::<T>::commercial_use_of(&child));
		assert!(CommercialApprovals::<T>::iter().next().is_none());
		Ok(())
	}

	/// The buyer replaces an approval that an agent gave, and that is void since the parent moved.
	#[benchmark]
	fn request_approval() -> Result<(), BenchmarkError> {
		let (owner, agent, who) = (rich::<T>("owner", 0), rich::<T>("agent", 0), rich::<T>("buyer", 0));
		let (parent, id) = licensor::<T>(&owner, by_approval::<T>(0))?;
		let child = described::<T>(&who);
		approved::<T>(&agent, (parent, id), child)?;
		Approvals::<T>::mutate(parent, child, |approval| {
			if let Some(approval) = approval {
				approval.moves += 1;
			}
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(who), parent, id, child, Balance::MAX, Perbill::one());

		assert!(Approvals::<T>::get(parent, child).is_some_and(|approval| approval.state.is_requested()));
		Ok(())
	}

	/// A rise, which somebody else has proposed.
	#[benchmark]
	fn set_license_floor() -> Result<(), BenchmarkError> {
		let (who, other) = (rich::<T>("owner", 0), rich::<T>("other", 0));
		let ip = T::BenchmarkHelper::create(&who);
		let floor = LicenseFloor { fee: UNIT, share: Perbill::from_percent(10) };
		let deposit = Pallet::<T>::hold_deposit(&other, 1, FloorProposal::<T::AccountId>::max_encoded_len())?;
		let (authority, moves) = (who.clone(), T::Ips::moves(&ip));
		FloorProposals::<T>::insert(ip, FloorProposal { floor, by: other, authority, moves, deposit });

		#[extrinsic_call]
		_(RawOrigin::Signed(who), ip, Some(floor));

		assert!(Floors::<T>::contains_key(ip) && !FloorProposals::<T>::contains_key(ip));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
