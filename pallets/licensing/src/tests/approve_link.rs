use crate::{mock::*, tests::scenario::*, types::*, LinkApprovals, Parents, WeightInfo};
use atelier_primitives::{
	chain::currency,
	ip::{IpInspect, Permission},
	royalties::RoyaltyCollect,
	IpId,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	Perbill, TokenError,
};

/// A work that Alice made and Bob bought, and a shell of Bob's that asks for everything.
fn bought() -> (IpId, ParentClaim) {
	let work = create(ALICE);
	Ips::sell(work, BOB);
	let shell = create(BOB);
	(work, by_terms(shell, attach(shell, remix(100))))
}

/// A work of Bob's in which Alice and Charlie have scores, and a parent of Alice's that asks for five percent.
fn shared() -> (IpId, ParentClaim) {
	let work = create(BOB);
	for who in [ALICE, BOB, CHARLIE] {
		Royalties::set_score(work, who, 10);
	}
	Royalties::divide(work);
	let (parent, id) = licensor(remix(5));
	(work, by_terms(parent, id))
}

fn deposit() -> u128 {
	currency::deposit(1, LinkApproval::<AccountId>::max_encoded_len() as u32)
}

#[test]
fn creators_income_should_not_go_to_the_buyer_when_he_links_what_he_bought() {
	build_and_execute(|| {
		let (work, shell) = bought();
		assert_noop!(derive(work, &[shell]), Error::OwnerNotCreator);
		// Nor when the authority over the scores goes with the work: the creator has the scores.
		assert_ok!(Royalties::set_authority(ALICE, work, None));
		assert_noop!(derive(work, &[shell]), Error::OwnerNotCreator);
		assert_noop!(approve_link(BOB, work, &[shell]), Error::NotAuthorized);
		assert!(!Stacks::<Test>::contains_key(work));
		// The creator may agree to it.
		assert_ok!(approve_link(ALICE, work, &[shell]));
		assert_ok!(derive(work, &[shell]));
	});
}

#[test]
fn contributors_income_should_not_fall_at_once_when_the_owner_links() {
	build_and_execute(|| {
		let (work, parent) = shared();
		assert_noop!(derive(work, &[parent]), Error::PoolDivided);
		assert!(!Parents::<Test>::contains_key(work));
	});
}

#[test]
fn link_should_be_refused_when_the_score_authority_is_another_account() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let (work, parents) = (create(BOB), [by_terms(parent, id)]);
		assert_ok!(Royalties::set_authority(BOB, work, Some(CHARLIE)));
		assert_noop!(derive(work, &parents), Error::AuthorityNotOwner);
		assert_ok!(approve_link(CHARLIE, work, &parents));
		assert_ok!(derive(work, &parents));
	});
}

#[test]
fn link_should_be_refused_when_scores_are_pending() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let (work, parents) = (create(BOB), [by_terms(parent, id)]);
		Royalties::set_pending(work, true);
		assert_noop!(derive(work, &parents), Error::ScoresPending);
		// Whoever is about to become a member was not asked: approvals do not help.
		let (shared, other) = shared();
		for who in [ALICE, CHARLIE] {
			assert_ok!(approve_link(who, shared, &[other]));
		}
		Royalties::set_pending(shared, true);
		assert_noop!(derive(shared, &[other]), Error::ScoresPending);
		for ip in [work, shared] {
			Royalties::set_pending(ip, false);
		}
		assert_ok!(derive(work, &parents));
		assert_ok!(derive(shared, &[other]));
	});
}

#[test]
fn link_should_not_be_stopped_when_a_stranger_pays_the_work() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let work = create(BOB);
		let kind = atelier_primitives::royalties::PaymentKind::License;
		assert_ok!(Royalties::pay(&CHARLIE, &work, 1, kind));
		assert_ok!(derive(work, &[by_terms(parent, id)]));
	});
}

#[test]
fn creator_should_link_alone_when_the_work_came_back() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let work = create(BOB);
		Ips::sell(work, CHARLIE);
		Ips::sell(work, BOB);
		assert_ok!(derive(work, &[by_terms(parent, id)]));
	});
}

