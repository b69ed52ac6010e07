use crate::{mock::*, tests::scenario::*};
use atelier_primitives::studios::StudioInspect;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult, Perbill, TokenError};

fn create(who: AccountId, founders: &[AccountId], rule: Rule<u64>) -> DispatchResult {
	Studios::create(signed(who), name("studio"), [7; 32], founders.to_vec().try_into().unwrap(), rule)
}

#[test]
fn studio_should_have_its_creator_and_invite_the_founders_when_it_is_created() {
	build_and_execute(|| {
		assert_ok!(create(ALICE, &[BOB, CAROL], rule(VotingRule::Members)));
		let studio = Records::<Test>::get(0).unwrap();
		assert_eq!((studio.members, studio.electorate, studio.created_at), (1, 1, 1));
		assert!(Members::<Test>::contains_key(0, ALICE) && !Members::<Test>::contains_key(0, BOB));
		assert_eq!([BOB, CAROL].map(|who| Invitations::<Test>::contains_key(0, who)), [true; 2]);
		assert_eq!(Studios::studio_of(&account(0)), Some(0));
		assert_eq!([0, 1].map(<Studios as StudioInspect<_>>::account), [Some(account(0)), None]);
		assert_eq!([ALICE, BOB].map(|who| Studios::power(0, &who)), [Some(1), None]);
		let deposits = Studios::studio_deposit() + Studios::member_deposit() + 2 * Studios::invitation_deposit();
		assert_eq!(held(HoldReason::Storage, ALICE), deposits);
		System::assert_has_event(Event::Created { studio: 0, creator: ALICE, account: account(0) }.into());
		System::assert_has_event(Event::Joined { studio: 0, who: ALICE, power: 1 }.into());
		assert_eq!(last_event(), Event::Invited { studio: 0, who: CAROL }.into());
	});
}

#[test]
fn studios_should_have_accounts_of_their_own_when_there_are_several() {
	build_and_execute(|| {
		let (first, second) = (found(&[ALICE]), found(&[ALICE]));
		assert_ne!(account(first), account(second));
		assert_eq!(Studios::studio_of(&account(second)), Some(second));
	});
}

#[test]
fn creation_should_be_refused_when_the_rule_is_not_valid() {
	build_and_execute(|| {
		let good = rule(VotingRule::Members);
		let refused = |rule| {
			assert_noop!(create(ALICE, &[], rule), Error::InvalidRule);
		};
		refused(Rule { approval: Perbill::from_parts(499_999_999), ..good });
		refused(Rule { quorum: Perbill::zero(), ..good });
		refused(Rule { period: 0, ..good });
		refused(Rule { period: 101, ..good });
		refused(Rule { delay: 101, ..good });
		assert_ok!(create(ALICE, &[], Rule { approval: Perbill::one(), period: 100, delay: 0, ..good }));
	});
}

#[test]
fn creation_should_be_refused_when_nobody_could_vote() {
	build_and_execute(|| {
		assert_noop!(create(ALICE, &[], rule(VotingRule::Tokens)), Error::ZeroElectorate);
		let foreign = mint(ALICE);
		assert_noop!(create(ALICE, &[], rule(VotingRule::Scores(foreign))), Error::NotOwner);
		// The account is known before.
		let ip = mint(account(0));
		assert_noop!(create(ALICE, &[], rule(VotingRule::Scores(ip))), Error::ZeroElectorate);
		set_score(ip, ALICE, 3);
		assert_ok!(create(ALICE, &[], rule(VotingRule::Scores(ip))));
		assert_eq!(electorate(0), 3);
	});
}

#[test]
fn creation_should_be_refused_when_a_founder_cannot_be_invited() {
	build_and_execute(|| {
		let rule = rule(VotingRule::Members);
		assert_noop!(create(ALICE, &[ALICE], rule), Error::AlreadyMember);
		assert_noop!(create(ALICE, &[BOB, BOB], rule), Error::AlreadyExists);
		assert_noop!(create(ALICE, &[account(0)], rule), Error::OwnAccount);
	});
}

#[test]
fn creation_should_be_refused_when_the_creator_cannot_or_may_not() {
	build_and_execute(|| {
		let rule = rule(VotingRule::Members);
		assert_noop!(create(POOR, &[], rule), TokenError::FundsUnavailable);
		let unnamed = Studios::create(signed(ALICE), name(""), [0; 32], Default::default(), rule);
		assert_noop!(unnamed, Error::EmptyName);
		let root = Studios::create(RuntimeOrigin::root(), name("x"), [0; 32], Default::default(), rule);
		assert_noop!(root, DispatchError::BadOrigin);
	});
}
