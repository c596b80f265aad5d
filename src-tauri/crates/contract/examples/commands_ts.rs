//! Writes the list of commands as TypeScript to the path given.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of the file to write")?;
    std::fs::write(path, contract::typescript())?;
    Ok(())
}
