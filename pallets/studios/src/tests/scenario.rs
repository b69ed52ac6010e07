//! Acts of studios and of their members, and the passing of blocks.

use crate::{agenda::Step, mock::*, MemberOf};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	royalties::OnScoreChanged,
	studios::{ProposalId, StudioId},
	IpId,
};
use codec::Encode;
use frame_support::{assert_ok, weights::Weight};
use sp_runtime::{DispatchResult, Perbill};

/// The account of a studio.
pub fn account(studio: StudioId) -> AccountId {
	Studios::account_of(studio)
}

pub fn pass(blocks: u64) {
	run_to(System::block_number() + blocks);
}

/// Passes blocks in which the scheduler does nothing, because there is no room.
pub fn pass_idle(blocks: u64) {
	System::set_block_number(System::block_number() + blocks);
}

pub fn name(text: &str) -> Name {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub const PERIOD: u64 = 10;
pub const DELAY: u64 = 5;

/// A majority of half of the electorate.
pub fn rule(voting: VotingRule) -> Rule<u64> {
	let half = Perbill::from_percent(50);
	Rule { voting, approval: half, quorum: half, period: PERIOD, delay: DELAY }
}

/// A studio by the rule that each member has one vote. It can pay deposits.
pub fn found(members: &[AccountId]) -> StudioId {
	let studio = NextStudio::<Test>::get();
	let founders = members[1..].to_vec().try_into().unwrap();
	let rule = rule(VotingRule::Members);
	assert_ok!(Studios::create(signed(members[0]), name("studio"), [7; 32], founders, rule));
	for who in &members[1..] {
		assert_ok!(Studios::join(signed(*who), studio));
	}
	assert_ok!(Balances::transfer_keep_alive(signed(STRANGER), account(studio), 1_000 * UNIT));
	studio
}

/// A studio with the voting power of some tokens or scores.
pub fn found_by(voting: impl Fn(StudioId, &[(AccountId, u64)]) -> VotingRule, powers: &[(AccountId, u64)]) -> StudioId {
	let studio = found(&powers.iter().map(|(who, _)| *who).collect::<Vec<_>>());
	let voting = voting(studio, powers);
	assert_ok!(Studios::set_rule(signed(account(studio)), rule(voting), powers.len() as u32));
	studio
}

/// For [`found_by`]: locks tokens.
pub fn by_tokens(studio: StudioId, powers: &[(AccountId, u64)]) -> VotingRule {
	for (who, amount) in powers {
		assert_ok!(Studios::lock(signed(*who), studio, (*amount).into()));
	}
	VotingRule::Tokens
}

/// For [`found_by`]: gives scores in the pool of a new IP asset.
pub fn by_scores(studio: StudioId, powers: &[(AccountId, u64)]) -> VotingRule {
	let ip = mint(account(studio));
	for (who, score) in powers {
		set_score(ip, *who, *score);
	}
	VotingRule::Scores(ip)
}

/// A new IP asset. Its creator has the authority over the scores, as in a new pool.
pub fn mint(owner: AccountId) -> IpId {
	Ips::mint_next(0, owner)
}

/// As the pool would: the score, and the word of it. Returns what that weighed.
pub fn set_score(ip: IpId, who: AccountId, score: u64) -> Weight {
	Royalties::set_score(ip, who, score);
	Studios::on_score_changed(&ip, &who, score)
}

/// Takes all places that are left in the agendas of these blocks. Returns how many.
pub fn fill_agenda(blocks: core::ops::Range<u64>) -> u32 {
	let mut taken = 0;
	for block in blocks {
		while Scheduler::schedule(RuntimeOrigin::root(), block, None, 0, Box::new(remark(1))).is_ok() {
			taken += 1;
		}
	}
	taken
}

/// When the scheduler does what comes next with a proposal.
pub fn scheduled(studio: StudioId, proposal: ProposalId) -> Option<u64> {
	let place = |step| Studios::scheduled(studio, proposal, step);
	place(Step::Close).or_else(|| place(Step::Enact))
}

/// A remark inside of so many batches.
pub fn nested(batches: u32) -> RuntimeCall {
	(0..batches).fold(remark(1), |call, _| pallet_utility::Call::batch { calls: vec![call] }.into())
}

/// How many batches a proposal can nest.
pub fn deepest() -> u32 {
	(1..=MAX_CALL_DEPTH).take_while(|batches| Studios::decode_call(&nested(*batches).encode()).is_ok()).last().unwrap()
}

pub fn remark(length: usize) -> RuntimeCall {
	frame_system::Call::remark { remark: vec![0; length] }.into()
}

/// A call that pays from the studio.
pub fn spend(dest: AccountId, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest, value }.into()
}

pub fn propose(studio: StudioId, who: AccountId, call: impl Into<RuntimeCall>) -> ProposalId {
	let number = Records::<Test>::get(studio).unwrap().next_proposal;
	assert_ok!(Studios::propose(signed(who), studio, Box::new(call.into())));
	number
}

pub fn vote(studio: StudioId, proposal: ProposalId, who: AccountId, aye: bool) {
	assert_ok!(Studios::vote(signed(who), studio, proposal, aye));
}

/// Proposes, votes, waits until the scheduler has enacted it.
pub fn decide(studio: StudioId, ayes: &[AccountId], call: impl Into<RuntimeCall>) -> DispatchResult {
	let proposal = propose(studio, ayes[0], call);
	ayes.iter().for_each(|who| vote(studio, proposal, *who, true));
	pass(PERIOD + DELAY);
	match status(studio, proposal) {
		Status::Enacted(result) => result,
		Status::Approved { failure: Some(error), .. } => Err(error),
		other => panic!("not enacted: {other:?}"),
	}
}

pub fn status(studio: StudioId, proposal: ProposalId) -> Status<u64> {
	Proposals::<Test>::get(studio, proposal).unwrap().status
}

/// Ayes and nays.
pub fn tally(studio: StudioId, proposal: ProposalId) -> (u128, u128) {
	let Tally { ayes, nays } = Proposals::<Test>::get(studio, proposal).unwrap().tally;
	(ayes, nays)
}

pub fn electorate(studio: StudioId) -> u128 {
	Records::<Test>::get(studio).unwrap().electorate
}

pub fn member(studio: StudioId, who: AccountId) -> MemberOf<Test> {
	Members::<Test>::get(studio, who).unwrap()
}
