//! The creative pallets together: works are claimed, minted, licensed, remixed, sold and burned, and every unit of money
//! is where it should be.

use super::{
	routes::{alice, balance, bob, charlie, collection, dispatch, free_collection, mint, seen, sign, signed, trade},
	*,
};
use crate::{
	parameters::{dynamic_params::royalties, RuntimeParameters},
	AccountId, Balance, Balances, Contributions, Executive, Header, IpAssets, Jobs, Licensing, Market, Models,
	Provenance, Royalties, Runtime, RuntimeCall, RuntimeHoldReason, RuntimeOrigin, Treasury, UncheckedExtrinsic,
	Workers,
};
use atelier_primitives::{
	chain::{
		currency::{MILLI, UNIT},
		time::SLOT_DURATION,
	},
	ip::IpInspect,
	provenance::ArtifactKind,
	Digest as ArtifactDigest, IpId,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::{Inspect, InspectHold},
		StorageInfoTrait,
	},
};
use pallet_licensing::{LicenseTerms, ParentClaim, TermsId, Under};
use pallet_provenance::Registration;
use sp_keyring::Sr25519Keyring::{Dave, Eve, Ferdie};
use sp_runtime::{
	traits::{BlakeTwo256, Hash, Header as _},
	DispatchResult, Perbill,
};
use std::collections::{BTreeMap, BTreeSet};

/// All money of all accounts, held or free.
fn everything() -> Balance {
	let all = frame_system::Account::<Runtime>::iter_values();
	let sum = all.map(|account| account.data.free + account.data.reserved).sum();
	assert_eq!(sum, Balances::total_issuance());
	sum
}

/// What the pools owe, as the views tell it. Without dust: the amounts of these tests divide evenly.
fn owed() -> Balance {
	pallet_royalties::Pools::<Runtime>::iter_keys()
		.map(|ip| {
			let pool = Royalties::pool(ip).expect("listed");
			let members = Royalties::scores(ip, None, 100).items;
			let claimable: Balance = members.into_iter().map(|(who, _)| Royalties::claimable(ip, who)).sum();
			pool.fees + pool.pending + claimable
		})
		.sum()
}

#[track_caller]
fn assert_books() {
	assert_eq!(balance(&Royalties::account()), Balances::minimum_balance() + owed());
	#[cfg(feature = "try-runtime")]
	assert_ok!(<crate::AllPalletsWithSystem as frame_support::traits::TryState<u32>>::try_state(
		System::block_number(),
		frame_support::traits::TryStateSelect::All
	));
}

/// How much richer each of these became since, in thousandths, holds included.
struct Changes(BTreeMap<AccountId, Balance>, Balance);

impl Changes {
	fn of(all: &[AccountId]) -> Self {
		let totals = all.iter().map(|who| (who.clone(), Balances::total_balance(who))).collect();
		Self(totals, everything())
	}

	#[track_caller]
	fn assert(&self, wanted: &[(&AccountId, i128)]) {
		for (who, before) in &self.0 {
			let wanted = wanted.iter().find(|(name, _)| *name == who).map_or(0, |(_, change)| *change);
			let change = Balances::total_balance(who) as i128 - *before as i128;
			assert_eq!(change, wanted * MILLI as i128, "{who}");
		}
		assert_eq!(everything(), self.1, "no unit is made or lost");
		assert_books();
	}
}

