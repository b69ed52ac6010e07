use super::*;

#[test]
fn rotate_key_should_free_the_old_one_when_the_new_one_is_fresh() {
	build_and_execute(|| {
		assert_ok!(register(0, 10 * UNIT));
		let rotate = |n, key| WorkersPallet::rotate_key(signed(worker(n)), key_of(worker(key)));
		assert_noop!(rotate(0, 0), Error::<Test>::KeyTaken);
		assert_ok!(rotate(0, 7));
		System::assert_last_event(Event::KeyRotated { worker: worker(0), key: key_of(worker(7)) }.into());
		assert_ok!(register_with_key(1, 0));
		assert_noop!(rotate(1, 7), Error::<Test>::KeyTaken);
		assert_noop!(rotate(2, 5), Error::<Test>::NotFound);
		assert_noop!(WorkersPallet::rotate_key(RuntimeOrigin::none(), key_of(worker(5))), BadOrigin);
	});
}

fn register_with_key(n: u8, key: u8) -> DispatchResult {
	WorkersPallet::register(signed(worker(n)), key_of(worker(key)), 10 * UNIT)
}
