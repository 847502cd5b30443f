//! Arguments as typed.

use crate::date::Date;
use crate::finding::Level;
use crate::lang::Tongue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

mod acts;

pub use acts::{Approve, By, Diff, Retire, Review, SealTranslation, Sign, Signing, Verify};

/// Builds the leadership handbook of an information security management system: what is in force, who approved it,
/// when it is reviewed next, and who is responsible for what.
#[derive(Parser, Debug)]
#[command(name = "handbook", version, propagate_version = true, arg_required_else_help = true)]
pub struct Arguments {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Args, Debug, Clone)]
pub struct Global {
    /// The handbook's folder [default: this folder or the nearest parent with a site-config.yaml]
    #[arg(long, value_name = "DIR", global = true)]
    pub root: Option<PathBuf>,
    /// The day to speak of, YYYY-MM-DD [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", global = true, value_parser = date)]
    pub as_of: Option<Date>,
    /// The language of messages [default: the handbook's first language]
    // `init` takes a list under the same name, so both hold text; see `Global::tongue`.
    #[arg(id = "lang", long = "lang", value_name = "en|fr", global = true, value_parser = tongue)]
    pub lang: Option<String>,
}

impl Global {
    /// The language of messages asked for; for `init` the first of its languages, when it is one of ours.
    pub fn tongue(&self) -> Option<Tongue> {
        match self.lang.as_deref() {
            Some("en") => Some(Tongue::En),
            Some("fr") => Some(Tongue::Fr),
            _ => None,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a day of the calendar as YYYY-MM-DD, for example 2026-03-14".to_string())
}

fn tongue(text: &str) -> Result<String, String> {
    match text {
        "en" | "fr" => Ok(text.to_string()),
        _ => Err("write en or fr".to_string()),
    }
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// A starter handbook in a folder; nothing that exists is overwritten
    #[command(after_help = "Example: handbook init my-handbook --lang en,fr")]
    Init(Init),
    /// A new file, its front matter explained in comments
    #[command(after_help = "Example: handbook new policy POL-010 --title \"Remote work\"")]
    New(New),
    /// The website
    #[command(after_help = "Example: handbook build --out public")]
    Build(Build),
    /// The site with drafts and findings on this machine, made anew after every save
    #[command(after_help = "Example: handbook serve --open")]
    Serve(Serve),
    /// What is wrong with the handbook, and what to do about it
    #[command(after_help = "Example: handbook check --format concise --fail-on warning")]
    Check(Check),
    /// What a rule reports, why it matters, how to put it right; without a name, all rules
    #[command(after_help = "Example: handbook explain review-overdue")]
    Explain(Explain),
    /// The document register in the terminal
    #[command(after_help = "Example: handbook status --owner ciso")]
    Status(Status),
    /// What a role or a person is responsible for
    #[command(after_help = "Example: handbook duties ciso")]
    Duties(Duties),
    /// What a change means: approvals needed, texts altered, translations behind, coverage lost
    #[command(after_help = "Example: handbook changes --since main")]
    Changes(Changes),
    /// One of the site's files for machines
    #[command(after_help = "Example: handbook export register.csv --out register.csv")]
    Export(Export),
    /// Records an approval; the one that completes the rule seals the version with all approvers
    #[command(
        after_help = "Example: handbook approve POL-001 --as ceo --person marie-tremblay --effective 2026-04-01 --sign"
    )]
    Approve(Approve),
    /// Adds an approver's signature to a document's latest event
    #[command(after_help = "Example: handbook sign POL-001 --person marie-tremblay ~/.ssh/id_ed25519")]
    Sign(Sign),
    /// Seals a translation finished after the version was
    #[command(after_help = "Example: handbook seal-translation POL-001 fr --as ceo --person marie-tremblay")]
    SealTranslation(SealTranslation),
    /// Records a review of a sealed document
    #[command(after_help = "Example: handbook review POL-001 --as ciso --person jean-gagnon --outcome unchanged")]
    Review(Review),
    /// Ends a document
    #[command(
        after_help = "Example: handbook retire POL-001 --as ceo --person marie-tremblay --reason \"Merged into POL-002\" --replaced-by POL-002"
    )]
    Retire(Retire),
    /// What differs between two versions, in the terminal
    #[command(after_help = "Example: handbook diff POL-001 2.0 2.1")]
    Diff(Diff),
    /// Whether the archive, or a built site, is what was sealed or published
    #[command(
        after_help = "Example: handbook verify; after a merge: handbook verify --rebuild-sums; a site: handbook verify public"
    )]
    Verify(Verify),
    /// JSON Schema of front matter and configuration, for editors
    #[command(after_help = "Example: handbook schema policy > policy.schema.json")]
    Schema(Schema),
    /// The manual page, for `man`
    #[command(after_help = "Example: handbook man > handbook.1")]
    Man,
    /// Shell completions
    #[command(after_help = "Example: handbook completions bash > ~/.local/share/bash-completion/completions/handbook")]
    Completions(Completions),
}

