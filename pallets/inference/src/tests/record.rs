use super::*;

/// A job that is final, with nothing written down.
fn final_job(purpose: Purpose) -> JobHash {
	outside(|all| (all.refuse_records, all.refuse_traits) = (true, true));
	let hash = request(&alice(), Order { purpose, ..order() });
	assign(hash);
	answer(hash, &[honest(hash); 3]);
	run_for(6);
	assert!(finalized(hash));
	hash
}

fn written(hash: JobHash) -> (bool, bool) {
	match job(hash).phase {
		Phase::Finalized { recorded, used, .. } => (recorded, used),
		_ => panic!(),
	}
}

#[test]
fn record_should_write_when_the_registry_takes_it_now() {
	with_workers(|| {
		let hash = final_job(Purpose::Work);
		let record = || Inference::record(signed(&alice()), hash);
		assert_noop!(in_layer(record), DispatchError::Other("no records"));
		outside(|all| all.refuse_records = false);
		assert_ok!(record());
		System::assert_last_event(Event::Recorded { job: hash }.into());
		assert_eq!(written(hash), (true, false));
		assert_noop!(record(), Error::<Test>::AlreadyRecorded);
		assert_eq!(outside(|all| all.records.len()), 1);
	});
}

#[test]
fn record_should_do_what_it_can_when_one_of_two_fails() {
	with_workers(|| {
		let ip = IpId::new(4, 2);
		outside(|all| all.owners.insert(ip, alice()));
		let hash = final_job(Purpose::Trait { ip, key: Default::default() });
		let record = || in_layer(|| Inference::record(signed(&alice()), hash));
		// Events do not keep the text.
		assert!(events().contains(&Event::TraitFailed { job: hash, error: DispatchError::Other("") }));
		assert_noop!(record(), DispatchError::Other("no records"));
		outside(|all| all.refuse_traits = false);
		assert_ok!(record());
		assert_eq!(written(hash), (false, true));
		outside(|all| all.refuse_records = false);
		assert_ok!(record());
		assert_eq!(written(hash), (true, true));
		assert_noop!(record(), Error::<Test>::AlreadyRecorded);
		assert_eq!(outside(|all| (all.records.len(), all.traits.len())), (1, 1));
	});
}

/// A trait of an IP asset that was sold is the new owner's to set.
#[test]
fn record_should_not_set_the_trait_when_the_ip_asset_was_sold() {
	with_workers(|| {
		let ip = IpId::new(4, 2);
		outside(|all| all.owners.insert(ip, alice()));
		let hash = final_job(Purpose::Trait { ip, key: Default::default() });
		outside(|all| {
			(all.refuse_records, all.refuse_traits) = (false, false);
			all.owners.insert(ip, bob());
		});
		assert_ok!(Inference::record(signed(&alice()), hash));
		assert_eq!(written(hash), (true, false));
		assert_noop!(in_layer(|| Inference::record(signed(&alice()), hash)), DispatchError::Other("no traits"));
	});
}

#[test]
fn record_should_fail_when_it_is_not_time_or_not_the_requester() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assert_noop!(Inference::record(signed(&bob()), hash), Error::<Test>::NotRequester);
		assert_noop!(Inference::record(signed(&alice()), hash), Error::<Test>::NotFinalized);
		assert_noop!(Inference::record(signed(&alice()), [0; 32]), Error::<Test>::NotFound);
		assert_noop!(Inference::record(RuntimeOrigin::none(), hash), BadOrigin);
	});
}
