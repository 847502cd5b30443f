//! Arguments of the commands that write into the archive or read what it holds.

use super::date;
use crate::archive::Outcome;
use crate::date::Date;
use crate::lang::Lang;
use clap::Args;
use std::path::PathBuf;

/// Who acts, in which role, and when.
#[derive(Args, Debug)]
pub struct By {
    /// The role in which it is done
    #[arg(long = "as", value_name = "ROLE")]
    pub role: String,
    /// Who does it
    #[arg(long, value_name = "PERSON")]
    pub person: String,
    /// The day it is done, YYYY-MM-DD [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
}

/// Whether to sign.
#[derive(Args, Debug)]
pub struct Signing {
    /// Signs with this key, or with the one of the SSH agent or ~/.ssh that allowed_signers gives the person
    #[arg(long, value_name = "KEY", num_args = 0..=1)]
    pub sign: Option<Option<PathBuf>>,
}

/// `approve`.
#[derive(Args, Debug)]
pub struct Approve {
    /// The document's id
    pub id: String,
    #[command(flatten)]
    pub by: By,
    /// The first day in force [default: the document's own, else the day of the approval]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub effective: Option<Date>,
    #[command(flatten)]
    pub signing: Signing,
    /// Shows what would be written, and writes nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `sign`.
#[derive(Args, Debug)]
pub struct Sign {
    /// The document's id
    pub id: String,
    /// Who signs: somebody who stands in the event
    #[arg(long, value_name = "PERSON")]
    pub person: String,
    /// The private key's file [default: the key of the SSH agent or ~/.ssh that allowed_signers gives the person]
    pub key: Option<PathBuf>,
}

/// `seal-translation`.
#[derive(Args, Debug)]
pub struct SealTranslation {
    /// The document's id
    pub id: String,
    /// The translation's language
    #[arg(value_name = "LANG", value_parser = language)]
    pub language: Lang,
    #[command(flatten)]
    pub by: By,
    #[command(flatten)]
    pub signing: Signing,
}

/// `review`.
#[derive(Args, Debug)]
pub struct Review {
    /// The document's id
    pub id: String,
    #[command(flatten)]
    pub by: By,
    /// What the review found
    #[arg(long, value_name = "unchanged|change-needed", default_value = "unchanged", value_parser = outcome)]
    pub outcome: Outcome,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub signing: Signing,
}

/// `retire`.
#[derive(Args, Debug)]
pub struct Retire {
    /// The document's id
    pub id: String,
    #[command(flatten)]
    pub by: By,
    /// Why it ends; its page shows it
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The document that takes its place
    #[arg(long, value_name = "ID")]
    pub replaced_by: Option<String>,
    #[command(flatten)]
    pub signing: Signing,
}

/// `diff`.
#[derive(Args, Debug)]
pub struct Diff {
    /// The document's id
    pub id: String,
    /// A version, or `working` for the working file [default: the version in force]
    pub from: Option<String>,
    /// Another one [default: working]
    pub to: Option<String>,
}

/// `verify`.
#[derive(Args, Debug)]
pub struct Verify {
    /// A built site's folder [default: the handbook's archive]
    #[arg(conflicts_with = "rebuild_sums")]
    pub dir: Option<PathBuf>,
    /// Writes SHA256SUMS anew, as after a merge, when every event and seal is sound
    #[arg(long)]
    pub rebuild_sums: bool,
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| "write a language as in the configuration, for example fr".to_string())
}

fn outcome(text: &str) -> Result<Outcome, String> {
    Outcome::parse(text).ok_or_else(|| "write unchanged or change-needed".to_string())
}