/// `init`.
#[derive(Args, Debug)]
pub struct Init {
    /// The folder [default: this one]
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// The languages of the handbook, the one that prevails first
    #[arg(id = "lang", long = "lang", value_name = "en,fr", value_delimiter = ',')]
    pub languages: Vec<String>,
}

/// `new`.
#[derive(Args, Debug)]
pub struct New {
    /// policy, procedure, standard, guideline, plan, charter, matrix or role
    pub kind: String,
    /// Its identifier, such as POL-010
    pub id: String,
    /// Its title
    #[arg(long)]
    pub title: Option<String>,
}

/// `build`.
#[derive(Args, Debug)]
pub struct Build {
    /// The folder to publish to [default: `output` of the configuration, else public]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Shows drafts too, each on its own page
    #[arg(long)]
    pub drafts: bool,
    /// Leaves out everything above this classification, without a trace
    #[arg(long, value_name = "LEVEL")]
    pub classification: Option<String>,
    /// Another address than the configuration's `base_url`
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// How links are written: `file` names index.html, for reading from a folder
    #[arg(long, value_enum, default_value_t = Links::Pretty)]
    pub links: Links,
    /// Adds .gz and .br files for servers that send them
    #[arg(long)]
    pub precompress: bool,
    /// The level of findings that stops the build
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
}

/// `serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// The port; when it is taken, the next free one
    #[arg(long, value_name = "N", default_value_t = 8000)]
    pub port: u16,
    /// The address to listen on; any but this machine's own lets others in
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub host: String,
    /// Opens the browser
    #[arg(long)]
    pub open: bool,
    /// Looks for changes twice a second, for shares and containers that tell of none
    #[arg(long)]
    pub poll: bool,
}

/// How links are written.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum Links {
    /// They end in `/`.
    Pretty,
    /// They name `index.html`.
    File,
}

/// The level from which findings make a command fail.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Note,
    /// None.
    Never,
}

impl FailOn {
    /// Whether findings whose gravest level is this one make the command fail.
    pub fn fails(self, worst: Option<Level>) -> bool {
        match self {
            FailOn::Error => worst >= Some(Level::Error),
            FailOn::Warning => worst >= Some(Level::Warning),
            FailOn::Note => worst.is_some(),
            FailOn::Never => false,
        }
    }
}

/// `check`.
#[derive(Args, Debug)]
pub struct Check {
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// An earlier `check --format json`; its findings are left out
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// The level of findings that makes the command fail
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
}

/// How findings are written.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum Format {
    /// With the line concerned and advice.
    Human,
    /// One line each.
    Concise,
    /// For programs.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub annotations.
    Github,
    /// GitLab code quality.
    Gitlab,
    /// JUnit XML.
    Junit,
}

/// `explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// A rule, such as review-overdue
    pub rule: Option<String>,
}

/// `status`.
#[derive(Args, Debug)]
pub struct Status {
    /// Only what this role owns
    #[arg(long, value_name = "ROLE")]
    pub owner: Option<String>,
    /// How the register is written
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// How a table is written.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum TableFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// `duties`.
#[derive(Args, Debug)]
pub struct Duties {
    /// The id of a role or a person
    #[arg(value_name = "ROLE-or-PERSON")]
    pub who: String,
    /// How the duties are written
    #[arg(long, value_enum, default_value_t = DutiesFormat::Table)]
    pub format: DutiesFormat,
}

/// How duties are written.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum DutiesFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// `changes`.
#[derive(Args, Debug)]
pub struct Changes {
    /// A commit, branch or tag of git, or a day: the state to compare with
    #[arg(long, value_name = "REF-or-DATE")]
    pub since: String,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t = ChangesFormat::Markdown)]
    pub format: ChangesFormat,
}

/// How changes are written.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum ChangesFormat {
    /// For a merge request.
    Markdown,
    /// For programs.
    Json,
}

/// `export`.
#[derive(Args, Debug)]
pub struct Export {
    /// register.csv, documents.json, findings.json, reviews.ics, feed.xml, evidence-pack.zip and more: see the documentation
    pub format: String,
    /// Leaves out everything above this classification, without a trace
    #[arg(long, value_name = "LEVEL")]
    pub classification: Option<String>,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// evidence-pack.zip: picks this many documents for sampling and lists their trail
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// evidence-pack.zip: the word that decides which documents are picked
    #[arg(long, value_name = "S", requires = "sample", default_value = "")]
    pub seed: String,
}

/// `schema`.
#[derive(Args, Debug)]
pub struct Schema {
    /// A kind of file, `config`, or `api/documents` for a file of the site; without one, all of front matter
    pub kind: Option<String>,
}

/// `completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// bash, zsh, fish, elvish or powershell
    pub shell: clap_complete::Shell,
}