fn held(reason: impl Into<RuntimeHoldReason>, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

fn treasury() -> AccountId {
	Treasury::account_id()
}

fn root(call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(RuntimeOrigin::root(), call)
}

fn set_fee(percent: u32) {
	let parameter = royalties::Parameters::ProtocolFee(royalties::ProtocolFee, Some(Perbill::from_percent(percent)));
	let key_value = RuntimeParameters::Royalties(parameter);
	assert_ok!(root(pallet_parameters::Call::<Runtime>::set_parameter { key_value }));
}

/// An artifact of this kind that nobody else claims.
fn work(byte: u8) -> ArtifactDigest {
	ArtifactDigest::Sha2_256([byte; 32])
}

fn register(who: &AccountId, digest: ArtifactDigest) {
	let registration =
		Registration { digest, kind: ArtifactKind::Work, manifest_hash: None, edges: Default::default(), record: None };
	assert_ok!(Provenance::register(signed(who), Box::new(registration)));
}

/// Commercial remix: 10 ATL for a license, 10 % of the income, and the same for all descendants.
fn remix(who: &AccountId) -> TermsId {
	let terms = LicenseTerms {
		transferable: true,
		minting_fee: 10 * UNIT,
		commercial_use: true,
		revenue_share: Perbill::from_percent(10),
		derivatives_allowed: true,
		derivatives_reciprocal: true,
		..Default::default()
	};
	let id = BlakeTwo256::hash_of(&terms);
	assert_ok!(Licensing::register_terms(signed(who), terms));
	id
}

fn derive(who: &AccountId, child: IpId, parents: &[(IpId, Under)], max_fee: Balance) -> DispatchResult {
	let parents: Vec<_> = parents.iter().map(|(ip, under)| ParentClaim { ip: *ip, under: *under }).collect();
	let parents = parents.try_into().expect("few");
	sign(who, pallet_licensing::Call::register_derivative { child, parents, max_fee, max_share: Perbill::one() })
}

fn pay(who: &AccountId, ip: IpId, amount: Balance) {
	assert_ok!(Royalties::pay(signed(who), ip, amount));
}

fn settle(ip: IpId) {
	assert_ok!(Royalties::settle(signed(&account(Ferdie)), ip, 64));
}

fn claim(who: &AccountId, ip: IpId) {
	assert_ok!(Royalties::claim(signed(who), ip));
}

#[test]
fn money_should_reach_everybody_when_a_work_is_remixed_and_sold() {
	development().execute_with(|| {
		let (dave, eve, treasury) = (account(Dave), account(Eve), treasury());
		let changes =
			Changes::of(&[alice(), bob(), charlie(), dave.clone(), eve.clone(), account(Ferdie), treasury.clone()]);

		// Alice has a work with provenance, Bob one without; Charlie will make something of both.
		register(&alice(), work(1));
		let a = IpId::new(collection(&alice()), 0);
		let provenance = Some(work(1));
		assert_ok!(IpAssets::mint(
			signed(&alice()),
			a.collection,
			None,
			provenance,
			Default::default(),
			Perbill::zero()
		));
		let bobs = free_collection(&bob());
		let b = mint(&bob(), bobs, &bob());
		let charlies = collection(&charlie());
		let c = mint(&charlie(), charlies, &charlie());
		let terms = remix(&alice());
		assert_ok!(Licensing::attach_terms(signed(&alice()), a, terms));
		assert_ok!(Licensing::attach_terms(signed(&bob()), b, terms));
		changes.assert(&[]);

		// A license of one, bought before; the terms of the other, paid now.
		let all = Perbill::one();
		assert_ok!(Licensing::mint_license(signed(&charlie()), a, terms, 1, charlie(), 10 * UNIT, all));
		assert_ok!(derive(&charlie(), c, &[(a, Under::License(0)), (b, Under::Terms(terms))], 10 * UNIT));
		assert_eq!(Royalties::stack(c).total, Perbill::from_percent(20));
		changes.assert(&[(&charlie(), -20_000)]);

		// 1,000 for the remix: 10 for the chain, a tenth of the rest for each parent.
		pay(&dave, c, 1_000 * UNIT);
		assert_eq!(Royalties::claimable(c, charlie()), 792 * UNIT);
		settle(c);
		assert_eq!([a, b].map(|ip| Royalties::pool(ip).expect("paid").received), [10 * UNIT; 2]);
		claim(&charlie(), c);
		claim(&alice(), a);
		claim(&bob(), b);
		let fees = 10_000;
		let first =
			[(&dave, -1_000_000), (&charlie(), 772_000), (&alice(), 108_900), (&bob(), 108_900), (&treasury, fees)];
		changes.assert(&first);
		assert_eq!(owed(), 200 * MILLI, "the fees of the two licenses wait");
		settle(a);
		settle(b);
		assert_eq!(owed(), 0);

		// Charlie sells the remix, and its buyer gives it away. Its income stays with who made it.
		assert_ok!(Market::list(signed(&charlie()), c, 200 * UNIT, None));
		let (revision, income) = seen(c);
		assert_ok!(Market::buy(signed(&dave), c, 200 * UNIT, revision, income));
		assert_ok!(IpAssets::transfer(signed(&dave), c, eve.clone()));
		assert_eq!(IpAssets::owner(&c), Some(eve.clone()));
		assert_eq!(owed(), 11 * UNIT);
		settle(c);
		claim(&charlie(), c);
		claim(&alice(), a);
		claim(&bob(), b);
		changes.assert(&[
			(&dave, -1_201_000),
			(&charlie(), 970_712),
			(&alice(), 109_989),
			(&bob(), 109_989),
			(&treasury, 10_310),
		]);
		assert_eq!(balance(&Royalties::account()), Balances::minimum_balance());
		assert_noop!(Royalties::claim(signed(&eve), c), pallet_royalties::Error::<Runtime>::NothingToClaim);

		// Of what is gone, no deposit is left: listing and license.
		assert_eq!(held(pallet_market::HoldReason::StorageDeposit, &charlie()), Market::policy_deposit());
		assert_eq!(Licensing::license(0), None);
		assert_eq!(Balances::total_balance_on_hold(&dave), 0);
	});
}

#[test]
fn sale_should_fail_when_the_seller_empties_the_work_before_the_buyer_is_heard() {
	use pallet_market::{Call as MarketCall, Error as MarketError};
	development().execute_with(|| {
		let [enforced, free] = [collection(&alice()), free_collection(&alice())];
		let [sold, kept] = [enforced, free].map(|collection| mint(&alice(), collection, &alice()));
		let everything = LicenseTerms {
			commercial_use: true,
			revenue_share: Perbill::one(),
			derivatives_allowed: true,
			derivatives_reciprocal: true,
			..Default::default()
		};
		let terms = BlakeTwo256::hash_of(&everything);
		assert_ok!(Licensing::register_terms(signed(&alice()), everything));
		assert_ok!(Licensing::attach_terms(signed(&alice()), kept, terms));
		let price = 200 * UNIT;
		let list = || MarketCall::<Runtime>::list { ip: sold, price, expires: None };
		assert_ok!(sign(&alice(), list()));

		// Bob signs what he sees; Alice is faster, and the price is the same as before.
		let (revision, income) = seen(sold);
		let buy = MarketCall::<Runtime>::buy { ip: sold, max_price: price, revision, income: income.clone() };
		let offer = MarketCall::<Runtime>::offer { ip: sold, price, expires: None, revision, income };
		let parents = vec![ParentClaim { ip: kept, under: Under::Terms(terms) }].try_into().expect("one is few");
		let max_share = Perbill::one();
		let empty =
			pallet_licensing::Call::<Runtime>::register_derivative { child: sold, parents, max_fee: 0, max_share };
		let calls: Vec<RuntimeCall> = vec![empty.into(), list().into()];
		assert_ok!(sign(&alice(), pallet_utility::Call::<Runtime>::batch_all { calls }));
		assert_noop!(sign(&bob(), buy), MarketError::<Runtime>::IncomeWorse);
		assert_noop!(sign(&bob(), offer), MarketError::<Runtime>::IncomeWorse);
		assert_eq!(IpAssets::owner(&sold), Some(alice()));
	});
}

#[test]
fn diamond_should_count_once_when_both_parents_share_an_ancestor() {
	development().execute_with(|| {
		let collection = free_collection(&bob());
		let [root, left, right, child] = [(); 4].map(|()| mint(&bob(), collection, &bob()));
		let terms = remix(&alice());
		assert_ok!(Licensing::attach_terms(signed(&bob()), root, terms));
		let under = Under::Terms(terms);
		assert_ok!(derive(&bob(), left, &[(root, under)], 10 * UNIT));
		assert_ok!(derive(&bob(), right, &[(root, under)], 10 * UNIT));
		assert_ok!(derive(&bob(), child, &[(left, under), (right, under)], 20 * UNIT));
		assert_eq!(Royalties::stack(child).total, Perbill::from_percent(30));

		let before = [root, left, right].map(|ip| Royalties::claimable(ip, bob()));
		pay(&account(Dave), child, 1_000 * UNIT);
		settle(child);
		let after = [root, left, right].map(|ip| Royalties::claimable(ip, bob()));
		assert_eq!([0, 1, 2].map(|i| after[i] - before[i]), [99 * UNIT; 3]);
		assert_eq!(Royalties::claimable(child, bob()), 693 * UNIT);
		assert_books();
	});
}

#[test]
fn protocol_fee_should_reach_the_treasury_when_a_pool_is_settled() {
	development().execute_with(|| {
		let collection = free_collection(&alice());
		let ip = mint(&alice(), collection, &alice());
		let before = balance(&treasury());
		let received = || balance(&treasury()) - before;
		let payer = account(Dave);

		pay(&payer, ip, 100 * UNIT);
		assert_eq!(received(), 0);
		settle(ip);
		assert_eq!(received(), UNIT, "one percent, unless governance says otherwise");

		// What was paid before the change was paid at the old rate.
		pay(&payer, ip, 100 * UNIT);
		set_fee(3);
		settle(ip);
		assert_eq!(received(), 2 * UNIT);
		pay(&payer, ip, 100 * UNIT);
		settle(ip);
		assert_eq!(received(), 5 * UNIT);
		set_fee(0);
		pay(&payer, ip, 100 * UNIT);
		let settle = || Royalties::settle(signed(&payer), ip, 64).map_err(|error| error.error);
		assert_noop!(settle(), pallet_royalties::Error::<Runtime>::NothingToSettle);
		assert_eq!(Royalties::claimable(ip, alice()), 395 * UNIT);
		assert_books();
	});
}

#[test]
fn scores_should_split_income_when_the_delay_of_the_chain_is_over() {
	development().execute_with(|| {
		let collection = free_collection(&alice());
		let ip = mint(&alice(), collection, &alice());
		let payer = account(Dave);
		let changes = Changes::of(&[alice(), bob(), charlie(), treasury()]);
		let delay = |blocks| {
			let parameter = royalties::Parameters::ScoreDelay(royalties::ScoreDelay, Some(blocks));
			let key_value = RuntimeParameters::Royalties(parameter);
			assert_ok!(root(pallet_parameters::Call::<Runtime>::set_parameter { key_value }));
		};
		let scores = |list: &[(AccountId, u64)]| {
			assert_ok!(Royalties::propose_scores(signed(&alice()), ip, list.to_vec().try_into().expect("few")));
		};
		let apply = || Royalties::apply_scores(signed(&account(Ferdie)), ip).map(drop).map_err(|error| error.error);

		set_fee(0);
		delay(5);
		scores(&[(alice(), 0), (bob(), 3), (charlie(), 1)]);
		pay(&payer, ip, 100 * UNIT);
		System::set_block_number(System::block_number() + 4);
		assert_noop!(apply(), pallet_royalties::Error::<Runtime>::TooEarly);
		System::set_block_number(System::block_number() + 1);
		assert_ok!(apply());
		pay(&payer, ip, 100 * UNIT);
		// The first payment was before the change.
		for (who, amount) in [(alice(), 100), (bob(), 75), (charlie(), 25)] {
			assert_eq!(Royalties::claimable(ip, who.clone()), amount * UNIT);
			claim(&who, ip);
		}
		changes.0.keys().for_each(|who| assert_eq!(held(pallet_royalties::HoldReason::Proposal, who), 0));

		delay(0);
		let deposits = held(pallet_royalties::HoldReason::Member, &alice());
		scores(&[(bob(), 0)]);
		assert_ok!(apply());
		assert_eq!(held(pallet_royalties::HoldReason::Member, &alice()), deposits / 2, "one of two has left");
		assert_books();
		assert_eq!(Royalties::claimable(ip, bob()), 0);
	});
}

/// A whole block as a node makes it, with nothing in it but the time.
fn empty_block() {
	let number = System::block_number() + 1;
	let slot = *Babe::current_slot() + 1;
	let author = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: 0, slot: slot.into() });
	let digest = Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(author)] };
	let nothing = Default::default();
	Executive::initialize_block(&Header::new(number, nothing, nothing, nothing, digest));
	let now = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now: slot * SLOT_DURATION });
	assert_eq!(Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(now)), Ok(Ok(())));
	Executive::finalize_block();
}

