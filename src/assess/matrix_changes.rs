//! What a new version of a matrix changes, in words: "`Approve the policy`: A moves from CISO to CEO".
//!
//! Compares two states of one matrix, of any versions; knows no day.

use crate::lang::{ByLang, Lang, Say};
use crate::model::Id;
use crate::model::letters::{Alphabet, Letters};
use crate::model::matrix::{Activity, Matrix, MatrixTable};
use crate::say;
use std::collections::{BTreeMap, BTreeSet};

/// One change in what people have to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellChange {
    /// The activity, by its names in the newer version (of a removed one, in the older).
    pub names: ByLang<String>,
    /// The main language of that version.
    pub lang: Lang,
    /// What changed.
    pub what: What,
}

/// What changed in an activity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// A letter that exactly one role lost and exactly one other got.
    Moved {
        /// Its place in the alphabet.
        letter: usize,
        /// Who had it.
        from: Id,
        /// Who has it.
        to: Id,
    },
    /// Letters that a role got.
    Given {
        /// The letters.
        letters: Letters,
        /// The role.
        to: Id,
    },
    /// Letters that a role lost.
    Taken {
        /// The letters.
        letters: Letters,
        /// The role.
        from: Id,
    },
    /// The same letters under another name: what it was called before.
    Renamed(ByLang<String>),
    /// The clauses named before and now.
    Clauses(Vec<String>, Vec<String>),
    /// A new activity, with all who have a part in it.
    Added(Vec<(Id, Letters)>),
    /// An activity that is gone.
    Removed,
}

/// All changes from one version to another, in the order of the newer; removed activities come last.
pub fn changes(old: &Matrix, new: &Matrix) -> Vec<CellChange> {
    let before: Vec<Row<'_>> = old.activities().map(Row::of).collect();
    let after: Vec<Row<'_>> = new.activities().map(Row::of).collect();
    let mut index: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in before.iter().enumerate() {
        for key in &row.activity.keys {
            index.entry(key).or_default().push(at);
        }
    }
    let mut taken = BTreeSet::new();
    let mut pairs: Vec<Option<usize>> = Vec::with_capacity(after.len());
    for row in &after {
        let same = row.activity.keys.iter().filter_map(|key| index.get(key.as_str())).flatten();
        let pair = same.copied().find(|at| !taken.contains(at));
        taken.extend(pair);
        pairs.push(pair);
    }
    // What is left has another name; it is the same activity when it stands in the same place with the same letters.
    for (at, row) in after.iter().enumerate().filter(|(at, _)| pairs[*at].is_none()).collect::<Vec<_>>() {
        let after_which = at.checked_sub(1).and_then(|above| pairs[above]);
        let place = if at == 0 { Some(0) } else { after_which.map(|above| above + 1) };
        let same = place
            .filter(|place| !taken.contains(place))
            .filter(|place| before.get(*place).is_some_and(|other| !row.parts.is_empty() && other.parts == row.parts));
        taken.extend(same);
        pairs[at] = same;
    }
    let mut all = Vec::new();
    for (row, pair) in after.iter().zip(pairs) {
        let change = |what: What| CellChange { names: row.activity.names.clone(), lang: new.lang, what };
        match pair.map(|at| &before[at]) {
            Some(other) => all.extend(compared(other, row).into_iter().map(change)),
            None => {
                let parts = row.parts.iter().map(|(role, letters)| ((*role).clone(), *letters)).collect();
                all.push(change(What::Added(parts)));
            }
        }
    }
    let gone = before.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    all.extend(gone.map(|(_, row)| CellChange {
        names: row.activity.names.clone(),
        lang: old.lang,
        what: What::Removed,
    }));
    all
}

struct Row<'a> {
    activity: &'a Activity,
    parts: BTreeMap<&'a Id, Letters>,
}

impl<'a> Row<'a> {
    fn of((table, activity): (&'a MatrixTable, &'a Activity)) -> Row<'a> {
        let mut parts: BTreeMap<&Id, Letters> = BTreeMap::new();
        for (role, letters, _) in table.parts(activity) {
            let own = parts.entry(role).or_default();
            *own = own.join(letters);
        }
        Row { activity, parts }
    }

    fn letters(&self, role: &Id) -> Letters {
        self.parts.get(role).copied().unwrap_or_default()
    }
}

fn compared(old: &Row<'_>, new: &Row<'_>) -> Vec<What> {
    let mut all = Vec::new();
    if !old.activity.is_same(new.activity) {
        all.push(What::Renamed(old.activity.names.clone()));
    }
    let roles: BTreeSet<&Id> = old.parts.keys().chain(new.parts.keys()).copied().collect();
    let mut lost: BTreeMap<&Id, Letters> = BTreeMap::new();
    let mut got: BTreeMap<&Id, Letters> = BTreeMap::new();
    for letter in 0..Letters::MOST {
        let changed = |from: &Row<'_>, to: &Row<'_>| -> Vec<&Id> {
            roles
                .iter()
                .copied()
                .filter(|role| from.letters(role).has(letter) && !to.letters(role).has(letter))
                .collect()
        };
        match (changed(old, new).as_slice(), changed(new, old).as_slice()) {
            ([from], [to]) => all.push(What::Moved { letter, from: (*from).clone(), to: (*to).clone() }),
            (from, to) => {
                for (roles, all) in [(from, &mut lost), (to, &mut got)] {
                    for role in roles {
                        let own: &mut Letters = all.entry(*role).or_default();
                        *own = own.with(letter);
                    }
                }
            }
        }
    }
    all.extend(lost.into_iter().map(|(role, letters)| What::Taken { letters, from: role.clone() }));
    all.extend(got.into_iter().map(|(role, letters)| What::Given { letters, to: role.clone() }));
    if old.activity.clauses != new.activity.clauses {
        all.push(What::Clauses(old.activity.clauses.clone(), new.activity.clauses.clone()));
    }
    all
}

