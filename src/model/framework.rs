//! Frameworks: numbered clauses that documents, activities, roles and commitments say they answer.
//!
//! Knows what clauses are called and how people write their numbers, not who answers them: that is asked in `assess`.

use super::Kind;
use super::leadership::RecordType;
use crate::lang::Wording;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A list of clauses.
#[derive(Clone, Debug)]
pub struct Framework {
    /// Its id, as the configuration and prefixes (`law-25:3.2`) name it.
    pub id: String,
    /// Its title.
    pub title: Wording,
    /// Its clauses, in its own order.
    pub clauses: Vec<Clause>,
    /// The handbook's file that lists them; none for one that is built in.
    pub path: Option<Arc<str>>,
    index: BTreeMap<String, usize>,
}

/// One clause of a framework.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its number, as the framework writes it.
    pub id: String,
    /// What it asks, in our words.
    pub label: Wording,
    /// What must be there to answer it; each entry by itself.
    pub requires: Vec<Required>,
    /// The types of record that are evidence for it.
    pub evidence: Vec<RecordType>,
    /// The clause that it is part of.
    pub parent: Option<usize>,
    /// Whether other clauses are part of it.
    pub is_group: bool,
}

/// Something that a clause wants to see.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Required {
    /// A controlled document of any kind.
    Document,
    /// A thing of this kind.
    Kind(Kind),
}

impl Required {
    /// Reads the name of a kind, or `document`.
    pub fn parse(name: &str) -> Option<Required> {
        if name == "document" { Some(Required::Document) } else { Kind::named(name).map(Required::Kind) }
    }

    /// Its name in a framework's file and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Required::Document => "document",
            Required::Kind(kind) => kind.as_str(),
        }
    }
}

impl Framework {
    /// A framework of these clauses; which is part of which follows from their numbers. Of two with one number the first is found by it.
    pub fn new(id: String, title: Wording, mut clauses: Vec<Clause>, path: Option<Arc<str>>) -> Framework {
        let mut index = BTreeMap::new();
        for (at, clause) in clauses.iter().enumerate() {
            index.entry(key(&clause.id)).or_insert(at);
        }
        for at in 0..clauses.len() {
            let own = key(&clauses[at].id);
            let mut above = own.as_str();
            clauses[at].parent = std::iter::from_fn(|| {
                above = above.rsplit_once('.')?.0;
                Some(index.get(above).copied())
            })
            .flatten()
            .find(|parent| *parent != at);
            if let Some(parent) = clauses[at].parent {
                clauses[parent].is_group = true;
            }
        }
        Framework { id, title, clauses, path, index }
    }

    /// The place of a clause by its number, however it is written: `5.1.c`, `5.1 c)`, `a.5.1`.
    pub fn clause_at(&self, number: &str) -> Option<usize> {
        self.index.get(&key(number)).copied()
    }

    /// The clauses that this one is part of, the nearest first.
    pub fn above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.clauses[at].parent, |above| self.clauses[*above].parent)
    }
}

/// A number as numbers are compared: `5.1 c)`, `5.1c` and `5.1.C` are `5.1.c`.
fn key(number: &str) -> String {
    let mut key = String::with_capacity(number.len());
    for c in number.chars().filter(|c| !c.is_whitespace() && !"()§".contains(*c)).flat_map(char::to_lowercase) {
        let joins = key.chars().last().is_some_and(|last| last.is_ascii_digit() && c.is_ascii_alphabetic());
        if joins {
            key.push('.');
        }
        key.push(c);
    }
    key
}

/// The frameworks of a handbook, the one whose clauses are named bare first.
#[derive(Clone, Debug, Default)]
pub struct Frameworks(pub Vec<Framework>);

/// What a written clause stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cited<'a> {
    /// A clause, by the places of its framework and its own in it.
    Clause(usize, usize),
    /// No such clause in the framework at this place.
    NoClause(usize),
    /// No framework of this name is in use.
    NoFramework(&'a str),
    /// The handbook uses no framework, so nothing can be said.
    Unchecked,
}

impl Frameworks {
    /// What `5.2` or `law-25:3.2` stands for.
    pub fn cited<'a>(&self, written: &'a str) -> Cited<'a> {
        let (framework, number) = match written.split_once(':') {
            Some((name, number)) => {
                let name = name.trim();
                match self.0.iter().position(|framework| framework.id.eq_ignore_ascii_case(name)) {
                    Some(at) => (at, number),
                    None => return Cited::NoFramework(name),
                }
            }
            None if self.0.is_empty() => return Cited::Unchecked,
            None => (0, written),
        };
        match self.0[framework].clause_at(number) {
            Some(clause) => Cited::Clause(framework, clause),
            None => Cited::NoClause(framework),
        }
    }

    /// How a clause is written elsewhere in the handbook: bare in the first framework, else with its prefix.
    pub fn written(&self, framework: usize, clause: usize) -> String {
        let Framework { id, clauses, .. } = &self.0[framework];
        let number = &clauses[clause].id;
        if framework == 0 { number.clone() } else { format!("{id}:{number}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framework(id: &str, numbers: &[&str]) -> Framework {
        let clause = |number: &&str| Clause {
            id: (*number).to_string(),
            label: Wording::default(),
            requires: Vec::new(),
            evidence: Vec::new(),
            parent: None,
            is_group: false,
        };
        Framework::new(id.to_string(), Wording::plain(id), numbers.iter().map(clause).collect(), None)
    }

    #[test]
    fn numbers_are_found_as_people_write_them() {
        let all =
            Frameworks(vec![framework("iso", &["5", "5.1", "5.1.c", "A.5.1"]), framework("law-25", &["3.2", "18.3"])]);
        for (written, expected) in [
            ("5.1.c", Cited::Clause(0, 2)),
            ("5.1 c)", Cited::Clause(0, 2)),
            ("5.1C", Cited::Clause(0, 2)),
            ("a.5.1", Cited::Clause(0, 3)),
            ("A.5.10", Cited::NoClause(0)),
            ("3.2", Cited::NoClause(0)),
            ("law-25:3.2", Cited::Clause(1, 0)),
            ("Law-25: 18.3", Cited::Clause(1, 1)),
            ("law-25:99", Cited::NoClause(1)),
            ("gdpr:5", Cited::NoFramework("gdpr")),
        ] {
            assert_eq!(all.cited(written), expected, "{written}");
        }
        assert_eq!(Frameworks::default().cited("5.1"), Cited::Unchecked);
        assert_eq!((all.written(0, 2), all.written(1, 0)), ("5.1.c".to_string(), "law-25:3.2".to_string()));
    }

    #[test]
    fn a_clause_is_part_of_the_nearest_one_that_exists() {
        let framework = framework("iso", &["5", "5.1.c", "5.1.c.1", "A.5.1"]);
        let parents: Vec<Option<usize>> = framework.clauses.iter().map(|clause| clause.parent).collect();
        assert_eq!(parents, [None, Some(0), Some(1), None]);
        assert_eq!(framework.above(2).collect::<Vec<_>>(), [1, 0]);
        assert!(framework.clauses[0].is_group && !framework.clauses[2].is_group);
    }
}