#[test]
fn link_should_be_made_when_everybody_with_a_score_approved_it() {
	build_and_execute(|| {
		let (work, parent) = shared();
		assert_ok!(Royalties::set_authority(BOB, work, Some(77)));
		assert_noop!(derive(work, &[parent]), Error::AuthorityNotOwner);
		let before = [ALICE, CHARLIE].map(held);
		assert_ok!(approve_link(ALICE, work, &[parent]));
		let parents = Licensing::parents_hash(&claims(&[parent]));
		let event = Event::LinkApproved { ip: work, who: ALICE, parents, max_share: Perbill::one() };
		assert_eq!(last_event(), event.into());
		assert_eq!(held(ALICE) - before[0], deposit());
		assert_noop!(derive(work, &[parent]), Error::MemberNotApproved);
		assert_ok!(approve_link(CHARLIE, work, &[parent]));
		assert_noop!(derive(work, &[parent]), Error::AuthorityNotApproved);
		assert_ok!(Royalties::set_authority(77, work, None));
		let paid = derive(work, &[parent]).unwrap();
		assert_eq!(paid.actual_weight, Some(<Weights as WeightInfo>::register_derivative(1, 0, 2, 1)));
		// All deposits are back, and nothing is left.
		assert_eq!([ALICE, CHARLIE].map(held), before);
		assert!(!LinkApprovals::<Test>::contains_key(work));
		assert_noop!(approve_link(ALICE, work, &[parent]), Error::HasParents);
	});
}

#[test]
fn approval_should_not_serve_another_list_of_parents_when_given() {
	build_and_execute(|| {
		let (work, parent) = shared();
		let (other, id) = licensor(remix(6));
		let license = mint(other, id, 1).unwrap();
		for who in [ALICE, CHARLIE] {
			assert_ok!(approve_link(who, work, &[parent]));
		}
		for list in [vec![by_terms(other, id)], vec![by_license(other, license)], vec![parent, by_terms(other, id)]] {
			assert_noop!(derive(work, &list), Error::PoolDivided);
		}
		// Not even of one of them.
		let (list, before) = ([by_terms(other, id)], held(ALICE));
		assert_ok!(approve_link(ALICE, work, &list));
		assert_eq!(held(ALICE), before, "an account approves one list");
		for list in [&list[..], &[parent]] {
			assert_noop!(derive(work, list), Error::MemberNotApproved);
		}
	});
}

#[test]
fn approval_should_not_cover_more_than_was_approved_when_a_parent_asks_for_more_later() {
	build_and_execute(|| {
		let (work, _) = shared();
		// The shell gets a parent of its own under the same terms, after everybody agreed to five percent.
		let shell = create(BOB);
		let id = attach(shell, remix(5));
		for who in [ALICE, CHARLIE] {
			assert_ok!(approve_link_within(who, work, &[by_terms(shell, id)], 5));
		}
		let (top, _) = licensor(remix(5));
		assert_ok!(Licensing::detach_terms(RuntimeOrigin::signed(BOB), shell, id));
		assert_ok!(derive(shell, &[by_terms(top, id)]));
		assert_noop!(derive(work, &[by_terms(shell, id)]), Error::MaxShareExceeded);
		// One of them is not all.
		assert_ok!(approve_link_within(CHARLIE, work, &[by_terms(shell, id)], 10));
		assert_noop!(derive(work, &[by_terms(shell, id)]), Error::MaxShareExceeded);
		assert_ok!(approve_link_within(ALICE, work, &[by_terms(shell, id)], 10));
		assert_ok!(derive(work, &[by_terms(shell, id)]));
	});
}

#[test]
fn approval_should_not_come_back_to_life_when_the_work_does() {
	build_and_execute(|| {
		let (work, parent) = shared();
		for who in [ALICE, CHARLIE] {
			assert_ok!(approve_link(who, work, &[parent]));
		}
		Ips::sell(work, POOR);
		assert_noop!(derive(work, &[parent]), Error::OwnerNotCreator);
		Ips::sell(work, BOB);
		assert_noop!(derive(work, &[parent]), Error::PoolDivided);
		assert_ok!(approve_link(ALICE, work, &[parent]));
		assert_noop!(derive(work, &[parent]), Error::MemberNotApproved);
		assert_ok!(approve_link(CHARLIE, work, &[parent]));
		assert_ok!(derive(work, &[parent]));
	});
}

#[test]
fn approval_should_be_refused_when_the_signer_has_no_say() {
	build_and_execute(|| {
		let (work, parent) = shared();
		for permission in [Permission::Metadata, Permission::License, Permission::Trade] {
			Ips::permit(work, POOR, permission);
		}
		// The owner signs the link itself.
		for who in [POOR, BOB, Ips::account(&work), 99] {
			assert_noop!(approve_link(who, work, &[parent]), Error::NotAuthorized);
		}
		assert_noop!(approve_link(ALICE, IpId::new(9, 9), &[parent]), Error::NotFound);
		// Who is no member any more is not asked, and what he said does not count against anybody.
		assert_ok!(approve_link(CHARLIE, work, &[parent]));
		Royalties::set_score(work, CHARLIE, 0);
		assert_noop!(approve_link(CHARLIE, work, &[parent]), Error::NotAuthorized);
		assert_ok!(approve_link(ALICE, work, &[parent]));
		let before = held(CHARLIE);
		assert_ok!(derive(work, &[parent]));
		assert_eq!(before - held(CHARLIE), deposit());
	});
}

