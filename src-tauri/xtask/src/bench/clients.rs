//! Importing and placing, through the command line: what a person waits for, the program's start included.

use super::figures;
use crate::process::{Outcome, Program};
use crate::{root, snapshot};
use std::fmt::Write as _;
use std::time::Instant;

const ROWS: usize = 10_000;
const IMPORTS: usize = 5;
const PLACINGS: usize = 40;

/// A table of 10,000 clients into an empty workspace, then the same table again, which adds nothing.
pub fn import(_: &[&str]) -> Outcome {
    build()?;
    let folder = snapshot::fresh("bench-import")?;
    let table = folder.join("clients.csv");
    std::fs::write(&table, clients(ROWS)).map_err(|error| error.to_string())?;
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for run in 0..IMPORTS {
        let workspace = folder.join(format!("{run}.cuadrante"));
        for times in [&mut first, &mut again] {
            let began = Instant::now();
            cuadrante()
                .arg("--workspace")
                .arg(&workspace)
                .args(["import", "clients"])
                .arg(&table)
                .arg("--json")
                .output()?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    let spread = figures::print("import of 10,000 new clients", "ms", first);
    figures::print("the same file again", "ms", again);
    if let Some(spread) = spread {
        let rate = ROWS as f64 / spread.median * 1000.0;
        println!("{:<34} {rate:>16.0} rows/s", "rate");
    }
    Ok(())
}

/// One questionnaire, placed and explained without a workspace.
pub fn place(_: &[&str]) -> Outcome {
    build()?;
    let mut times = Vec::new();
    for _ in 0..PLACINGS {
        let began = Instant::now();
        cuadrante().args(["place", "--answers", "5245342/4243344", "--json"]).output()?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    figures::print("placing and explaining one client", "ms", times);
    Ok(())
}

fn build() -> Outcome {
    Program::cargo().args(["build", "--release", "-p", "cuadrante-cli"]).run()
}

fn cuadrante() -> Program {
    Program::new(root::built("release", "cuadrante"))
}

/// Invented clients under the headings of the well-known Northwind customers.
fn clients(rows: usize) -> String {
    let cities = [("Caracas", "Venezuela"), ("Bogotá", "Colombia"), ("Madrid", "Spain"), ("München", "Germany")];
    let mut table = String::from(
        "customerID,companyName,contactName,contactTitle,address,city,region,postalCode,country,phone,fax\n",
    );
    for row in 0..rows {
        let (city, country) = cities[row % cities.len()];
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "C{row:05},\"Comercial {row:05}, S.A.\",Ana Pérez {row},Gerente,\"Av. {row}, piso 2\",{city},,{:05},{country},(5) 555-{row:05},",
            row * 7 % 100_000
        );
    }
    table
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_has_its_rows() {
        let table = super::clients(3);
        assert_eq!(table.lines().count(), 4);
        assert!(table.contains("C00002,"));
    }
}
