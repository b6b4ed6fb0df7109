//! `dateline evaluate`

use std::path::Path;
use std::sync::Arc;

use dateline_search::evaluate::{events, related, search};
use dateline_search::meaning::Model;

use super::say::say;
use crate::cli::{Evaluate, Judged};

/// Measures, and prints a table or JSON.
pub fn run(what: &Evaluate) -> anyhow::Result<()> {
    match what {
        Evaluate::Related { judged, model } => {
            print(judged, &related::measure(&judged.dir, open(model.as_deref())?)?, related::as_table)
        }
        Evaluate::Events { judged, model } => {
            print(judged, &events::measure(&judged.dir, open(model.as_deref())?)?, events::as_table)
        }
        Evaluate::Search(judged) => print(judged, &search::measure(&judged.dir)?, search::as_table),
    }
}

fn open(model: Option<&Path>) -> anyhow::Result<Option<Arc<Model>>> {
    Ok(model.map(Model::open).transpose()?.map(Arc::new))
}

fn print<Row: serde::Serialize>(judged: &Judged, rows: &[Row], table: fn(&[Row]) -> String) -> anyhow::Result<()> {
    say(if judged.json { serde_json::to_string_pretty(rows)? } else { table(rows) });
    Ok(())
}
