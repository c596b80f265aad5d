//! The few arguments, read by hand: the bridge is a test's tool, not a program for people.

use std::path::PathBuf;

/// What the bridge was started with.
#[derive(Debug, PartialEq)]
pub struct Arguments {
    pub workspace: Option<PathBuf>,
    /// YYYY-MM-DD; stands in for the clock's date.
    pub today: Option<String>,
    /// 0 takes a free port.
    pub port: u16,
    /// The built UI.
    pub ui: PathBuf,
}

impl Arguments {
    /// Reads `--name value` pairs; `CUADRANTE_TODAY` stands in where `--today` is absent.
    pub fn parse(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self {
            workspace: None,
            today: std::env::var("CUADRANTE_TODAY").ok(),
            port: 0,
            ui: PathBuf::from("ui/dist"),
        };
        while let Some(name) = given.next() {
            let value = given.next().ok_or_else(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--workspace" => arguments.workspace = Some(value.into()),
                "--today" => arguments.today = Some(value),
                "--port" => {
                    arguments.port = value.parse().map_err(|_| format!("--port {value}: not a port"))?;
                }
                "--ui" => arguments.ui = value.into(),
                _ => return Err(format!("unknown argument {name}")),
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Arguments, String> {
        Arguments::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_pairs_and_refuses_the_rest() {
        let arguments = parse("--workspace a.db --today 2026-03-02 --port 7811 --ui dist");
        assert_eq!(
            arguments,
            Ok(Arguments {
                workspace: Some("a.db".into()),
                today: Some("2026-03-02".into()),
                port: 7811,
                ui: "dist".into(),
            })
        );
        assert_eq!(parse("--port x"), Err("--port x: not a port".into()));
        assert_eq!(parse("--port"), Err("--port needs a value".into()));
        assert_eq!(parse("--host 0.0.0.0"), Err("unknown argument --host".into()));
    }
}
