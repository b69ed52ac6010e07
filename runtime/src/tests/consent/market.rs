//! Sales, and what they pay to those who made the work.

use super::{
	super::routes::{collection_with, seen},
	world::PRICE,
	*,
};
use atelier_primitives::chain::currency::{MILLI, UNIT};
use pallet_market::{Call, Error};
use sp_runtime::Perbill;
use Effect::*;
use Role::*;

type MarketCall = Call<Runtime>;
type MarketError = Error<Runtime>;

/// Who may trade a work: its owner, as whom its account counts as well, and an agent.
const TRADERS: [Role; 3] = [Owner, IpAccount, Agent];

pub fn pallet() -> Pallet {
	Pallet {
		name: "Market",
		rows: vec![
			Row { call: "market.set_policy", effect: LowersIncome, trial: set_policy },
			Row { call: "market.list", effect: MovesProperty, trial: list },
			Row { call: "market.list", effect: MovesProperty, trial: list_below },
			Row { call: "market.buy", effect: MovesProperty, trial: buy_changed },
			Row { call: "market.buy", effect: MovesProperty, trial: buy_worse },
			Row { call: "market.accept", effect: MovesProperty, trial: accept_changed },
			Row { call: "market.delist", effect: StopsService, trial: delist },
			Row { call: "market.buy", effect: MovesProperty, trial: buy },
			Row { call: "market.accept", effect: MovesProperty, trial: accept },
			Row { call: "market.withdraw_offer", effect: MovesProperty, trial: withdraw_offer },
		],
		harmless: vec![(Harmless::Own, &["offer"])],
	}
}

fn set_policy(_: &World) -> Trial {
	let collection = collection_with(&World::who(Creator), Perbill::from_percent(5), UNIT);
	let act = MarketCall::set_policy { collection, rate: Perbill::from_percent(1), floor: MILLI };
	Trial::of(act, &[Creator], MarketError::NotCreator)
}

fn list_it(world: &World) -> MarketCall {
	MarketCall::list { ip: world.ip, price: PRICE, expires: None }
}

fn list(world: &World) -> Trial {
	Trial::of(list_it(world), &TRADERS, MarketError::NotAuthorized)
}

fn delist(world: &World) -> Trial {
	Trial::of(MarketCall::delist { ip: world.ip }, &TRADERS, MarketError::NotAuthorized).needs(
		Owner,
		list_it(world),
		MarketError::ListingNotFound,
	)
}

/// The agent has a least price.
fn list_below(world: &World) -> Trial {
	let act = MarketCall::list { ip: world.ip, price: PRICE - 1, expires: None };
	Trial::of(act, &[Owner, IpAccount], MarketError::NotAuthorized)
}

/// With what the buyer sees now.
fn buy_it(world: &World) -> MarketCall {
	let (revision, income) = seen(world.ip);
	MarketCall::buy { ip: world.ip, max_price: PRICE, revision, income }
}

/// The owner, or an agent, changed it after the buyer looked.
fn buy_changed(world: &World) -> Trial {
	World::does(Owner, list_it(world));
	let act = buy_it(world);
	World::does(Agent, pallet_ip_assets::Call::set_metadata { ip: world.ip, metadata: Default::default() });
	Trial::of(act, &[], MarketError::RevisionMismatch).but(Owner, MarketError::SelfPurchase)
}

/// What the buyer wants to have is not what it would get: the authority does not follow the work.
fn buy_worse(world: &World) -> Trial {
	World::does(Owner, list_it(world));
	let (revision, mut income) = seen(world.ip);
	income.authority = None;
	let act = MarketCall::buy { ip: world.ip, max_price: PRICE, revision, income };
	Trial::of(act, &[], MarketError::IncomeWorse).but(Owner, MarketError::SelfPurchase)
}

/// The buyer signs, the owner has listed.
fn buy(world: &World) -> Trial {
	let act = buy_it(world);
	let buyers = [Creator, Contributor, Authority, Agent, Stranger, Studio, StudioMember];
	Trial::of(act, &buyers, MarketError::SelfPurchase)
		.but(IpAccount, pallet_ip_assets::Error::<Runtime>::CyclicOwnership)
		.needs(Owner, list_it(world), MarketError::ListingNotFound)
}

fn offer(world: &World) -> MarketCall {
	let (revision, income) = seen(world.ip);
	MarketCall::offer { ip: world.ip, price: PRICE, expires: None, revision, income }
}

/// The owner signs, the buyer has offered.
fn accept(world: &World) -> Trial {
	let act = MarketCall::accept { ip: world.ip, buyer: World::who(Stranger), min_price: PRICE };
	Trial::of(act, &[Owner], MarketError::NotOwner).needs(Stranger, offer(world), MarketError::OfferNotFound)
}

/// The owner cannot change it after the offer, and then accept.
fn accept_changed(world: &World) -> Trial {
	World::does(Stranger, offer(world));
	World::does(Owner, pallet_ip_assets::Call::set_metadata { ip: world.ip, metadata: Default::default() });
	let act = MarketCall::accept { ip: world.ip, buyer: World::who(Stranger), min_price: PRICE };
	Trial::of(act, &[], MarketError::NotOwner).but(Owner, MarketError::RevisionMismatch)
}

fn withdraw_offer(world: &World) -> Trial {
	let act = MarketCall::withdraw_offer { ip: world.ip, buyer: World::who(Stranger) };
	Trial::of(act, &[Stranger], MarketError::NotAuthorized).needs(Stranger, offer(world), MarketError::OfferNotFound)
}

#[test]
fn works_and_prices_should_stay_when_those_have_not_agreed_whose_they_are() {
	try_rows(pallet());
}
