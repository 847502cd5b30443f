//! From files to things: which files belong together, what kind each is, and what its front matter says.
//!
//! Knows the form of a handbook. Does not know whether what a file names exists (`resolve`) nor what day it is (`assess`).

pub mod colour;
pub mod config;
pub mod document;
pub mod fields;
pub mod foreign;
pub mod frameworks;
pub mod group;
pub mod keys;
pub mod leadership;
mod memory;
pub mod mend;
pub mod organisation;
pub mod shape;

use crate::finding::catalogue::source as rules;
use crate::finding::{Checked, Finding, Place};
use crate::lang::Lang;
use crate::model::framework::Framework;
use crate::model::leadership::{Commitment, Record};
use crate::model::measures::{Exception, Indicator, Objective};
use crate::model::text::Known;
use crate::model::{Config, Id, Kind, Person, PlainPage, Revision, Role, Text, Texts};
use crate::say;
use crate::source::front::FrontFault;
use crate::source::yaml::{self, Limits, Node};
use crate::source::{Sources, front};
use fields::Fields;
use group::{Group, Member};
pub use memory::Memory;
use memory::Understood;
use rayon::prelude::*;
use std::sync::Arc;

/// The handbook as typed: each thing by itself, names not yet looked up.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The configuration.
    pub config: Config,
    /// Whether there was a `site-config.yaml`.
    pub configured: bool,
    /// `people.yaml`.
    pub people: Vec<Person>,
    /// Role descriptions.
    pub roles: Vec<Role>,
    /// Working files of controlled documents (and of roles that have a version).
    pub documents: Vec<Arc<Revision>>,
    /// What leadership promises and shows.
    pub leadership: LeadershipDraft,
    /// The handbook’s own lists of clauses.
    pub frameworks: Vec<Framework>,
    /// Plain pages.
    pub pages: Vec<PlainPage>,
    /// The home page's texts.
    pub home: Texts,
    /// The home page's classification, when its front matter names one.
    pub home_classification: Option<String>,
}

/// Commitments, records, objectives, indicators and exceptions, as typed.
#[derive(Clone, Debug, Default)]
pub struct LeadershipDraft {
    /// Commitments.
    pub commitments: Vec<Commitment>,
    /// Records.
    pub records: Vec<Record>,
    /// Objectives.
    pub objectives: Vec<Objective>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Exceptions.
    pub exceptions: Vec<Exception>,
}

/// Reads every file of the handbook that is not in the archive.
pub fn parse(sources: &Sources) -> Checked<Draft> {
    parse_again(sources, &mut Memory::default())
}

/// The same; what did not change since `memory` was made is taken from it, and `memory` is made anew.
pub fn parse_again(sources: &Sources, memory: &mut Memory) -> Checked<Draft> {
    let mut found = Vec::new();
    let (mut config, configured) = read_config(sources, &mut found);
    if !configured || !names_languages(sources) {
        config.languages = group::languages_of_siblings(sources, &config.languages);
    }
    let people = read_people(sources, &mut found);
    let frameworks = frameworks::own(sources, &mut found);
    let groups = group::groups(sources, &config, &mut found);
    let understood = |group| memory.recall(group).unwrap_or_else(|| Arc::new(thing(group)));
    let read: Vec<Understood> = groups.par_iter().map(understood).collect();
    let mut draft = Draft {
        config,
        configured,
        people,
        roles: vec![],
        documents: vec![],
        leadership: LeadershipDraft::default(),
        frameworks,
        pages: vec![],
        home: Texts::new(),
        home_classification: None,
    };
    let mut foreign = foreign::Tally::default();
    for understood in &read {
        let Checked { value, findings } = &**understood;
        found.extend_from_slice(findings);
        let Some(thing) = value else { continue };
        foreign.add(&thing.path, &thing.foreign);
        match &thing.what {
            What::Document(revision) => draft.documents.push(revision.clone()),
            What::Role(role, revision) => {
                draft.roles.push((**role).clone());
                draft.documents.extend(revision.clone());
            }
            What::Commitment(commitment) => draft.leadership.commitments.push((**commitment).clone()),
            What::Record(record) => draft.leadership.records.push((**record).clone()),
            What::Objective(objective) => draft.leadership.objectives.push((**objective).clone()),
            What::Indicator(indicator) => draft.leadership.indicators.push((**indicator).clone()),
            What::Exception(exception) => draft.leadership.exceptions.push((**exception).clone()),
            What::Page(page) => draft.pages.push(page.clone()),
            What::Home(texts, classification) => {
                draft.home = texts.clone();
                draft.home_classification = classification.clone();
            }
        }
    }
    *memory = Memory::of(groups, read);
    found.extend(foreign.findings());
    Checked { value: draft, findings: found }
}

struct Thing {
    path: Arc<str>,
    foreign: Vec<String>,
    what: What,
}

