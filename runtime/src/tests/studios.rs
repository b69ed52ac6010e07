//! A studio in the whole runtime: its members own an IP asset, contribute, are paid by score, and vote by it.

use super::{
	routes::{alice, balance, bob, charlie, sign, signed},
	*,
};
use crate::{
	AccountId, Balances, Contributions, IpAssets, Provenance, Royalties, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, Scheduler, Studios,
};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	provenance::ArtifactKind,
	Digest as ArtifactDigest, IpId,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::Mutate, Get},
	weights::Weight,
};
use pallet_royalties::{types::FOUNDER_SCORE, Changes};
use pallet_studios::{Error, Event, Rule, RuleOf, VotingRule};
use sp_keyring::Sr25519Keyring::{Dave, Eve, Ferdie};
use sp_runtime::{DispatchError, DispatchResult, Perbill};

const STUDIO: u32 = 0;
const PERIOD: u32 = 5;
const DELAY: u32 = 2;

fn founders() -> [AccountId; 4] {
	[bob(), charlie(), account(Dave), account(Eve)]
}

fn rule(voting: VotingRule) -> RuleOf<Runtime> {
	let half = Perbill::from_percent(50);
	Rule { voting, approval: half, quorum: half, period: PERIOD, delay: DELAY }
}

fn studio() -> AccountId {
	Studios::account_of(STUDIO)
}

fn run_blocks(count: u32) {
	for _ in 0..count {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		Scheduler::on_initialize(next);
	}
}

/// A studio of five, one of whom is Alice, with money.
fn found() {
	assert_ok!(Studios::create(
		signed(&alice()),
		b"Atelier Zero".to_vec().try_into().unwrap(),
		[7; 32],
		founders().to_vec().try_into().unwrap(),
		rule(VotingRule::Members)
	));
	for founder in founders() {
		assert_ok!(Studios::join(signed(&founder), STUDIO));
	}
	Balances::set_balance(&studio(), 1_000 * UNIT);
}

/// Alice proposes a call, some vote for it, and the scheduler closes and enacts it. What came of the call, if it passed.
fn decide(call: impl Into<RuntimeCall>, ayes: &[AccountId]) -> Option<DispatchResult> {
	let proposal = Studios::studio(STUDIO).unwrap().studio.next_proposal;
	assert_ok!(Studios::propose(signed(&alice()), STUDIO, Box::new(call.into())));
	for who in ayes {
		assert_ok!(Studios::vote(signed(who), STUDIO, proposal, true));
	}
	run_blocks(PERIOD + DELAY);
	System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::Studios(Event::Enacted { proposal: number, result, .. }) if number == proposal => Some(result),
		RuntimeEvent::Studios(Event::EnactmentFailed { proposal: number, error, .. }) if number == proposal => {
			Some(Err(error))
		}
		_ => None,
	})
}

/// All agree, and it works.
#[track_caller]
fn enact(call: impl Into<RuntimeCall>) {
	let everybody: Vec<_> = [alice()].into_iter().chain(founders()).collect();
	assert_eq!(decide(call, &everybody), Some(Ok(())));
}

/// An IP asset of the studio, minted by proposal.
fn mint_ip() -> IpId {
	let metadata = b"works of a studio".to_vec().try_into().unwrap();
	enact(pallet_ip_assets::Call::<Runtime>::create_collection { metadata, max_items: None });
	let collection = pallet_ip_assets::Collections::<Runtime>::iter_keys().max().unwrap();
	enact(pallet_ip_assets::Call::<Runtime>::mint {
		collection,
		to: None,
		provenance: None,
		metadata: Default::default(),
		owner_share: Default::default(),
	});
	IpId::new(collection, 0)
}

/// Registers something and contributes it.
fn contribute(who: &AccountId, byte: u8, ip: IpId) {
	let digest = ArtifactDigest::Sha2_256([byte; 32]);
	let kind = ArtifactKind::Component;
	let edges = Default::default();
	let registration = pallet_provenance::Registration { digest, kind, manifest_hash: None, edges, record: None };
	assert_ok!(Provenance::register(signed(who), Box::new(registration)));
	let role = b"score".to_vec().try_into().unwrap();
	let human = b"wrote it by hand".to_vec().try_into().unwrap();
	assert_ok!(Contributions::submit(signed(who), studio(), ip, digest, role, human));
}

