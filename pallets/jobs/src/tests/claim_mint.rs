use super::*;
use atelier_primitives::ip::IpInspect;

fn mint(who: &AccountId, hash: JobHash) -> sp_runtime::DispatchResult {
	in_layer(|| JobsPallet::claim_mint(signed(who), hash, 9, Default::default(), Perbill::from_percent(10)))
}

#[test]
fn claim_mint_should_mint_once_when_the_record_is_written() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assert_noop!(mint(&alice(), hash), Error::<Test>::NotFinalized);
		assign(hash);
		answer(hash, &thrice(honest(hash)));
		run_for(6);
		assert_noop!(mint(&bob(), hash), Error::<Test>::NotRequester);
		assert_ok!(mint(&alice(), hash));
		let ip = IpId::new(9, 0);
		assert_eq!((Ips::owner(&ip), Ips::owner_share(&ip)), (Some(alice()), Perbill::from_percent(10)));
		System::assert_last_event(Event::OutputMinted { job: hash, ip }.into());
		assert_noop!(mint(&alice(), hash), Error::<Test>::AlreadyMinted);
		assert_noop!(mint(&alice(), [0; 32]), Error::<Test>::NotFound);
		let unsigned = JobsPallet::claim_mint(RuntimeOrigin::none(), hash, 9, Default::default(), Perbill::zero());
		assert_noop!(unsigned, BadOrigin);
	});
}

#[test]
fn claim_mint_should_wait_for_the_record_when_that_failed() {
	with_workers(|| {
		refuse(Receiver::Record, true);
		let hash = request(&alice(), order());
		assign(hash);
		answer(hash, &thrice(honest(hash)));
		run_for(6);
		assert_noop!(mint(&alice(), hash), Error::<Test>::NotRecorded);
		refuse(Receiver::Record, false);
		assert_ok!(JobsPallet::deliver(signed(alice()), hash));
		assert_ok!(mint(&alice(), hash));
	});
}

#[test]
fn claim_mint_should_fail_when_the_output_is_for_a_trait() {
	with_workers(|| {
		let ip = Ips::mint_at(IpId::new(4, 2), alice());
		let purpose = Purpose::Trait { ip, key: Default::default() };
		let hash = request(&alice(), Order { purpose, ..order() });
		assign(hash);
		answer(hash, &thrice(honest(hash)));
		run_for(6);
		assert_noop!(mint(&alice(), hash), Error::<Test>::NotAWork);
	});
}