enum What {
    Document(Arc<Revision>),
    Role(Box<Role>, Option<Arc<Revision>>),
    Commitment(Box<Commitment>),
    Record(Box<Record>),
    Objective(Box<Objective>),
    Indicator(Box<Indicator>),
    Exception(Box<Exception>),
    Page(PlainPage),
    Home(Texts, Option<String>),
}

fn read_config(sources: &Sources, found: &mut Vec<Finding>) -> (Config, bool) {
    let Some((path, text)) = sources
        .files
        .get_key_value("site-config.yaml")
        .and_then(|(path, _)| sources.text(path).map(|text| (path, text)))
    else {
        return (config::defaults(), false);
    };
    // What cannot be read was reported; to say that its keys are missing would be noise.
    let Some(node) = read_data(path, text, found) else { return (config::defaults(), true) };
    let Checked { value, findings } = config::config(&node, path);
    found.extend(findings);
    (value, true)
}

/// The output folder that a configuration names, before anything else is read.
pub fn output_of(config: &str) -> Option<String> {
    let read = yaml::read(crate::source::lines::without_bom(config).0, &Limits::DATA).ok()?;
    Fields(&read.node).text("output")
}

fn names_languages(sources: &Sources) -> bool {
    sources.text("site-config.yaml").is_some_and(|text| text.lines().any(|line| line.starts_with("languages:")))
}

/// The language that prevails, and the people: all that checking an archive needs besides its own files.
pub fn names(sources: &Sources) -> (Lang, Vec<Person>) {
    let mut found = Vec::new();
    (read_config(sources, &mut found).0.prevailing(), read_people(sources, &mut found))
}

fn read_people(sources: &Sources, found: &mut Vec<Finding>) -> Vec<Person> {
    let name = sources.content_path("people.yaml");
    let Some((path, _)) = sources.files.get_key_value(name.as_str()) else { return Vec::new() };
    let Some(text) = sources.text(path) else { return Vec::new() };
    let Some(node) = read_data(path, text, found) else { return Vec::new() };
    let Checked { value, findings } = organisation::people(&node, path);
    found.extend(findings);
    value
}

/// A whole YAML file; what is wrong with it is reported.
pub fn read_data(path: &Arc<str>, text: &str, found: &mut Vec<Finding>) -> Option<Node> {
    read_yaml(path, text, 0, &Limits::DATA, found)
}

fn read_yaml(path: &Arc<str>, yaml: &str, offset: usize, limits: &Limits, found: &mut Vec<Finding>) -> Option<Node> {
    match yaml::read(yaml, limits) {
        Ok(read) => {
            for key in read.duplicates {
                let says = say!("the key `{key}` stands here twice", "la clé `{key}` figure ici deux fois");
                let help = say!(
                    "Keep one of the two; the first is used until then.",
                    "Gardez-en une seule; d’ici là, la première compte."
                );
                found.push(Finding::new(&rules::KEY_DUPLICATE, Place::key(path, key), says).help(help));
            }
            Some(read.node)
        }
        Err(fault) => {
            found.push(fault.finding(path, offset));
            None
        }
    }
}

/// What one group of files is.
fn thing(group: &Group) -> Checked<Option<Thing>> {
    let mut found = Vec::new();
    let value = read_group(group, &mut found);
    Checked { value, findings: found }
}

fn read_group(group: &Group, found: &mut Vec<Finding>) -> Option<Thing> {
    let main = group.files.first()?;
    let (node, has_front) = match front_matter(main, found) {
        Front::Sound(node) => (node, true),
        Front::None => (Node::Null, false),
        Front::Broken => return None,
    };
    let presumed = declared_kind(&node, group);
    let (node, mut foreign) = foreign::split(node, keys::of(presumed));
    let kind = kind(&node, has_front, !foreign.is_empty(), group);
    let node = if kind == Kind::Page { foreign::split_unknown(node, keys::document::PAGE, &mut foreign) } else { node };
    let mut texts = Texts::new();
    for (at, file) in group.files.iter().enumerate() {
        let text = if at == 0 {
            text(file, &node)
        } else {
            let sibling = match front_matter(file, found) {
                Front::Sound(sibling) => sibling,
                Front::None => Node::Null,
                Front::Broken => continue,
            };
            let (sibling, others) = foreign::split(sibling, keys::document::SIBLING);
            foreign.extend(others);
            if kind == Kind::Page {
                shape::check(&sibling, keys::document::PAGE, &file.path, None, found);
            } else {
                shape::check(&sibling, keys::document::SIBLING, &file.path, Fields(&node).text("id").as_deref(), found);
            }
            text(file, &sibling)
        };
        texts.insert(file.lang, text);
    }
    let what = what(kind, &node, &main.path, group, texts, found);
    Some(Thing { path: main.path.clone(), foreign, what })
}