/// What of a payment of 400 ATL each gets, and claims.
fn shares(ip: IpId, who: &[AccountId]) -> Vec<Balance> {
	assert_ok!(Royalties::pay(signed(&account(Ferdie)), ip, 400 * UNIT));
	let claimed = who.iter().map(|who| {
		let before = balance(who);
		assert_ok!(Royalties::claim_for(signed(&account(Ferdie)), ip, who.clone()));
		balance(who) - before
	});
	claimed.collect()
}

fn power(who: &AccountId) -> u128 {
	Studios::members(STUDIO, None, 100).items.into_iter().find(|member| member.who == *who).unwrap().power
}

#[test]
fn studio_should_be_paid_and_vote_by_scores_when_contributions_are_accepted() {
	development().execute_with(|| {
		found();
		let ip = mint_ip();
		let authors = [bob(), charlie(), account(Dave)];
		for (author, byte) in authors.iter().zip(1..) {
			contribute(author, byte, ip);
		}
		let accept = (0..3).map(|contribution| {
			pallet_contributions::Call::<Runtime>::accept { authority: studio(), contribution, score: FOUNDER_SCORE }
				.into()
		});
		enact(pallet_utility::Call::<Runtime>::batch_all { calls: accept.collect() });
		let apply = || Royalties::apply_scores(signed(&alice()), ip).map(drop).map_err(|error| error.error);
		assert_noop!(apply(), pallet_royalties::Error::<Runtime>::TooEarly);
		run_blocks(2);
		assert_ok!(apply());
		// A quarter each, as much as the studio, after one percent for the protocol.
		assert_eq!(shares(ip, &authors), [99 * UNIT; 3]);

		let set_rule = |voting| pallet_studios::Call::<Runtime>::set_rule { rule: rule(voting), max_members: 5 };
		enact(set_rule(VotingRule::Scores(ip)));
		assert_eq!(authors.iter().map(power).collect::<Vec<_>>(), [u128::from(FOUNDER_SCORE); 3]);
		assert_eq!(power(&alice()), 0);

		// They change the split; the vote of whoever has less then counts less at once.
		let changes = Changes::truncate_from(vec![(bob(), 2 * FOUNDER_SCORE), (charlie(), 0)]);
		let split = pallet_royalties::Call::<Runtime>::propose_scores { ip, changes };
		assert_eq!(decide(split, &authors[..2]), Some(Ok(())));
		let open = Studios::studio(STUDIO).unwrap().studio.next_proposal;
		let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
		assert_ok!(Studios::propose(signed(&alice()), STUDIO, Box::new(remark)));
		for (who, aye) in [(bob(), false), (charlie(), true)] {
			assert_ok!(Studios::vote(signed(&who), STUDIO, open, aye));
		}
		run_blocks(2);
		assert_ok!(apply());
		let tally = Studios::tally(STUDIO, open).unwrap().tally;
		assert_eq!((tally.ayes, tally.nays), (0, 2 * u128::from(FOUNDER_SCORE)));
		assert_eq!(shares(ip, &[bob(), account(Dave)]), [198 * UNIT, 99 * UNIT]);
	});
}

#[test]
fn studio_should_stay_usable_when_a_call_fails() {
	development().execute_with(|| {
		found();
		let everybody = founders();
		let too_much =
			pallet_balances::Call::<Runtime>::transfer_keep_alive { dest: bob().into(), value: 2_000 * UNIT };
		assert!(matches!(decide(too_much, &everybody), Some(Err(DispatchError::Token(_)))));
		assert_eq!(decide(remark(), &everybody), Some(Ok(())));
		// Two of five are no quorum.
		assert_eq!(decide(remark(), &everybody[..2]), None);
	});
}

fn remark() -> frame_system::Call<Runtime> {
	frame_system::Call::remark { remark: vec![1] }
}