#[test]
fn pending_pools_should_be_settled_when_a_block_is_empty() {
	development().execute_with(|| {
		Babe::on_finalize(System::block_number());
		empty_block();

		let collection = free_collection(&bob());
		let [parent, child, poor] = [(); 3].map(|()| mint(&bob(), collection, &bob()));
		let terms = remix(&alice());
		assert_ok!(Licensing::attach_terms(signed(&bob()), parent, terms));
		set_fee(0);
		for ip in [child, poor] {
			assert_ok!(derive(&bob(), ip, &[(parent, Under::Terms(terms))], 10 * UNIT));
		}
		set_fee(1);
		let before = (balance(&treasury()), Royalties::claimable(parent, bob()));
		pay(&account(Dave), child, 1_000 * UNIT);
		// A tenth of this is not worth the work.
		pay(&account(Dave), poor, 9 * UNIT);
		empty_block();
		let after = (balance(&treasury()), Royalties::claimable(parent, bob()));
		assert_eq!((after.0 - before.0, after.1 - before.1), (10 * UNIT, 99 * UNIT));
		assert_eq!(Royalties::pool(child).expect("paid").pending, 0);
		assert_eq!(Royalties::pool(poor).expect("paid").pending, 891 * MILLI);
		assert_books();
		empty_block();
		assert_eq!(balance(&treasury()), after.0);
	});
}