impl CellChange {
    /// The activity's name in a language, else in the main one.
    pub fn name(&self, lang: Lang) -> &str {
        self.names.get(&lang).or_else(|| self.names.get(&self.lang)).map_or("", String::as_str)
    }

    /// The change as a sentence without its full stop; `role` gives a role's title in a language.
    pub fn says(&self, alphabet: &Alphabet, role: &dyn Fn(&Id, Lang) -> String) -> Say {
        let letters = |letters: Letters| alphabet.codes(letters).join("/");
        let in_both = |names: &ByLang<String>, lang: Lang| {
            names.get(&lang).or_else(|| names.get(&self.lang)).cloned().unwrap_or_default()
        };
        let (en, fr) = (in_both(&self.names, Lang::EN), in_both(&self.names, Lang::FR));
        let of = |id: &Id| (role(id, Lang::EN), role(id, Lang::FR));
        let both = |en_rest: String, fr_rest: String| Say {
            en: format!("`{en}`: {en_rest}"),
            fr: format!("`{fr}`\u{a0}: {fr_rest}"),
        };
        match &self.what {
            What::Moved { letter, from, to } => {
                let code = letters(Letters::default().with(*letter));
                let ((from_en, from_fr), (to_en, to_fr)) = (of(from), of(to));
                both(format!("{code} moves from {from_en} to {to_en}"), format!("{code} passe de {from_fr} à {to_fr}"))
            }
            What::Given { letters: which, to } => {
                let (code, (en, fr)) = (letters(*which), of(to));
                both(format!("{en} gets {code}"), format!("{fr} reçoit {code}"))
            }
            What::Taken { letters: which, from } => {
                let (code, (en, fr)) = (letters(*which), of(from));
                both(format!("{en} no longer has {code}"), format!("{fr} n’a plus {code}"))
            }
            What::Renamed(names) => {
                let (en, fr) = (in_both(names, Lang::EN), in_both(names, Lang::FR));
                both(format!("was called `{en}`"), format!("s’appelait `{fr}`"))
            }
            What::Clauses(before, after) => {
                let list = |clauses: &[String]| if clauses.is_empty() { "–".to_string() } else { clauses.join(", ") };
                let (before, after) = (list(before), list(after));
                both(format!("clauses {before} become {after}"), format!("les articles {before} deviennent {after}"))
            }
            What::Added(parts) => {
                let list = |lang: Lang| {
                    let parts = parts.iter().map(|(id, which)| format!("{} {}", letters(*which), role(id, lang)));
                    parts.collect::<Vec<_>>().join(", ")
                };
                if parts.is_empty() {
                    return say!("`{en}` is new", "`{fr}` est nouvelle");
                }
                let (list_en, list_fr) = (list(Lang::EN), list(Lang::FR));
                Say { en: format!("`{en}` is new: {list_en}"), fr: format!("`{fr}` est nouvelle\u{a0}: {list_fr}") }
            }
            What::Removed => say!("`{en}` is gone", "`{fr}` est retirée"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::matrix::sample;

    fn matrix(rows: &str) -> (Matrix, Alphabet) {
        let head = "---\nid: MAT-D\ntitle: Duties\nversion: \"1.0\"\nstatus: draft\nowner: ciso\n---\n";
        let table = "| Activity | Clause | ceo | ciso | staff |\n|---|---|---|---|---|\n";
        let (_, read) = sample::over(&format!("=== content/matrices/duties.md\n{head}{table}{rows}"));
        let at = read.value.document_at("MAT-D").unwrap();
        (read.value.matrices[&at].working.clone().unwrap(), read.value.alphabet)
    }

    #[test]
    fn changes_in_words() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "| Approve the policy | 5.2 | C | A | |\n",
                "| Approve the policy | 5.2 | A | C | |\n",
                &["`Approve the policy`: A moves from CISO to CEO", "`Approve the policy`: C moves from CEO to CISO"],
            ),
            ("| Do | | A | R | |\n", "| do | | A | R | |\n", &[]),
            (
                "| Do | 5.1 | A/R | | I |\n",
                "| Do | 5.2, 5.3 | A | R | R |\n",
                &[
                    "`Do`: CEO no longer has R",
                    "`Do`: STAFF no longer has I",
                    "`Do`: CISO gets R",
                    "`Do`: STAFF gets R",
                    "`Do`: clauses 5.1 become 5.2, 5.3",
                ],
            ),
            (
                "| Do | | A | R | |\n| Check | | A | | R |\n",
                "| Check | | A | | R |\n| Report | | A | R | |\n",
                &["`Report` is new: A CEO, R CISO", "`Do` is gone"],
            ),
            (
                "| Do | | A | R | |\n| Check | | A | | R |\n",
                "| Do | | A | R | |\n| Check it well | | A | | R |\n",
                &["`Check it well`: was called `Check`"],
            ),
        ];
        for (old, new, expected) in cases {
            let ((old, alphabet), (new, _)) = (matrix(old), matrix(new));
            let title = |id: &Id, _: Lang| id.as_str().to_uppercase();
            let says: Vec<String> =
                changes(&old, &new).iter().map(|change| change.says(&alphabet, &title).en).collect();
            assert_eq!(says, *expected);
        }
    }
}