#[test]
fn studio_should_let_nobody_sign_for_it() {
	development().execute_with(|| {
		found();
		let proxy = || {
			RuntimeCall::Proxy(pallet_proxy::Call::add_proxy {
				delegate: bob().into(),
				proxy_type: Default::default(),
				delay: 0,
			})
		};
		let boxed = || Box::new(remark().into());
		let refused: [RuntimeCall; 9] = [
			proxy(),
			pallet_multisig::Call::as_multi_threshold_1 { other_signatories: vec![bob()], call: boxed() }.into(),
			pallet_utility::Call::as_derivative { index: 0, call: boxed() }.into(),
			pallet_utility::Call::if_else { main: boxed(), fallback: boxed() }.into(),
			pallet_utility::Call::with_weight { call: boxed(), weight: Default::default() }.into(),
			pallet_scheduler::Call::cancel { when: 1, index: 0 }.into(),
			pallet_preimage::Call::note_preimage { bytes: vec![] }.into(),
			pallet_session::Call::purge_keys {}.into(),
			frame_system::Call::set_code { code: vec![] }.into(),
		];
		for call in refused {
			let propose = Studios::propose(signed(&alice()), STUDIO, Box::new(call.clone()));
			assert_eq!(
				propose.map_err(|refused| refused.error),
				Err(Error::<Runtime>::CallFiltered.into()),
				"{call:?}"
			);
		}
		// Wrapped it can be proposed, and does not work.
		let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
		let wrapped = pallet_utility::Call::<Runtime>::batch_all { calls: vec![proxy()] };
		assert_eq!(decide(wrapped, &founders()), Some(Err(filtered)));
		for (number, calls) in [(1, vec![proxy()]), (2, vec![proxy(), remark().into()])] {
			let forced: RuntimeCall = match number {
				1 => pallet_utility::Call::batch { calls }.into(),
				_ => pallet_utility::Call::force_batch { calls }.into(),
			};
			assert_eq!(decide(forced, &founders()), Some(Ok(())));
			assert!(pallet_proxy::Proxies::<Runtime>::get(studio()).0.is_empty());
		}
		// Nor does anybody else manage it.
		let add = pallet_studios::Call::<Runtime>::add_member { who: account(Ferdie) };
		assert_noop!(sign(&alice(), add.clone()), DispatchError::BadOrigin);
		enact(add);
	});
}

#[test]
fn studio_should_own_what_it_was_given_when_members_leave() {
	development().execute_with(|| {
		found();
		let ip = mint_ip();
		for founder in founders() {
			assert_ok!(Studios::leave(signed(&founder), STUDIO));
		}
		assert_noop!(Studios::leave(signed(&alice()), STUDIO), Error::<Runtime>::LastMember);
		// Who stays decides alone.
		let transfer = pallet_ip_assets::Call::<Runtime>::transfer { ip, to: account(Ferdie) };
		assert_eq!(decide(transfer, &[alice()]), Some(Ok(())));
		use atelier_primitives::ip::IpInspect;
		assert_eq!(IpAssets::owner(&ip), Some(account(Ferdie)));
	});
}

/// As many proposals as there can be, of other studios, that are to be closed in these blocks.
fn crowd(blocks: core::ops::Range<u32>) {
	for block in blocks {
		let id = pallet_studios::NextStudio::<Runtime>::get();
		let patient = Rule { period: block - System::block_number(), ..rule(VotingRule::Members) };
		let name = b"crowd".to_vec().try_into().unwrap();
		assert_ok!(Studios::create(signed(&alice()), name, [7; 32], Default::default(), patient));
		for number in 0.. {
			assert_ok!(Studios::propose(signed(&alice()), id, Box::new(remark().into())));
			// One account may have eight; this one comes with as many studios as it likes.
			pallet_studios::OpenProposals::<Runtime>::remove(id, alice());
			if pallet_studios::Proposals::<Runtime>::get(id, number).is_some_and(|record| record.place.is_none()) {
				break;
			}
			assert!(number < 200, "there is no end to it");
		}
	}
}

#[test]
fn places_should_leave_the_scheduler_time_when_all_are_taken() {
	use pallet_studios::{Config, WeightInfo as _};
	let place = <Runtime as Config>::PlaceWeight::get();
	let overhead = <Runtime as Config>::WeightInfo::enact(<Runtime as Config>::MaxCallLength::get());
	let places: u32 = <Runtime as Config>::MaxPlaces::get();
	let all = place.saturating_add(overhead).saturating_mul(places.into());
	let budget: Weight = <Runtime as pallet_scheduler::Config>::MaximumWeight::get();
	assert!(all.ref_time() <= budget.ref_time() / 5 * 3, "{all} of {budget}");
	// A studio can change its rule, however large it is.
	let most = <Runtime as Config>::WeightInfo::set_rule(<Runtime as Config>::MaxMembers::get());
	assert!(most.all_lte(<Runtime as Config>::MaxCallWeight::get()), "{most}");
}

#[test]
fn others_should_find_a_place_in_the_agenda_when_studios_have_all_of_theirs() {
	development().execute_with(|| {
		let due = System::block_number() + 10;
		crowd(due..due + 4);
		let call = RuntimeCall::from(remark());
		let schedule = || Scheduler::schedule(RuntimeOrigin::root(), due, None, 0, Box::new(call.clone()));
		for _ in 0..30 {
			assert_ok!(schedule());
		}
		assert!(schedule().is_err());
	});
}
