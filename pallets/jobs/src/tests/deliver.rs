use super::*;

/// A job that is final, with nothing delivered.
fn final_job(purpose: Purpose) -> JobHash {
	refuse(Receiver::Record, true);
	refuse(Receiver::Trait, true);
	let hash = request(&alice(), Order { purpose, ..order() });
	assign(hash);
	answer(hash, &thrice(honest(hash)));
	run_for(6);
	assert!(finalized(hash));
	hash
}

#[test]
fn deliver_should_write_when_the_registry_takes_it_now() {
	with_workers(|| {
		let hash = final_job(Purpose::Work);
		let deliver = || JobsPallet::deliver(signed(alice()), hash);
		assert_noop!(in_layer(deliver), error::REFUSED);
		refuse(Receiver::Record, false);
		assert_ok!(deliver());
		System::assert_last_event(Event::Delivered { job: hash, receiver: Receiver::Record }.into());
		assert_eq!(delivered(hash), [Receiver::Record]);
		assert_noop!(deliver(), Error::<Test>::AlreadyDelivered);
		assert_eq!(Provenance::records().len(), 1);
	});
}

#[test]
fn deliver_should_do_what_it_can_when_one_of_two_fails() {
	with_workers(|| {
		let ip = Ips::mint_at(IpId::new(4, 2), alice());
		let hash = final_job(Purpose::Trait { ip, key: Default::default() });
		let deliver = || in_layer(|| JobsPallet::deliver(signed(alice()), hash));
		// Events do not keep the text.
		let error = DispatchError::Other("");
		assert!(events().contains(&Event::DeliveryFailed { job: hash, receiver: Receiver::Trait, error }));
		assert_noop!(deliver(), error::REFUSED);
		refuse(Receiver::Trait, false);
		assert_ok!(deliver());
		assert_eq!(delivered(hash), [Receiver::Trait]);
		refuse(Receiver::Record, false);
		assert_ok!(deliver());
		assert_eq!(delivered(hash), [Receiver::Record, Receiver::Trait]);
		assert_noop!(deliver(), Error::<Test>::AlreadyDelivered);
		assert_eq!((Provenance::records().len(), Traits::outcomes().len()), (1, 1));
	});
}

/// A trait of an IP asset that was sold is the new owner's to set.
#[test]
fn deliver_should_not_set_the_trait_when_the_ip_asset_was_sold() {
	with_workers(|| {
		let ip = Ips::mint_at(IpId::new(4, 2), alice());
		let hash = final_job(Purpose::Trait { ip, key: Default::default() });
		refuse(Receiver::Record, false);
		refuse(Receiver::Trait, false);
		Ips::sell(ip, bob());
		assert_ok!(JobsPallet::deliver(signed(alice()), hash));
		assert_eq!(delivered(hash), [Receiver::Record]);
		assert_noop!(in_layer(|| JobsPallet::deliver(signed(alice()), hash)), error::NOT_AUTHORIZED);
	});
}

#[test]
fn deliver_should_fail_when_it_is_not_time_or_not_the_requester() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assert_noop!(JobsPallet::deliver(signed(bob()), hash), Error::<Test>::NotRequester);
		assert_noop!(JobsPallet::deliver(signed(alice()), hash), Error::<Test>::NotFinalized);
		assert_noop!(JobsPallet::deliver(signed(alice()), [0; 32]), Error::<Test>::NotFound);
		assert_noop!(JobsPallet::deliver(RuntimeOrigin::none(), hash), BadOrigin);
	});
}
