pub struct WeightInfo<T>(core::marker::PhantomData<T>);

impl<T> ::pallet_parameters::WeightInfo for WeightInfo<T> {
	fn set_parameter() -> frame_support::weights::Weight {
		frame_support::weights::Weight::from_parts(20_000_000, 4000)
	}
}
