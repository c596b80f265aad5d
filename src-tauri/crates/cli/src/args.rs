//! The command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

/// Plans client meetings: the right format, the right people, the right hour.
///
/// Works on the same workspace file as the window. Start with `cuadrante sample`, or `cuadrante import clients FILE`.
#[derive(Debug, Parser)]
#[command(name = "cuadrante", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Args {
    /// The workspace file; the window's own where none is given
    #[arg(long, global = true, value_name = "FILE", env = "CUADRANTE_WORKSPACE")]
    pub workspace: Option<PathBuf>,

    /// Write results as JSON on standard output, and problems as JSON on standard error
    #[arg(long, global = true)]
    pub json: bool,

    /// Reckon as if today were this day
    #[arg(long, global = true, value_name = "YYYY-MM-DD", env = "CUADRANTE_TODAY")]
    pub today: Option<NaiveDate>,

    /// Language of the messages; the system's where none is given
    #[arg(long, global = true, value_enum)]
    pub language: Option<Language>,

    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cuadrante sample                                        a workspace to look around in
  cuadrante --workspace mine.cuadrante import clients customers.csv
  cuadrante place --answers 5245342/4243344               which format, and why
  cuadrante plan --from 2027-01-11 --to 2027-01-22 --accept
  cuadrante export ics --out calendars/
  cuadrante plan --moving broken --why                    somebody fell ill: move what must move
  cuadrante plan --problem p.json --out plan.json --seconds 30
  cuadrante check --problem p.json --plan plan.json

Exit codes: 0 done; 1 a check found something; 2 wrong call; 3 could not be done.";

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Spanish
    Es,
    /// English
    En,
}

/// Which of the meetings already planned a plan may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MovingArg {
    /// None of them
    None,
    /// Those that cannot stay as they are
    Broken,
    /// All, as little as can be
    Free,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a workspace with an invented bank in it
    Sample,
    /// Bring data in
    #[command(subcommand)]
    Import(Import),
    /// List the clients
    Clients {
        /// Only those whose name, code, city or tags hold these words
        #[arg(long, default_value = "")]
        find: String,
    },
    /// Place a client on the matrix: answers in, recommendation and explanation out
    Place {
        /// S1..S7, a stroke, P1..P7: digits 1 to 5, `-` for none. Needs no workspace unless a client is named
        #[arg(long, value_name = "S1..S7/P1..P7", allow_hyphen_values = true)]
        answers: Option<String>,
        /// A client, by id, code or name; with --topic
        #[arg(long, requires = "topic")]
        client: Option<String>,
        /// A topic, by id or name; with --client
        #[arg(long, requires = "client")]
        topic: Option<String>,
    },
    /// List the needs, or add one
    Needs {
        /// Only those that no meeting meets
        #[arg(long)]
        open: bool,
        #[command(subcommand)]
        action: Option<NeedAction>,
    },
    /// Plan the open needs, or solve a problem document
    ///
    /// Needs left out are listed, the costliest first, with what stood in the way; for the first five also up to three
    /// changes after which they could be met, each of them tried.
    Plan {
        /// First day; tomorrow where none is given
        #[arg(long, conflicts_with = "problem")]
        from: Option<NaiveDate>,
        /// Last day; thirteen days after the first where none is given
        #[arg(long, conflicts_with = "problem")]
        to: Option<NaiveDate>,
        /// Seconds to search
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=86_400))]
        seconds: u32,
        /// The same seed searches the same way
        #[arg(long, default_value_t = 1)]
        seed: u32,
        /// Which of the meetings already planned the plan may change: none; those that cannot stay as they are
        /// (somebody fell ill, a room is gone); or all, as little as can be. What is locked in a meeting stays
        #[arg(long, value_enum, default_value_t = MovingArg::None, conflicts_with = "problem")]
        moving: MovingArg,
        /// Say of each meeting what it costs, and what stood in the way at other hours
        #[arg(long)]
        why: bool,
        /// Turn the plan into meetings at once
        #[arg(long, conflicts_with = "problem")]
        accept: bool,
        /// A problem document (cuadrante-problem/1) instead of the workspace
        #[arg(long, value_name = "FILE", requires = "out")]
        problem: Option<PathBuf>,
        /// Where the plan document goes
        #[arg(long, value_name = "FILE", requires = "problem")]
        out: Option<PathBuf>,
    },
    /// Evaluate a plan document anew: each broken rule, and the score
    Check {
        /// The problem document
        #[arg(long, value_name = "FILE")]
        problem: PathBuf,
        /// The plan document
        #[arg(long, value_name = "FILE")]
        plan: PathBuf,
    },
    /// Write data out
    #[command(subcommand)]
    Export(Export),
    /// Copy the workspace to a file
    Backup {
        /// Where to; must not exist yet
        file: PathBuf,
    },
    /// Take back the last change
    Undo,
    /// Do again what was last taken back
    Redo,
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Clients from a CSV file; makes the workspace where there is none
    Clients {
        /// The file: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab
        file: PathBuf,
        /// Import the good rows even where others are faulty
        #[arg(long)]
        good_rows: bool,
        /// Leave clients that are known already as they are
        #[arg(long)]
        keep_known: bool,
        /// Only tell what would happen
        #[arg(long)]
        dry_run: bool,
        /// What a column holds, as `COLUMN=FIELD`: by its title or number, and one of name, code, person_name,
        /// person_title, email, phone, address, city, region, postal_code, country, zone, sales, value, tags,
        /// notes, ignore, attribute:NAME
        #[arg(long = "map", value_name = "COLUMN=FIELD")]
        map: Vec<String>,
    },
    /// Answers to invitations, as .ics or .eml
    Replies {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum NeedAction {
    /// Add a need
    Add {
        /// The client, by id, code or name
        #[arg(long)]
        client: String,
        /// The topic, by id or name
        #[arg(long)]
        topic: String,
        /// 1 (can wait) to 5 (now)
        #[arg(long, default_value_t = 3)]
        priority: u32,
        /// First day; today where none is given
        #[arg(long)]
        from: Option<NaiveDate>,
        /// Last day; four weeks later where none is given
        #[arg(long)]
        until: Option<NaiveDate>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Export {
    /// Calendars: one for the plan, one for each provider and each room
    Ics {
        /// The folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// First day; today where none is given
        #[arg(long)]
        from: Option<NaiveDate>,
        /// Last day; no end where none is given
        #[arg(long)]
        to: Option<NaiveDate>,
        /// Only the plan's file
        #[arg(long)]
        plan_only: bool,
        /// A folder with one file for each meeting, as sync programs watch it (vdir)
        #[arg(long, conflicts_with = "feed")]
        watched: bool,
        /// Feeds that programs read again after so many minutes
        #[arg(long, value_name = "MINUTES")]
        feed: Option<u32>,
    },
    /// Invitations, updates and cancellations: to each person who must be told, in that person's language
    Invitations {
        /// The folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// First day; today where none is given
        #[arg(long)]
        from: Option<NaiveDate>,
        /// Last day; no end where none is given
        #[arg(long)]
        to: Option<NaiveDate>,
        /// Calendar files, mail drafts, or both
        #[arg(long, value_enum, default_value = "both")]
        form: FormArg,
        /// A reminder by mail instead, to those who know the present version
        #[arg(long)]
        reminder: bool,
        /// Only tell who must be told
        #[arg(long)]
        dry_run: bool,
    },
}

/// In what form invitations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormArg {
    /// Calendar files
    Ics,
    /// Mail drafts
    Eml,
    /// Both
    Both,
}
