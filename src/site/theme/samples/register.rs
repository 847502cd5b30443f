//! The register of documents, now and on an edition’s day.

use super::*;

impl Samples<'_> {
    pub fn rows(&self) -> Vec<RegisterRow> {
        let mut rows: Vec<RegisterRow> = self.lines().iter().map(|line| self.row(line)).collect();
        rows.sort_by_key(|row| (row.chip.state != State::Overdue, row.chip.state != State::DueSoon, row.id.clone()));
        rows[1].owner = self.vacant();
        rows
    }

    pub fn row(&self, line: &DocumentLine) -> RegisterRow {
        let policy = line.id.starts_with("POL");
        RegisterRow {
            id: line.id.clone(),
            link: line.link.clone(),
            kind: if policy {
                self.kind()
            } else {
                Choice { value: "procedure".into(), label: self.words.get("kind_procedure").into() }
            },
            owner_id: "ciso".to_owned(),
            owner: self.ciso(),
            version: "2.1".to_owned(),
            approved: Some(self.day("2026-11-12")),
            effective: Some(self.day("2026-11-15")),
            due: Some(line.chip.due.as_ref().map_or_else(|| self.day("2027-11-12"), |due| due.day.clone())),
            chip: if line.chip.due.is_some() {
                line.chip.clone()
            } else {
                self.due(Clock::Review, State::Approved, "2027-11-12")
            },
            classification: self.say("Internal", "Interne"),
        }
    }

    pub fn kind(&self) -> Choice {
        Choice { value: "policy".to_owned(), label: self.words.get("kind_policy").to_owned() }
    }

    pub fn register(&self) -> RegisterPage {
        let state = |state: State| Choice { value: state.name().to_owned(), label: self.words.state(state).to_owned() };
        RegisterPage {
            title: self.words.get("register").to_owned(),
            rows: self.rows(),
            leaves: self.leaves("documents/"),
            others: Some(format!("{}assets/register/en.js", self.root)),
            kinds: vec![
                self.kind(),
                Choice { value: "procedure".into(), label: self.words.get("kind_procedure").into() },
            ],
            owners: vec![Choice { value: "ciso".to_owned(), label: self.ciso().role.text }],
            states: vec![state(State::Overdue), state(State::DueSoon), state(State::Approved)],
            count: self.words.count("documents_in_force", 3, &[]),
            csv: format!("{}register.csv", self.root),
            json: format!("{}api/documents.json", self.root),
            editions: vec![self.link("editions/2026.1/", "2026.1", "2026.1")],
            retired_all: Some(self.link("documents/retired~/", "All 60 retired documents", "Les 60 documents retirés")),
            retired: vec![self.link(
                "documents/gui-007/",
                "GUI-007 Fax guideline",
                "GUI-007 Ligne directrice sur le télécopieur",
            )],
        }
    }

    pub fn register_rows(&self) -> RegisterRows {
        RegisterRows { rows: self.rows() }
    }

    /// The second and third page of a list.
    pub fn leaves(&self, folder: &str) -> Vec<Leaf> {
        let leaf = |n: usize| Leaf {
            text: n.to_string(),
            href: format!("{}{folder}page~{n}/", self.root),
            current: n == 2,
            begins: self.say("Grant and remove access", "Accorder et retirer les accès"),
        };
        vec![leaf(2), leaf(3)]
    }

    pub fn edition(&self) -> EditionPage {
        let day = self.day("2026-04-01");
        EditionPage {
            title: self.words.fill("edition_title", &[("name", "2026.1"), ("d", &day.text)]),
            leaves: self.leaves("editions/2026.1/"),
            name: "2026.1".to_owned(),
            date: self.day("2026-04-01"),
            current: false,
            rows: self.rows(),
            count: self.words.count("documents_in_force", 3, &[]),
            editions: vec![self.link("editions/2026.1/", "2026.1", "2026.1")],
        }
    }
}
