//! `site-config.yaml`, with its defaults.

use super::colour;
use super::fields::{Fields, wording};
use super::keys;
use super::shape;
use crate::date::Interval;
use crate::finding::catalogue::{self, source as rules};
use crate::finding::policy::{Policy, Waiver};
use crate::finding::{Checked, Finding, Level, Place};
use crate::lang::{Lang, Wording};
use crate::model::config::{ApprovalRule, ApprovalRules, Config, Edition, MatrixRules, Scheme, SelfApproval};
use crate::say;
use crate::source::yaml::Node;
use std::sync::Arc;

/// The configuration of a handbook that has none: every default.
pub fn defaults() -> Config {
    Config {
        title: Wording { all: None, by: vec![(Lang::EN, "Handbook".to_string()), (Lang::FR, "Manuel".to_string())] },
        organisation: Wording::default(),
        base_url: None,
        languages: vec![Lang::EN],
        output: "public".to_string(),
        levels: ["public", "internal", "confidential", "restricted"].map(str::to_string).to_vec(),
        default_level: "internal".to_string(),
        review_every: Interval::months(12),
        due_soon: Interval::days(30),
        approval: ApprovalRules {
            by_kind: vec![("policy".to_string(), ApprovalRule { roles: vec!["ceo".to_string()], all: false })],
            default: ApprovalRule { roles: vec!["ceo".to_string(), "ciso".to_string()], all: false },
            self_approval: SelfApproval::Deny,
        },
        matrix: MatrixRules { scheme: Scheme::Named("RACI".to_string()), overload: 25 },
        management_review: Interval::months(12),
        frameworks: vec!["iso-27001-2022".to_string()],
        acknowledge: None,
        edit: None,
        editions: Vec::new(),
        policy: Policy::default(),
        accent: None,
        logo: None,
        index: false,
        words: Vec::new(),
    }
}

/// The configuration that a mapping states.
pub fn config(node: &Node, path: &Arc<str>) -> Checked<Config> {
    let mut found = Vec::new();
    shape::check(node, keys::config::CONFIG, path, None, &mut found);
    let fields = Fields(node);
    let mut config = defaults();
    if fields.node("title").is_some() {
        config.title = fields.wording("title");
    }
    config.organisation = fields.wording("organisation");
    config.base_url = base_url(fields, path, &mut found);
    config.languages = languages(fields, path, &mut found);
    if let Some(output) = fields.text("output") {
        config.output = output;
    }
    if let Some(classification) = fields.map("classification") {
        let levels: Vec<String> =
            classification.texts("levels").into_iter().filter(|level| !level.is_empty()).collect();
        if !levels.is_empty() {
            config.default_level =
                if levels.contains(&config.default_level) { config.default_level } else { levels[0].clone() };
            config.levels = levels;
        }
        if let Some(level) = classification.text("default") {
            if config.levels.contains(&level) {
                config.default_level = level;
            } else {
                let list = config.levels.join(", ");
                let says =
                    say!("`{level}` is none of the levels ({list})", "`{level}` n’est pas un des niveaux ({list})");
                let place = Place::value(path, "classification.default");
                found.push(Finding::new(&rules::VALUE_INVALID, place, says));
            }
        }
    }
    if let Some(review) = fields.map("review") {
        config.review_every = review.interval("every").unwrap_or(config.review_every);
        config.due_soon = review.interval("due_soon").unwrap_or(config.due_soon);
    }
    if let Some(approval) = fields.map("approval") {
        config.approval = approval_rules(approval, &config.approval.default);
    }
    if let Some(matrix) = fields.map("matrix") {
        config.matrix = matrix_rules(matrix, &config.matrix, path, &mut found);
    }
    if let Some(review) = fields.map("management_review") {
        config.management_review = review.interval("every").unwrap_or(config.management_review);
    }
    if fields.node("frameworks").is_some() {
        config.frameworks = fields.texts("frameworks");
    }
    config.acknowledge = linked(fields, "acknowledge", path, &mut found);
    config.edit = linked(fields, "edit", path, &mut found);
    config.editions = editions(fields, path, &mut found);
    config.policy = policy(fields, path, &mut found);
    if let Some(theme) = fields.map("theme") {
        config.logo = theme.text("logo");
        config.accent = theme.text("accent").filter(|text| accent(text, path, &mut found));
    }
    config.index = fields.text("robots").as_deref() == Some("index");
    if let Some(Node::Map(tongues)) = fields.node("words") {
        for (name, table) in tongues {
            let (Some(lang), Node::Map(entries)) = (Lang::parse(name), table) else { continue };
            let words = entries.iter().filter_map(|(key, value)| Some((key.clone(), value.as_text()?.to_string())));
            config.words.push((lang, words.collect()));
        }
    }
    Checked { value: config, findings: found }
}

