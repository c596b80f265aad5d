//! Tables of clients.
#![no_main]

use exchange::clients::{Choices, inspect, read_clients};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(sheet) = inspect(bytes, &Choices::default()) else { return };
    assert_eq!(read_clients(&sheet).len(), sheet.rows.len());
});
