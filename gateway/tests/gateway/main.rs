//! A gateway over real sockets.

mod embedded;
#[path = "../../examples/faulty.rs"]
#[allow(dead_code)] // What makes a program of it.
mod faulty;
mod jobs;
mod limits;
mod outputs;
mod program;
mod service;
mod stage;
mod stop;
mod upstream;