#[test]
fn deposits_should_come_back_to_the_unit_when_everything_is_removed() {
	development().execute_with(|| {
		let terms = LicenseTerms { transferable: true, expiration: 5, ..Default::default() };
		let id = BlakeTwo256::hash_of(&terms);
		let collection = collection(&alice());
		let lasting = Balances::total_balance_on_hold(&alice());
		assert_eq!(lasting, IpAssets::collection_deposit() + Market::policy_deposit());
		let changes = Changes::of(&[alice(), bob()]);

		let salt = [1; 32];
		let hash = Provenance::commitment_hash(alice(), work(2), salt);
		assert_ok!(Provenance::commit(signed(&alice()), hash));
		register(&alice(), work(1));
		let (to, claim) = (Some(bob()), Some(work(1)));
		assert_ok!(IpAssets::mint(signed(&alice()), collection, to, claim, Default::default(), Perbill::one()));
		let ip = IpId::new(collection, 0);
		assert_ok!(Licensing::register_terms(signed(&alice()), terms));
		assert_ok!(Licensing::attach_terms(signed(&bob()), ip, id));
		assert_ok!(Licensing::mint_license(signed(&alice()), ip, id, 3, bob(), 0, Perbill::one()));
		assert_ok!(IpAssets::grant_permission(signed(&bob()), ip, charlie(), trade(0), 100));
		assert_ok!(Market::list(signed(&bob()), ip, 10 * UNIT, None));
		let (revision, income) = seen(ip);
		assert_ok!(Market::offer(signed(&alice()), ip, 10 * UNIT, None, revision, income));
		let members = vec![(bob(), 1)].try_into().expect("one is few");
		let own = mint(&alice(), collection, &alice());
		assert_ok!(Royalties::propose_scores(signed(&alice()), own, members));
		assert!(Balances::total_balance_on_hold(&bob()) > 0);
		let license = pallet_licensing::Error::<Runtime>::HasLicenses;
		assert_noop!(IpAssets::burn(signed(&bob()), ip), license);

		// Burning takes listing, terms, grants and proposal along. What others rely on, they remove themselves.
		assert_ok!(Licensing::burn_license(signed(&bob()), 0));
		assert_ok!(IpAssets::burn(signed(&bob()), ip));
		assert_eq!(Market::listing(ip), None);
		assert_ok!(IpAssets::burn(signed(&alice()), own));
		assert_eq!(Balances::total_balance_on_hold(&bob()), 0);
		assert_ok!(Licensing::remove_terms(signed(&alice()), id));
		assert_ok!(Market::withdraw_offer(signed(&alice()), ip, alice()));
		assert_ok!(Provenance::withdraw_claim(signed(&alice()), work(1)));
		assert_ok!(Provenance::withdraw_commitment(signed(&alice()), alice(), hash));
		assert_eq!(Balances::total_balance_on_hold(&alice()), lasting);
		changes.assert(&[]);
	});
}