/// Whether the accent colour is one, and dark enough for text on white.
fn accent(text: &str, path: &Arc<str>, found: &mut Vec<Finding>) -> bool {
    let Some(parsed) = colour::parse(text) else {
        let says = say!("`{text}` is no colour", "`{text}` n’est pas une couleur");
        let help = say!(
            "Write six hexadecimal digits in quotes, as in \"#0b56a3\" (a bare # begins a comment).",
            "Écrivez six chiffres hexadécimaux entre guillemets, comme \"#0b56a3\" (un # nu commence un commentaire)."
        );
        found.push(Finding::new(&rules::VALUE_INVALID, Place::value(path, "theme.accent"), says).help(help));
        return false;
    };
    let ratio = colour::contrast(parsed, [255; 3]);
    if ratio >= LEAST_CONTRAST {
        return true;
    }
    let better = colour::darker(parsed, LEAST_CONTRAST);
    let says = say!(
        "`{text}` has a contrast of {ratio:.2} to 1 on white; links need 4.5 to be read",
        "`{text}` a un contraste de {ratio:.2} pour 1 sur blanc; il en faut 4,5 pour lire les liens"
    );
    let help = say!(
        "The nearest shade that can be read is \"{better}\".",
        "La nuance lisible la plus proche est \"{better}\"."
    );
    found.push(Finding::new(&rules::VALUE_INVALID, Place::value(path, "theme.accent"), says).help(help));
    false
}

/// The contrast that text needs (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

/// A site's whole address, ended by `/`; none when it is no address.
pub fn address(url: &str) -> Option<String> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or_default();
    let sound = !host.is_empty() && !host.starts_with('/') && !url.contains([' ', '"', '<', '>', '?', '#']);
    sound.then(|| if url.ends_with('/') { url.to_string() } else { format!("{url}/") })
}

fn base_url(fields: Fields<'_>, path: &Arc<str>, found: &mut Vec<Finding>) -> Option<String> {
    let url = fields.text("base_url")?;
    let sound = address(&url);
    if sound.is_none() {
        let says =
            say!("`base_url` is `{url}`, which is no address", "`base_url` vaut `{url}`, ce qui n’est pas une adresse");
        let help = say!(
            "Write the site's whole address, for example https://intranet.example.org/isms/.",
            "Écrivez l’adresse entière du site, par exemple https://intranet.example.org/isms/."
        );
        found.push(Finding::new(&rules::VALUE_INVALID, Place::value(path, "base_url"), says).help(help));
    }
    sound
}

/// An address that pages link to, with its blanks to fill: a web page, nothing that a browser would run.
fn linked(fields: Fields<'_>, key: &str, path: &Arc<str>, found: &mut Vec<Finding>) -> Option<String> {
    let url = fields.map(key)?.text("url")?;
    if url.starts_with("https://") || url.starts_with("http://") {
        return Some(url);
    }
    let says =
        say!("`{key}.url` is `{url}`, which is no address", "`{key}.url` vaut `{url}`, ce qui n’est pas une adresse");
    let help = say!("Write an address that begins with https://.", "Écrivez une adresse qui commence par https://.");
    found.push(Finding::new(&rules::VALUE_INVALID, Place::value(path, format!("{key}.url")), says).help(help));
    None
}

fn languages(fields: Fields<'_>, path: &Arc<str>, found: &mut Vec<Finding>) -> Vec<Lang> {
    let mut languages = Vec::new();
    for (at, tag) in fields.texts("languages").into_iter().enumerate() {
        match Lang::parse(&tag) {
            Some(lang) if languages.contains(&lang) => {}
            Some(lang) => languages.push(lang),
            None => {
                let says = say!("`{tag}` is no language tag", "`{tag}` n’est pas un code de langue");
                let help = say!("Write a tag such as en, fr or pt-br.", "Écrivez un code comme en, fr ou pt-br.");
                let place = Place::value(path, format!("languages[{at}]"));
                found.push(Finding::new(&rules::VALUE_INVALID, place, says).help(help));
            }
        }
    }
    if languages.is_empty() { vec![Lang::EN] } else { languages }
}

fn approval_rules(fields: Fields<'_>, built_in: &ApprovalRule) -> ApprovalRules {
    // An empty list is a missing one.
    let rule = |entry: Fields<'_>| {
        let roles: Vec<String> = entry.texts("roles").into_iter().filter(|role| !role.is_empty()).collect();
        (!roles.is_empty()).then(|| ApprovalRule { roles, all: entry.is_true("all") })
    };
    let Node::Map(entries) = fields.0 else {
        return ApprovalRules { by_kind: Vec::new(), default: built_in.clone(), self_approval: SelfApproval::Deny };
    };
    ApprovalRules {
        by_kind: entries
            .iter()
            .filter(|(name, value)| name != "default" && name != "self_approval" && matches!(value, Node::Map(_)))
            .filter_map(|(name, value)| Some((name.clone(), rule(Fields(value))?)))
            .collect(),
        default: fields.map("default").and_then(rule).unwrap_or_else(|| built_in.clone()),
        self_approval: match fields.text("self_approval").as_deref() {
            Some("warn") => SelfApproval::Warn,
            Some("allow") => SelfApproval::Allow,
            _ => SelfApproval::Deny,
        },
    }
}