fn what(kind: Kind, node: &Node, main: &Arc<str>, group: &Group, texts: Texts, found: &mut Vec<Finding>) -> What {
    let fields = Fields(node);
    let subject = fields.text("id");
    let fallback = Id::derived(&group.name());
    match kind {
        Kind::Role => {
            shape::check(node, keys::organisation::ROLE, main, subject.as_deref(), found);
            let role = organisation::role(node, main, &fallback, texts.clone());
            let revision = fields.node("version").map(|_| {
                let meta = document::metadata(node, Kind::Role, &fallback);
                Arc::new(Revision::new(meta, texts, main.clone()))
            });
            What::Role(Box::new(role), revision)
        }
        kind if kind.is_controlled() => {
            shape::check(node, keys::of(kind), main, subject.as_deref(), found);
            let meta = document::metadata(node, kind, &fallback);
            What::Document(Arc::new(Revision::new(meta, texts, main.clone())))
        }
        Kind::Commitment | Kind::Record | Kind::Objective | Kind::Indicator | Kind::Exception => {
            shape::check(node, keys::of(kind), main, subject.as_deref(), found);
            let sheet = leadership::sheet(node, kind, main, &fallback, texts);
            match kind {
                Kind::Commitment => What::Commitment(Box::new(leadership::commitment(node, sheet))),
                Kind::Record => What::Record(Box::new(leadership::record(node, sheet))),
                Kind::Objective => What::Objective(Box::new(leadership::objective(node, sheet))),
                Kind::Indicator => What::Indicator(Box::new(leadership::indicator(node, sheet))),
                _ => What::Exception(Box::new(leadership::exception(node, sheet))),
            }
        }
        _ => {
            shape::check(node, keys::document::PAGE, main, subject.as_deref(), found);
            if group.is_home {
                return What::Home(texts, fields.text("classification"));
            }
            What::Page(PlainPage {
                id: Id::derived(&group.key),
                address: group.address(),
                texts,
                classification: fields.text("classification"),
                extra: fields.node("extra").cloned().unwrap_or(Node::Null),
            })
        }
    }
}

fn declared_kind(node: &Node, group: &Group) -> Kind {
    let named = Fields(node).text("kind").and_then(|name| Kind::named(&name));
    named.unwrap_or_else(|| Kind::of_folder(group.folder()))
}

/// The kind a file has: what `kind` says, else what its folder says; a file that nobody prepared is a plain page.
fn kind(node: &Node, has_front: bool, has_foreign: bool, group: &Group) -> Kind {
    if !has_front {
        return Kind::Page;
    }
    let kind = declared_kind(node, group);
    // Front matter that only speaks to another tool, or only gives a title, claims nothing that this one could check.
    let unprepared = match node {
        Node::Map(entries) => entries.iter().all(|(name, _)| name == "title" || name == "summary"),
        _ => true,
    };
    if unprepared && has_foreign { Kind::Page } else { kind }
}

enum Front {
    None,
    Sound(Node),
    Broken,
}

fn front_matter(Member { path, text, .. }: &Member, found: &mut Vec<Finding>) -> Front {
    let front = front::split(text);
    if let Some(fault) = front.fault {
        let FrontFault::Unclosed { fence } = fault;
        let says = say!(
            "the front matter begins here and no line `---` ends it",
            "l’en-tête commence ici et aucune ligne `---` ne le termine"
        );
        let help = say!(
            "Write `---` on a line of its own below the last key.",
            "Écrivez `---` seul sur une ligne sous la dernière clé."
        );
        found.push(Finding::new(&rules::FRONT_MATTER_UNCLOSED, Place::bytes(path, fence), says).help(help));
        return Front::Broken;
    }
    let Some(range) = front.yaml else { return Front::None };
    let Some(yaml) = text.get(range.clone()) else { return Front::None };
    match read_yaml(path, yaml, range.start, &Limits::FRONT_MATTER, found) {
        None => Front::Broken,
        Some(Node::Null) => Front::None,
        Some(node @ Node::Map(_)) => Front::Sound(node),
        Some(_) => {
            let says = say!(
                "the front matter is not a list of keys with values",
                "l’en-tête n’est pas une liste de clés et de valeurs"
            );
            let help = say!(
                "Write one key a line, as in `title: Information security policy`.",
                "Écrivez une clé par ligne, comme `title: Politique de sécurité`."
            );
            found.push(Finding::new(&rules::YAML_INVALID, Place::line(path, 2), says).help(help));
            Front::Broken
        }
    }
}

/// The text of one file: its own title and summary, and its body.
fn text(file: &Member, node: &Node) -> Text {
    text_of(file.text.clone(), &file.path, file.lang, node)
}

/// The text of a file that was already read, as for sealed versions.
pub fn text_of(source: Arc<str>, path: &Arc<str>, lang: Lang, node: &Node) -> Text {
    let body = front::split(&source).body;
    let fields = Fields(node);
    Text {
        path: path.clone(),
        lang,
        title: fields.wording("title").exact(lang).map(str::to_string),
        summary: fields.wording("summary").exact(lang).map(str::to_string),
        translates: fields.version("translates"),
        source,
        body,
        known: Known::default(),
        whole: None,
    }
}