#[test]
fn burn_should_fail_when_somebody_relies_on_the_ip_asset() {
	use pallet_licensing::Error as LicensingError;
	development().execute_with(|| {
		let collection = free_collection(&alice());
		let [parent, child, paid] = [(); 3].map(|()| mint(&alice(), collection, &alice()));
		let terms = remix(&alice());
		assert_ok!(Licensing::attach_terms(signed(&alice()), parent, terms));
		assert_ok!(derive(&alice(), child, &[(parent, Under::Terms(terms))], 10 * UNIT));
		pay(&bob(), paid, UNIT);
		let burn = |ip| IpAssets::burn(signed(&alice()), ip);
		assert_noop!(burn(parent), LicensingError::<Runtime>::HasChildren);
		assert_noop!(burn(child), LicensingError::<Runtime>::HasParents);
		assert_noop!(burn(paid), pallet_royalties::Error::<Runtime>::PoolNotEmpty);
		claim(&alice(), paid);
		assert_noop!(burn(child), LicensingError::<Runtime>::HasParents);
		assert_ok!(burn(paid));
		assert_eq!(Royalties::pool(paid), None);
		assert_books();
	});
}

#[test]
fn accounts_should_all_differ_when_derived() {
	let ips = [(0, 0), (0, 1), (1, 0), (1, 1), (256, 0), (0, 256), (u32::MAX, u32::MAX)];
	let own = [IpAssets::sovereign_account(), Royalties::account(), Licensing::account(), treasury()];
	let all: Vec<AccountId> = ips
		.into_iter()
		.map(|(collection, item)| IpAssets::account(&IpId::new(collection, item)))
		.chain(own)
		.chain(sp_keyring::Sr25519Keyring::well_known().map(account))
		.chain([AccountId::new([0; 32]), pallet_utility::derivative_account_id(IpAssets::sovereign_account(), 0)])
		.collect();
	assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
	for (collection, item) in ips {
		let ip = IpId::new(collection, item);
		assert_eq!(IpAssets::ip_of(&IpAssets::account(&ip)), Some(ip));
	}
	assert!(all[ips.len()..].iter().all(|who| IpAssets::ip_of(who).is_none()));
}

#[test]
fn storage_should_be_bounded_when_it_is_of_a_creative_pallet() {
	let all = [
		Provenance::storage_info(),
		IpAssets::storage_info(),
		Royalties::storage_info(),
		Licensing::storage_info(),
		Market::storage_info(),
		Models::storage_info(),
		Workers::storage_info(),
		Jobs::storage_info(),
		Contributions::storage_info(),
	];
	for item in all.iter().flatten() {
		let name = String::from_utf8_lossy(&item.storage_name);
		let size = item.max_size.unwrap_or_else(|| panic!("{name} has no largest size"));
		assert!(size < 80 * 1024, "{name}: {size}");
	}
	assert!(all.iter().all(|items| items.len() >= 3), "there is more than the version");
}