fn matrix_rules(fields: Fields<'_>, built_in: &MatrixRules, path: &Arc<str>, found: &mut Vec<Finding>) -> MatrixRules {
    let scheme = match fields.node("scheme") {
        Some(Node::Map(letters)) => {
            Scheme::Own(letters.iter().map(|(letter, name)| (letter.clone(), wording(name))).collect())
        }
        Some(node) => match node.as_text().map(str::to_uppercase).as_deref() {
            Some(name @ ("RACI" | "RASCI" | "RACI-VS" | "DACI")) => Scheme::Named(name.to_string()),
            _ => {
                let name = node.as_text().unwrap_or_default();
                let says = say!("`{name}` is no known scheme", "`{name}` n’est pas un modèle connu");
                let help = say!(
                    "Write RACI, RASCI, RACI-VS or DACI, or the letters with their names: {{A: Accountable, R: Responsible}}.",
                    "Écrivez RACI, RASCI, RACI-VS ou DACI, ou les lettres et leurs noms\u{a0}: {{A: Approuve, R: Réalise}}."
                );
                found.push(Finding::new(&rules::VALUE_INVALID, Place::value(path, "matrix.scheme"), says).help(help));
                built_in.scheme.clone()
            }
        },
        None => built_in.scheme.clone(),
    };
    let overload = fields.text("overload").and_then(|text| text.parse().ok()).unwrap_or(built_in.overload);
    MatrixRules { scheme, overload }
}

fn editions(fields: Fields<'_>, path: &Arc<str>, found: &mut Vec<Finding>) -> Vec<Edition> {
    let mut editions: Vec<Edition> = Vec::new();
    for (at, entry) in fields.maps("editions").into_iter().enumerate() {
        let (Some(name), Some(date)) = (entry.id("name"), entry.date("date")) else { continue };
        if editions.iter().any(|other| other.name.eq_ignore_ascii_case(name.as_str())) {
            let says = say!("there are two editions named `{name}`", "deux éditions portent le nom `{name}`");
            let place = Place::value(path, format!("editions[{at}].name"));
            found.push(Finding::new(&rules::ID_DUPLICATE, place, says).about(name.as_str()));
            continue;
        }
        editions.push(Edition { name: name.as_str().to_string(), date });
    }
    editions.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.name.cmp(&b.name)));
    editions
}

fn policy(fields: Fields<'_>, path: &Arc<str>, found: &mut Vec<Finding>) -> Policy {
    let mut policy = Policy::default();
    let mut known = |name: &str, place: Place, taken: &dyn Fn(&str) -> bool| {
        if catalogue::find(name).is_none() {
            let says = say!("there is no rule `{name}`", "la règle `{name}` n’existe pas");
            let near = shape::nearest(name, catalogue::all().map(|rule| rule.name));
            let help = match near {
                Some(near) => say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?"),
                None => say!("`handbook explain` lists all rules.", "`handbook explain` donne la liste des règles."),
            };
            // A rule of another version of this program: worth saying, no reason to stop.
            let mut finding = Finding::new(&rules::VALUE_INVALID, place, says).help(help).level(Level::Warning);
            if let Some(near) = near.filter(|near| !taken(near)) {
                finding = finding.mend(name, near);
            }
            found.push(finding);
        }
    };
    if let Some(Node::Map(entries)) = fields.node("rules") {
        for (name, level) in entries {
            known(name, Place::key(path, format!("rules.{name}")), &|near| entries.iter().any(|(own, _)| own == near));
            let level = match level.as_text() {
                Some("off") => None,
                Some("note") => Some(Level::Note),
                Some("warning") => Some(Level::Warning),
                Some("error") => Some(Level::Error),
                _ => continue,
            };
            policy.levels.insert(name.clone(), level);
        }
    }
    for (at, entry) in fields.maps("waivers").into_iter().enumerate() {
        let (Some(rule), Some(subject), Some(until)) = (entry.text("rule"), entry.text("subject"), entry.date("until"))
        else {
            continue;
        };
        known(&rule, Place::value(path, format!("waivers[{at}].rule")), &|_| false);
        policy.waivers.push(Waiver {
            rule,
            subject,
            reason: entry.text("reason").unwrap_or_default(),
            owner: entry.text("owner").unwrap_or_default(),
            until,
            place: Place::value(path, format!("waivers[{at}]")),
        });
    }
    policy
}
