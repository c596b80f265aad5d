//! The subcommands.

mod files;
mod invitations;
mod lists;
mod place;
mod plan;

use std::process::ExitCode;

use clap::CommandFactory;
use contract::views::{ExportShape, Moving, PlanRequest};

use crate::args::{Args, Command, Export, Import, MovingArg};
use crate::session::{self, Done, Session};

/// Runs the command line.
pub async fn run(args: Args) -> ExitCode {
    if let Command::Completions { shell } = args.command {
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut Args::command(), "cuadrante", &mut text);
        session::print(&String::from_utf8_lossy(&text));
        return ExitCode::SUCCESS;
    }
    // What works on documents alone needs neither a workspace nor its lock.
    let session =
        if needs_no_workspace(&args) { Session::without_workspace(&args).await } else { Session::start(&args).await };
    let done = act(&session, args.command).await;
    session.host.close().await;
    match done {
        Ok(code) => ExitCode::from(code),
        Err(failure) => session.fail(&failure),
    }
}

fn needs_no_workspace(args: &Args) -> bool {
    match &args.command {
        Command::Place { client: None, .. } | Command::Plan { problem: Some(_), .. } | Command::Check { .. } => true,
        // A file that is named is this run's alone; the usual place is where the next run looks.
        Command::Sample => args.workspace.is_none(),
        _ => false,
    }
}

async fn act(session: &Session, command: Command) -> Done {
    match command {
        Command::Sample => files::sample(session).await,
        Command::Import(Import::Clients { file, good_rows, keep_known, dry_run, map }) => {
            files::import(session, files::Wanted { file, good_rows, keep_known, dry_run, map }).await
        }
        Command::Import(Import::Replies { files }) => invitations::replies(session, files).await,
        Command::Export(Export::Ics { out, from, to, plan_only, watched, feed }) => {
            let shape = match feed {
                Some(refresh) => ExportShape::Feed { refresh },
                None if watched => ExportShape::Folder,
                None => ExportShape::Files,
            };
            files::export(session, out, (from, to), plan_only, shape).await
        }
        Command::Export(Export::Invitations { out, from, to, form, reminder, dry_run }) => {
            invitations::write(session, out, (from, to), form, reminder, dry_run).await
        }
        Command::Backup { file } => files::backup(session, file).await,
        Command::Clients { find } => lists::clients(session, find).await,
        Command::Needs { open, action } => lists::needs(session, open, action).await,
        Command::Place { answers, client, topic } => place::place(session, answers, client.zip(topic)).await,
        Command::Plan { problem: Some(problem), out: Some(out), seconds, seed, why, .. } => {
            plan::document(session, plan::Document { problem, out, seconds, seed, why }).await
        }
        Command::Plan { from, to, seconds, seed, moving, why, accept, .. } => {
            let moving = match moving {
                MovingArg::None => Moving::None,
                MovingArg::Broken => Moving::Broken,
                MovingArg::Free => Moving::Free,
            };
            let request =
                PlanRequest { from, to, seconds: Some(seconds), seed: Some(seed), moving, ..PlanRequest::default() };
            plan::plan(session, request, accept, why).await
        }
        Command::Check { problem, plan } => plan::check(session, &problem, &plan).await,
        Command::Undo => lists::undo(session, "undo").await,
        Command::Redo => lists::undo(session, "redo").await,
        // Handled before the application starts.
        Command::Completions { .. } => Ok(0),
    }
}