#[test]
fn approval_should_be_refused_when_its_deposit_cannot_be_paid() {
	build_and_execute(|| {
		let (work, parent) = shared();
		Royalties::set_score(work, POOR, 1);
		assert_noop!(approve_link(POOR, work, &[parent]), TokenError::FundsUnavailable);
	});
}

#[test]
fn owner_should_speak_for_the_ip_account_when_it_has_a_score() {
	build_and_execute(|| {
		let (work, parent) = shared();
		Royalties::set_score(work, Ips::account(&work), 5);
		for who in [ALICE, CHARLIE] {
			assert_ok!(approve_link(who, work, &[parent]));
		}
		assert_ok!(derive(work, &[parent]));
	});
}

#[test]
fn link_should_be_refused_when_too_many_accounts_have_a_score() {
	build_and_execute(|| {
		let (work, parent) = shared();
		let more = |count| (1..=count).for_each(|who| Royalties::set_score(work, 100 + who, 1));
		// Three, and thirteen others; what the IP account has takes no place.
		more(13);
		Royalties::set_score(work, Ips::account(&work), 1);
		assert_ok!(approve_link(ALICE, work, &[parent]));
		assert_noop!(derive(work, &[parent]), Error::MemberNotApproved);
		more(14);
		assert_noop!(derive(work, &[parent]), Error::MaxMembersExceeded);
		assert_noop!(approve_link(CHARLIE, work, &[parent]), Error::MaxMembersExceeded);
	});
}

#[test]
fn standing_should_name_whoever_is_missing_when_asked() {
	build_and_execute(|| {
		let (work, parent) = shared();
		let standing = || Licensing::link_standing(work, claims(&[parent])).unwrap_or_else(|_| panic!("can be linked"));
		let parents = BlakeTwo256::hash_of(&claims(&[parent]));
		assert_eq!(standing(), LinkStanding { parents, missing: vec![ALICE, CHARLIE], max_share: Perbill::one() });
		assert_ok!(approve_link_within(CHARLIE, work, &[parent], 30));
		let max_share = Perbill::from_percent(30);
		assert_eq!(standing(), LinkStanding { parents, missing: vec![ALICE], max_share });
		assert_eq!(Licensing::link_approvals(work).len(), 1);
		Royalties::set_pending(work, true);
		let error = Licensing::link_standing(work, claims(&[parent])).err().map(|error| error.encode());
		assert_eq!(error, Some(Error::ScoresPending.encode()));
		// What nobody else has a part of needs nobody else.
		let own = create(BOB);
		let standing = Licensing::link_standing(own, claims(&[parent])).unwrap_or_else(|_| panic!("can be linked"));
		assert!(standing.missing.is_empty());
	});
}

#[test]
fn revision_should_rise_when_a_work_is_linked() {
	build_and_execute(|| {
		let (work, parent) = shared();
		let before = Ips::revision(&parent.ip);
		for who in [ALICE, CHARLIE] {
			assert_ok!(approve_link(who, work, &[parent]));
		}
		assert_eq!(Ips::revision(&work), 0, "what others do voids no offer");
		assert_ok!(derive(work, &[parent]));
		assert_eq!((Ips::revision(&work), Ips::revision(&parent.ip)), (1, before));
	});
}

#[test]
fn paid_approval_should_not_do_for_the_members_consent_when_a_work_is_shared() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(Terms { minting_fee: 100, ..remix(30) }));
		let work = create(BOB);
		assert_ok!(request(BOB, parent, id, work));
		assert_ok!(approve(ALICE, parent, work, id));
		Royalties::set_score(work, CHARLIE, 99);
		Royalties::divide(work);
		let claim = by_terms(parent, id);
		assert_noop!(derive(work, &[claim]), Error::PoolDivided);
		assert_ok!(approve_link_within(CHARLIE, work, &[claim], 30));
		assert_ok!(derive(work, &[claim]));
		assert_eq!(Received::<Test>::get(parent), 100, "once");
		assert_eq!(held(CHARLIE), 0);
	});
}
