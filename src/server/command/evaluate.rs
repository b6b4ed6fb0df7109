//! `dateline evaluate`

use std::sync::Arc;

use dateline_search::evaluate::{related, search};
use dateline_search::meaning::Model;

use super::say::say;
use crate::cli::{Evaluate, Judged};

/// Measures, and prints a table or JSON.
pub fn run(what: &Evaluate) -> anyhow::Result<()> {
    match what {
        Evaluate::Related { judged, model } => {
            let model = model.as_deref().map(Model::open).transpose()?.map(Arc::new);
            print(judged, &related::measure(&judged.dir, model)?, related::as_table)
        }
        Evaluate::Search(judged) => print(judged, &search::measure(&judged.dir)?, search::as_table),
    }
}

fn print<Row: serde::Serialize>(judged: &Judged, rows: &[Row], table: fn(&[Row]) -> String) -> anyhow::Result<()> {
    say(if judged.json { serde_json::to_string_pretty(rows)? } else { table(rows) });
    Ok(())
}
