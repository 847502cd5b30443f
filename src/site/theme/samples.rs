//! Believable pages in both languages for tests: every optional part is there once, so that a path that a template uses can
//! be checked against them.

use crate::{
    date::Date,
    lang::{Lang, Tongue},
    view::{
        chart, document::*, finder::*, frame::*, home::*, leadership::*, measures::*, news::*, organisation::*,
        orgchart, pages::*, parts::*, person::*, preview::*, redline::*, register::*, responsibilities::*, reviews::*,
        words::Words,
    },
};

mod leadership;

/// Builds samples in one language.
pub struct Samples<'a> {
    pub words: &'a Words,
    pub root: &'a str,
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub const AS_OF: &str = "2026-11-23";

impl Samples<'_> {
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    pub fn say(&self, en: &str, fr: &str) -> String {
        if self.words.tongue() == Tongue::Fr { fr.to_owned() } else { en.to_owned() }
    }

    fn other(&self) -> Lang {
        if self.lang() == Lang::FR { Lang::EN } else { Lang::FR }
    }

    /// An address below this language.
    fn to(&self, path: &str) -> String {
        format!("{}{}/{path}", self.root, self.lang())
    }

    pub fn day(&self, text: &str) -> Day {
        self.words.day(date(text))
    }

    pub fn link(&self, path: &str, en: &str, fr: &str) -> Link {
        Link { href: self.to(path), text: self.say(en, fr), lang: None }
    }

    fn name(&self, path: &str, en: &str, fr: &str) -> Name {
        Name { text: self.say(en, fr), href: Some(self.to(path)), lang: None }
    }

    pub fn chip(&self, state: State) -> Chip {
        self.words.chip(state)
    }

    pub fn due(&self, clock: Clock, state: State, day: &str) -> Chip {
        self.words.chip_due(state, Due { clock, day: self.day(day), soon: 30 })
    }

    pub fn ceo(&self) -> RoleHeld {
        RoleHeld {
            role: self.name("roles/ceo/", "Chief executive", "Présidence-direction générale"),
            people: vec![self.name("people/marie-tremblay/", "Marie Tremblay", "Marie Tremblay")],
        }
    }

    pub fn ciso(&self) -> RoleHeld {
        RoleHeld {
            role: self.name(
                "roles/ciso/",
                "Information security officer",
                "Responsable de la sécurité de l’information",
            ),
            people: vec![self.name("people/jean-gagnon/", "Jean Gagnon", "Jean Gagnon")],
        }
    }

    fn vacant(&self) -> RoleHeld {
        RoleHeld {
            role: self.name("roles/continuity/", "Continuity lead", "Responsable de la continuité"),
            people: vec![],
        }
    }

    pub fn shell(&self) -> Shell {
        let item = |key: &str, path: &str, word: &str| NavItem {
            key: key.to_owned(),
            label: self.words.get(word).to_owned(),
            href: self.to(path),
        };
        Shell {
            lang: self.lang(),
            site_title: self.say("ISMS leadership handbook", "Manuel de direction du SMSI"),
            organisation: self.say("Batture Software", "Logiciels Batture"),
            root: self.root.to_owned(),
            home: self.to(""),
            nav: vec![
                NavGroup {
                    label: self.words.get("documents").to_owned(),
                    items: vec![
                        item("documents", "documents/", "register"),
                        item("changes", "changes/", "changes"),
                        item("reviews", "reviews/", "review_calendar"),
                        item("pages", "pages/", "pages"),
                    ],
                },
                NavGroup {
                    label: self.words.get("responsibilities").to_owned(),
                    items: vec![
                        item("roles", "roles/", "roles"),
                        item("people", "people/", "people"),
                        item("responsibilities", "responsibilities/", "raci"),
                    ],
                },
            ],
            search: self.to("search/"),
            register: self.to("documents/"),
            css: format!("{}assets/css/site.css", self.root),
            theme_js: format!("{}assets/js/theme.js", self.root),
            site_js: format!("{}assets/js/site.{}.js", self.root, self.lang()),
            icon: format!("{}assets/favicon.svg", self.root),
            logo: None,
            feed: Some(format!("{}feed.xml", self.root)),
            as_of: self.day(AS_OF),
            edition: Some(self.link("editions/2026.1/", "2026.1", "2026.1")),
            footer: vec![self.link("pages/accessibility/", "Accessibility", "Accessibilité")],
            file_links: false,
        }
    }

    pub fn frame(&self, path: &str, section: &str, title: &str) -> Frame {
        let other = self.other();
        let name = if other == Lang::FR { "Français" } else { "English" };
        Frame {
            title: title.to_owned(),
            description: self
                .say("Rules for everyone at Batture Software.", "Les règles pour tous chez Logiciels Batture."),
            noindex: true,
            canonical: Some(format!("https://intranet.batture.example/isms/{}/{path}", self.lang())),
            alternates: vec![Alternate {
                lang: other.to_string(),
                href: format!("https://intranet.batture.example/isms/{other}/{path}"),
            }],
            section: section.to_owned(),
            languages: vec![LanguageLink {
                lang: other,
                name: name.to_owned(),
                href: format!("{}{other}/{path}", self.root),
            }],
            breadcrumb: if path.is_empty() {
                vec![]
            } else if section == "documents" && path != "documents/" {
                vec![
                    self.link("", "Home", "Accueil"),
                    self.link("documents/", "Document register", "Registre des documents"),
                ]
            } else {
                vec![self.link("", "Home", "Accueil")]
            },
            classification: self.say("Internal", "Interne"),
            print: title.to_owned(),
        }
    }

    pub fn preview_bar(&self) -> PreviewBar {
        PreviewBar {
            lang: self.words.lang(),
            mark: "0f5a2c".to_owned(),
            findings: vec![self.preview_finding()],
            elsewhere: 3,
            desk: format!("{}_preview/", self.root),
            css: format!("{}_preview/preview.css", self.root),
            script: format!("{}_preview/preview.js", self.root),
            events: format!("{}_preview/events", self.root),
        }
    }

    fn preview_finding(&self) -> PreviewFinding {
        PreviewFinding {
            level: "warning".to_owned(),
            word: self.say("warning", "avertissement"),
            rule: "placeholder-text".to_owned(),
            place: "content/policies/x.md:12".to_owned(),
            editor: Some(EditorPlace {
                href: "vscode://file/home/jean/content/policies/x.md:12:3".to_owned(),
                file: "/home/jean/content/policies/x.md".to_owned(),
                line: 12,
                column: 3,
            }),
            message: self.say("The text still says TODO.", "Le texte dit encore TODO."),
            help: self.say("Write what is missing.", "Écrivez ce qui manque."),
        }
    }

    pub fn preview_desk(&self) -> PreviewDesk {
        PreviewDesk {
            summary: self.say("1 warning", "1 avertissement"),
            waiting: vec![PreviewWaiting {
                id: "POL-001".to_owned(),
                link: self.link("documents/pol-001/draft/", "Information security policy", "Politique de sécurité"),
                version: "Version 2.2".to_owned(),
                state: self.words.get("state_awaiting").to_owned(),
                redline: Some(self.link(
                    "documents/pol-001/draft/changes/",
                    "See what changed",
                    "Voir ce qui a changé",
                )),
                acts: vec![PreviewAct {
                    who: "Marie Tremblay, CEO".to_owned(),
                    command: "handbook approve POL-001 --as ceo --person marie-tremblay".to_owned(),
                }],
                all: true,
            }],
            groups: vec![PreviewGroup {
                name: "POL-001".to_owned(),
                href: Some(format!("{}documents/pol-001/", self.root)),
                findings: vec![self.preview_finding()],
            }],
            left_out: 2,
        }
    }

    pub fn lines(&self) -> Vec<DocumentLine> {
        let line = |id: &str, en: &str, fr: &str, chip: Chip, note: String| DocumentLine {
            id: id.to_owned(),
            link: self.link(&format!("documents/{}/", id.to_lowercase()), en, fr),
            kind: self.say("Policy", "Politique"),
            chip,
            note,
        };
        vec![
            line(
                "POL-001",
                "Information security policy",
                "Politique de sécurité de l’information",
                self.chip(State::Approved),
                self.say("What binds everyone, in two pages.", "Ce qui lie tout le monde, en deux pages."),
            ),
            line(
                "POL-004",
                "Access control policy",
                "Politique de contrôle des accès",
                self.due(Clock::Review, State::Overdue, "2026-10-31"),
                String::new(),
            ),
            line(
                "PRO-003",
                "Incident response procedure",
                "Procédure de réponse aux incidents",
                self.due(Clock::Review, State::DueSoon, "2026-12-10"),
                String::new(),
            ),
        ]
    }

    pub fn news_items(&self) -> Vec<NewsItem> {
        let chip = |state: State, word: &str| Chip { state, word: self.words.get(word).to_owned(), due: None };
        vec![
            NewsItem {
                day: self.day("2026-11-12"),
                chip: chip(State::Approved, "news_approved"),
                id: "POL-001".to_owned(),
                link: self.link(
                    "documents/pol-001/",
                    "Information security policy",
                    "Politique de sécurité de l’information",
                ),
                version: "Version 2.1".to_owned(),
                summary: self.say("Adds the rules for suppliers.", "Ajoute les règles pour les fournisseurs."),
                summary_lang: None,
                by: self.say("Marie Tremblay, Chief executive", "Marie Tremblay, présidente-directrice générale"),
                material: true,
                redline: Some(self.to("documents/pol-001/2.1/changes/")),
            },
            NewsItem {
                day: self.day("2026-10-01"),
                chip: chip(State::Current, "news_reviewed"),
                id: "STD-002".to_owned(),
                link: self.link("documents/std-002/", "Password standard", "Norme sur les mots de passe"),
                version: "Version 1.3".to_owned(),
                summary: String::new(),
                summary_lang: None,
                by: "Jean Gagnon".to_owned(),
                material: false,
                redline: None,
            },
            NewsItem {
                day: self.day("2026-09-30"),
                chip: chip(State::Retired, "news_retired"),
                id: "GUI-007".to_owned(),
                link: self.link("documents/gui-007/", "Fax guideline", "Ligne directrice sur le télécopieur"),
                version: String::new(),
                summary: self.say("No fax is left.", "Il ne reste aucun télécopieur."),
                summary_lang: None,
                by: "Jean Gagnon".to_owned(),
                material: false,
                redline: None,
            },
        ]
    }

    pub fn contacts(&self) -> Vec<Contact> {
        vec![Contact {
            what: self.say("Report an incident", "Signaler un incident"),
            href: Some(self.to("roles/ciso/")),
            people: vec!["Jean Gagnon".to_owned()],
            address: "securite@batture.example".to_owned(),
            address_href: Some("mailto:securite@batture.example".to_owned()),
        }]
    }

    pub fn home(&self) -> HomePage {
        let figure = |key: &str, count: i64, path: &str| Figure {
            key: key.to_owned(),
            count,
            words: self.words.count(&format!("figure_{}", key.replace('-', "_")), count, &[]),
            href: self.to(path),
        };
        HomePage {
            title: self.say("ISMS leadership handbook", "Manuel de direction du SMSI"),
            body: self.say(
                "<p>Our customers trust us with what their citizens tell them. I answer for that trust, and so does each of you.</p><p>Marie Tremblay, chief executive, 12 November 2026</p>",
                "<p>Nos clients nous confient ce que leurs citoyens leur disent. Je réponds de cette confiance, et chacun de vous aussi.</p><p>Marie Tremblay, présidente-directrice générale, le 12 novembre 2026</p>",
            ),
            body_lang: None,
            roles: vec![
                self.link("roles/ceo/", "Chief executive", "Présidence-direction générale"),
                self.link("roles/dev/", "Developer", "Développement"),
                self.link("roles/ciso/", "Information security officer", "Responsable de la sécurité de l’information"),
                self.link("roles/everyone/", "Everyone", "Tout le monde"),
            ],
            start: self.lines(),
            news: self.news_items(),
            news_href: self.to("changes/"),
            figures: vec![
                figure("in-force", 42, "documents/"),
                figure("due-soon", 3, "documents/?status=due-soon"),
                figure("overdue", 1, "documents/?status=overdue"),
                figure("exceptions", 0, "exceptions/"),
            ],
            dues: "2026-10-31:1 2026-12-01:1 2026-12-10:2 2027-03-14:38".to_owned(),
            soon: 30,
            ends: "2026-12-31 2027-03-31".to_owned(),
            contacts: self.contacts(),
            pages: self.page_groups(),
        }
    }

    pub fn rows(&self) -> Vec<RegisterRow> {
        let mut rows: Vec<RegisterRow> = self.lines().iter().map(|line| self.row(line)).collect();
        rows.sort_by_key(|row| (row.chip.state != State::Overdue, row.chip.state != State::DueSoon, row.id.clone()));
        rows[1].owner = self.vacant();
        rows
    }

    fn row(&self, line: &DocumentLine) -> RegisterRow {
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

    fn kind(&self) -> Choice {
        Choice { value: "policy".to_owned(), label: self.words.get("kind_policy").to_owned() }
    }

    pub fn register(&self) -> RegisterPage {
        let state = |state: State| Choice { value: state.name().to_owned(), label: self.words.state(state).to_owned() };
        RegisterPage {
            rows: self.rows(),
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
            retired: vec![self.link(
                "documents/gui-007/",
                "GUI-007 Fax guideline",
                "GUI-007 Ligne directrice sur le télécopieur",
            )],
        }
    }

    pub fn edition(&self) -> EditionPage {
        EditionPage {
            name: "2026.1".to_owned(),
            date: self.day("2026-04-01"),
            current: false,
            rows: self.rows(),
            count: self.words.count("documents_in_force", 3, &[]),
            editions: vec![self.link("editions/2026.1/", "2026.1", "2026.1")],
        }
    }

    fn approvals(&self) -> Vec<ApprovalRow> {
        vec![ApprovalRow {
            role: self.ceo().role,
            person: self.ceo().people.first().cloned(),
            date: Some(self.day("2026-11-12")),
            integrity: self.chip(State::Signed),
        }]
    }

    pub fn control(&self, review: State, due: &str) -> Control {
        let days = date(AS_OF).days_until(date(due));
        Control {
            status: self.chip(State::Approved),
            version: "2.1".to_owned(),
            approvals: self.approvals(),
            effective: Some(self.day("2026-11-15")),
            ended: None,
            owner: Some(self.ciso()),
            review: Some(self.due(Clock::Review, review, due)),
            review_days: days,
            review_text: self.words.review_text(review, date(due), days),
            classification: self.say("Internal", "Interne"),
            integrity: self.chip(State::Signed),
            languages: vec![
                TextLanguage {
                    name: "English".into(),
                    lang: Lang::EN,
                    href: None,
                    note: self.words.get("text_prevails").into(),
                },
                TextLanguage {
                    name: "Français".into(),
                    lang: Lang::FR,
                    href: Some(format!("{}fr/documents/pol-001/", self.root)),
                    note: String::new(),
                },
            ],
            audience: vec![Name { text: self.say("Everyone", "Tout le monde"), href: None, lang: None }],
            retention: self.say("7 years", "7 ans"),
        }
    }

    pub fn letter(&self, letter: &str) -> Letter {
        let tone = match letter {
            "A" => "accountable",
            "R" => "responsible",
            "C" => "consulted",
            _ => "informed",
        };
        Letter {
            letter: letter.to_owned(),
            word: self.words.get(&format!("letter_{}", letter.to_lowercase())).to_owned(),
            tone: tone.to_owned(),
        }
    }

    pub fn legend(&self) -> Vec<Letter> {
        ["R", "A", "C", "I"].iter().map(|letter| self.letter(letter)).collect()
    }

    pub fn matrix(&self) -> Matrix {
        let keys = ["ceo", "ciso", "dev", "hr", "continuity"];
        let roles = [
            self.ceo().role,
            self.ciso().role,
            self.name("roles/dev/", "Developer", "Développement"),
            self.name("roles/hr/", "Human resources", "Ressources humaines"),
            self.vacant().role,
        ];
        let row = |n: usize, en: &str, fr: &str, cells: [&str; 5]| {
            let letters: Vec<Vec<Letter>> = cells
                .iter()
                .map(|cell| cell.split('/').filter(|l| !l.is_empty()).map(|l| self.letter(l)).collect())
                .collect();
            let groups = self.legend().into_iter().filter_map(|letter| {
                let roles: Vec<Name> =
                    (0..5).filter(|at| letters[*at].contains(&letter)).map(|at| roles[at].clone()).collect();
                (!roles.is_empty()).then_some(LetterGroup { letter, roles })
            });
            MatrixRow {
                anchor: format!("activity-{n}"),
                activity: self.say(en, fr),
                lang: None,
                clauses: vec![ClauseRef {
                    id: "A.5.15".to_owned(),
                    label: String::new(),
                    href: Some(self.to("frameworks/iso-27001-2022/")),
                }],
                groups: groups.collect(),
                cells: letters
                    .into_iter()
                    .zip(keys)
                    .map(|(letters, key)| Cell { key: key.to_owned(), letters })
                    .collect(),
                problems: if cells.contains(&"A") || cells.contains(&"A/R") {
                    vec![]
                } else {
                    vec![self.words.get("problem_no_a").to_owned()]
                },
            }
        };
        Matrix {
            anchor: "mat-001".to_owned(),
            title: self.say("Who does what", "Qui fait quoi"),
            lang: None,
            titled: true,
            after: String::new(),
            document: self.link(
                "documents/mat-001/",
                "MAT-001 Responsibilities of the ISMS",
                "MAT-001 Responsabilités du SMSI",
            ),
            version: "1.4".to_owned(),
            columns: keys
                .iter()
                .zip(&roles)
                .map(|(key, role)| Column {
                    key: (*key).to_owned(),
                    role: role.clone(),
                    holders: if *key == "continuity" { String::new() } else { "Jean Gagnon".to_owned() },
                })
                .collect(),
            rows: vec![
                row(
                    1,
                    "Approve the information security policy",
                    "Approuver la politique de sécurité de l’information",
                    ["A", "R", "I", "I", "I"],
                ),
                row(2, "Grant and remove access", "Accorder et retirer les accès", ["", "A", "R", "C", ""]),
                row(3, "Test the continuity plan", "Mettre à l’essai le plan de continuité", ["I", "R", "C", "", "R"]),
                row(4, "Report an incident", "Signaler un incident", ["I", "A/R", "R", "R", "R"]),
            ],
            problems: vec![self.say(
                "“Test the continuity plan” has no one accountable.",
                "Personne ne rend compte de « Mettre à l’essai le plan de continuité ».",
            )],
            has_clauses: true,
        }
    }

    fn body(&self) -> String {
        self.say(
            "<h2 id=\"purpose\">1. Purpose</h2><p>This policy says how we protect what our customers trust us with. It binds <a href=\"#scope\">everyone</a>, top management first.</p>\
             <h2 id=\"scope\">2. Scope</h2><p>It covers all information, on any medium, wherever we work.</p><ul><li>customer data</li><li>source code and keys</li><li>the company’s own records</li></ul>\
             <h3 id=\"suppliers\">2.1 Suppliers</h3><p>Suppliers sign it before they get access.</p>\
             <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table><thead><tr><th scope=\"col\">Level</th><th scope=\"col\">Examples</th><th scope=\"col\" class=\"ta-r\">Days</th></tr></thead><tbody><tr><td>Internal</td><td>Handbook</td><td class=\"ta-r\">90</td></tr><tr><td>Confidential</td><td>Customer data</td><td class=\"ta-r\">30</td></tr></tbody></table></div>\
             <h2 id=\"rules\">3. Rules</h2><blockquote><p>Access follows the role, never the person.</p></blockquote><p>Use <code>batture-vault</code> for secrets.</p><pre tabindex=\"0\"><code>batture-vault get POL-001</code></pre>",
            "<h2 id=\"purpose\">1. But</h2><p>Cette politique dit comment nous protégeons ce que nos clients nous confient. Elle lie <a href=\"#scope\">tout le monde</a>, la direction d’abord.</p>\
             <h2 id=\"scope\">2. Portée</h2><p>Elle couvre toute l’information, sur tout support, où que nous travaillions.</p><ul><li>données des clients</li><li>code source et clés</li><li>dossiers de l’entreprise</li></ul>\
             <h3 id=\"suppliers\">2.1 Fournisseurs</h3><p>Les fournisseurs la signent avant d’obtenir un accès.</p>\
             <h2 id=\"rules\">3. Règles</h2><blockquote><p>L’accès suit le rôle, jamais la personne.</p></blockquote>",
        )
    }

    fn toc(&self) -> Vec<Heading> {
        let heading = |anchor: &str, level: u8, en: &str, fr: &str| Heading {
            anchor: anchor.to_owned(),
            text: self.say(en, fr),
            level,
        };
        vec![
            heading("purpose", 2, "1. Purpose", "1. But"),
            heading("scope", 2, "2. Scope", "2. Portée"),
            heading("suppliers", 3, "2.1 Suppliers", "2.1 Fournisseurs"),
            heading("rules", 2, "3. Rules", "3. Règles"),
        ]
    }

    pub fn clauses(&self) -> Vec<ClauseRef> {
        vec![
            ClauseRef {
                id: "5.2".into(),
                label: self.say("Policy", "Politique"),
                href: Some(self.to("frameworks/iso-27001-2022/")),
            },
            ClauseRef {
                id: "law-25:3.2".into(),
                label: self.say("Privacy policies", "Politiques de protection"),
                href: None,
            },
        ]
    }

    pub fn document(&self) -> DocumentPage {
        DocumentPage {
            id: "POL-001".to_owned(),
            kind: self.kind(),
            kind_href: self.to("documents/?kind=policy"),
            title: self.say("Information security policy", "Politique de sécurité de l’information"),
            text_lang: None,
            banners: vec![Banner {
                state: State::Behind,
                title: self.words.state(State::Behind).to_owned(),
                text: self
                    .words
                    .fill("banner_behind", &[("v", "2.0"), ("lang", self.words.get("lang_en")), ("current", "2.1")]),
                links: vec![self.link("documents/pol-001/", "Read the English version", "Lire la version en anglais")],
            }],
            control: self.control(State::DueSoon, "2026-12-10"),
            summary: self.say("Adds the rules for suppliers.", "Ajoute les règles pour les fournisseurs."),
            summary_lang: None,
            parts: vec![PartLine {
                activity: self.link(
                    "responsibilities/#activity-1",
                    "Approve the information security policy",
                    "Approuver la politique de sécurité de l’information",
                ),
                who: vec![
                    PartRole { role: self.ceo().role, letters: vec![self.letter("A")] },
                    PartRole { role: self.ciso().role, letters: vec![self.letter("R")] },
                ],
            }],
            toc: self.toc(),
            body: self.body(),
            matrices: vec![],
            legend: vec![],
            related: self.lines(),
            clauses: self.clauses(),
            exceptions: vec![TaskLine {
                link: self.link("exceptions/#exc-001", "EXC-001 Travel laptops", "EXC-001 Portables de voyage"),
                when: self.words.fill("until", &[("d", &self.day("2026-12-31").text)]),
                chip: self.due(Clock::Exception, State::Exception, "2026-12-31"),
            }],
            approvals: self.approvals(),
            reviews: vec![ReviewRow {
                date: self.day("2026-11-20"),
                role: self.ciso().role,
                person: self.ciso().people.first().cloned(),
                outcome: self.words.get("outcome_unchanged").to_owned(),
                note: self.say("Still fits.", "Convient toujours."),
            }],
            versions: vec![
                VersionRow {
                    version: "2.1".to_owned(),
                    href: Some(self.to("documents/pol-001/2.1/")),
                    date: Some(self.day("2026-11-12")),
                    effective: Some(self.day("2026-11-15")),
                    by: self.ceo().people,
                    summary: self.say("Adds the rules for suppliers.", "Ajoute les règles pour les fournisseurs."),
                    summary_lang: None,
                    redline: Some(self.to("documents/pol-001/2.1/changes/")),
                    since: None,
                    chip: self.chip(State::Approved),
                    here: true,
                },
                VersionRow {
                    version: "1.0".to_owned(),
                    href: None,
                    date: Some(self.day("2024-02-01")),
                    effective: None,
                    by: self.ceo().people,
                    summary: self.words.get("first_version").to_owned(),
                    summary_lang: None,
                    redline: None,
                    since: Some(self.to("documents/pol-001/2.0/to-current/")),
                    chip: self.chip(State::Superseded),
                    here: false,
                },
            ],
            evidence: Some(Evidence {
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
                says: self.words.get("evidence_says").to_owned(),
                steps: vec![EvidenceStep {
                    says: self.words.get("step_sums").to_owned(),
                    command: "sha256sum -c SHA256SUMS".to_owned(),
                }],
            }),
            acknowledgement: Some(Acknowledgement {
                href: Some("https://forms.batture.example/read?doc=POL-001".to_owned()),
                text: self.words.count("acknowledged", 31, &[("all", "38")]),
                roles: vec![RoleRead {
                    role: self.ciso().role,
                    text: self.words.count("acknowledged", 4, &[("all", "5")]),
                }],
            }),
            previous: Some(self.link("documents/pol-000/", "POL-000 Charter", "POL-000 Charte")),
            next: Some(self.link(
                "documents/pol-004/",
                "POL-004 Access control policy",
                "POL-004 Politique de contrôle des accès",
            )),
            edit: Some("https://git.batture.example/isms/handbook/edit/main/x.md".to_owned()),
            redline: Some(self.to("documents/pol-001/2.1/changes/")),
            extra: serde_json::Value::Null,
            unlisted: false,
        }
    }

    /// A superseded version whose text is in the other language.
    pub fn superseded(&self) -> DocumentPage {
        let mut page = self.document();
        page.banners = vec![Banner {
            state: State::Superseded,
            title: self.words.fill("banner_superseded", &[("version", "2.1"), ("d", &self.day("2026-11-15").text)]),
            text: self.words.fill("banner_superseded_text", &[("version", "3.0")]),
            links: vec![Link {
                href: self.to("documents/pol-001/"),
                text: self.words.get("read_current").to_owned(),
                lang: None,
            }],
        }];
        page.control = Control {
            status: self.chip(State::Superseded),
            version: "2.0".to_owned(),
            ended: Some(self.day("2026-11-14")),
            review: None,
            review_text: String::new(),
            ..page.control
        };
        page.unlisted = true;
        page
    }

    /// A matrix, overdue.
    pub fn matrix_document(&self) -> DocumentPage {
        let mut page = self.document();
        page.id = "MAT-001".to_owned();
        page.title = self.say("Responsibilities of the ISMS", "Responsabilités du SMSI");
        page.banners = vec![];
        page.control = self.control(State::Overdue, "2026-10-31");
        page.matrices = vec![Matrix {
            titled: false,
            after: format!("<p>{}</p>", self.say("What follows the table.", "Ce qui suit le tableau.")),
            ..self.matrix()
        }];
        page.legend = self.legend();
        page
    }

    pub fn redline(&self) -> RedlinePage {
        let section = |anchor: &str, en: &str, fr: &str, state: State, body: String| RedlineSection {
            anchor: anchor.to_owned(),
            heading: self.say(en, fr),
            away: state == State::Moved,
            state,
            body,
        };
        let ins = |text: &str| {
            format!(
                "<ins><span class=\"vh\">{} </span>{text}<span class=\"vh\"> {}</span></ins>",
                self.words.get("inserted"),
                self.words.get("end_inserted")
            )
        };
        let del = |text: &str| {
            format!(
                "<del><span class=\"vh\">{} </span>{text}<span class=\"vh\"> {}</span></del>",
                self.words.get("deleted"),
                self.words.get("end_deleted")
            )
        };
        RedlinePage {
            id: "POL-001".to_owned(),
            title: self.words.fill("redline_title", &[("version", "2.1")]),
            document: self.link(
                "documents/pol-001/",
                "Information security policy",
                "Politique de sécurité de l’information",
            ),
            text_lang: None,
            from: RedlineSide {
                version: "2.0".to_owned(),
                link: self.link("documents/pol-001/2.0/", "Version 2.0", "Version 2.0"),
                date: Some(self.day("2025-11-01")),
                chip: self.chip(State::Superseded),
            },
            to: RedlineSide {
                version: "2.1".to_owned(),
                link: self.link("documents/pol-001/2.1/", "Version 2.1", "Version 2.1"),
                date: Some(self.day("2026-11-12")),
                chip: self.chip(State::Approved),
            },
            summary: self.say("Adds the rules for suppliers.", "Ajoute les règles pour les fournisseurs."),
            summary_lang: None,
            counts: format!(
                "{}, {}",
                self.words.count("sections_changed", 1, &[]),
                self.words.count("sections_added", 1, &[])
            ),
            facts: vec![FactChange {
                label: self.words.get("owner").to_owned(),
                before: "CIO".to_owned(),
                after: "CISO".to_owned(),
            }],
            duties: vec![self.say(
                "Approve the policy: A moves from CISO to CEO",
                "Approuver la politique\u{a0}: A passe de CISO à CEO",
            )],
            sections: vec![
                section(
                    "part:0",
                    "3. Reviews",
                    "3. Revues",
                    State::Moved,
                    format!("<p class=\"moved-away\"><a href=\"#part:1\">{}</a></p>", self.words.get("moved_away")),
                ),
                section("part:1", "1. Purpose", "1. But", State::Unchanged, "<h3>1.</h3><p>…</p>".to_owned()),
                section(
                    "part:2",
                    "2. Scope",
                    "2. Portée",
                    State::Changed,
                    format!(
                        "<h3>{}</h3><p>{} {} {}.</p>",
                        self.say("2. Scope", "2. Portée"),
                        self.say("It covers all information", "Elle couvre toute l’information"),
                        del(&self.say("on paper", "sur papier")),
                        ins(&self.say("on any medium", "sur tout support"))
                    ),
                ),
                section(
                    "part:3",
                    "2.1 Suppliers",
                    "2.1 Fournisseurs",
                    State::Added,
                    format!(
                        "<h3>{}</h3><p>{}</p>",
                        ins(&self.say("2.1 Suppliers", "2.1 Fournisseurs")),
                        ins(&self.say("Suppliers sign it.", "Les fournisseurs la signent."))
                    ),
                ),
            ],
            earlier: Some(self.link("documents/pol-001/2.0/changes/", "Version 2.0", "Version 2.0")),
            later: Some(self.link("documents/pol-001/2.2/changes/", "Version 2.2", "Version 2.2")),
        }
    }

    fn tree(&self) -> Vec<TreeNode> {
        let leaf = |held: RoleHeld| TreeNode { held, children: vec![] };
        vec![TreeNode {
            held: self.ceo(),
            children: vec![
                TreeNode {
                    held: self.ciso(),
                    children: vec![
                        leaf(self.vacant()),
                        leaf(RoleHeld {
                            role: self.name("roles/dev/", "Developer", "Développement"),
                            people: self.ciso().people,
                        }),
                    ],
                },
                leaf(RoleHeld {
                    role: self.name("roles/hr/", "Human resources", "Ressources humaines"),
                    people: self.ceo().people,
                }),
            ],
        }]
    }

    pub fn roles(&self) -> RolesPage {
        let tree = self.tree();
        let row = |id: &str, held: RoleHeld, marks: Vec<String>| RoleRow {
            id: id.to_owned(),
            held,
            deputies: self.ciso().people,
            reports_to: Some(self.link("roles/ceo/", "Chief executive", "Présidence-direction générale")),
            marks,
            duties: self.words.fill("duties_count", &[("a", "4"), ("r", "7")]),
        };
        RolesPage {
            chart: orgchart::draw(&tree, self.words.get("org_chart_alt"), 12),
            tree,
            roles: vec![
                row("ceo", self.ceo(), vec![self.words.get("top_management").to_owned()]),
                row("continuity", self.vacant(), vec![]),
                row("ciso", self.ciso(), vec![self.words.get("designation_privacy_officer").to_owned()]),
            ],
        }
    }

    pub fn duties(&self, through: bool) -> Vec<DutyGroup> {
        ["A", "R"]
            .iter()
            .map(|letter| DutyGroup {
                letter: self.letter(letter),
                duties: vec![Duty {
                    activity: self.link(
                        "responsibilities/#activity-2",
                        "Grant and remove access",
                        "Accorder et retirer les accès",
                    ),
                    reference: "MAT-001".to_owned(),
                    document: self.link(
                        "documents/mat-001/",
                        "MAT-001 Responsibilities of the ISMS",
                        "MAT-001 Responsabilités du SMSI",
                    ),
                    through: if through {
                        self.words.fill("through_deputy", &[("role", &self.ciso().role.text)])
                    } else {
                        String::new()
                    },
                }],
            })
            .collect()
    }

    pub fn tasks(&self) -> Vec<TaskLine> {
        vec![TaskLine {
            link: self.link(
                "leadership/com-001/",
                "Open the yearly security day",
                "Ouvrir la journée annuelle de la sécurité",
            ),
            when: self.words.every(crate::date::Interval::months(12)),
            chip: self.due(Clock::Action, State::Kept, "2027-02-01"),
        }]
    }

    fn holding(&self, since: &str, until: Option<&str>) -> Holding {
        Holding {
            person: self.name("people/jean-gagnon/", "Jean Gagnon", "Jean Gagnon"),
            since: Some(self.day(since)),
            until: until.map(|d| self.day(d)),
        }
    }

    pub fn role(&self) -> RolePage {
        RolePage {
            id: "ciso".to_owned(),
            title: self.ciso().role.text,
            text_lang: None,
            extra: serde_json::Value::Null,
            banners: vec![],
            holders: vec![self.holding("2024-03-01", None)],
            deputies: vec![self.holding("2025-08-01", None)],
            former: vec![self.holding("2020-01-06", Some("2024-02-29"))],
            reports_to: Some(self.link("roles/ceo/", "Chief executive", "Présidence-direction générale")),
            reports: vec![self.link("roles/dev/", "Developer", "Développement")],
            marks: vec![self.words.get("designation_privacy_officer").to_owned()],
            contact: self.contacts().into_iter().next(),
            control: None,
            duties: self.duties(false),
            owned: self.lines(),
            approves: self.lines(),
            actions: self.tasks(),
            decisions: vec![TaskLine {
                link: self.link("records/mr-1/", "Hire a tester", "Embaucher un testeur"),
                when: String::new(),
                chip: self.due(Clock::Decision, State::Open, "2026-12-01"),
            }],
            exceptions: vec![TaskLine {
                link: self.link("exceptions/", "EXC-001", "EXC-001"),
                when: String::new(),
                chip: self.due(Clock::Exception, State::Exception, "2026-12-31"),
            }],
            indicators: vec![TaskLine {
                link: self.link("indicators/ind-001/", "IND-001", "IND-001"),
                when: self.words.every(crate::date::Interval::months(1)),
                chip: self.due(Clock::Measurement, State::OnTarget, "2026-12-31"),
            }],
            authorities: vec![self.say("May stop any release.", "Peut arrêter toute mise en production.")],
            competence: self.say("Ten years in information security.", "Dix ans en sécurité de l’information."),
            job_description: Some(JobDescription {
                reference: "RH-017".to_owned(),
                updated: Some(self.day("2026-08-01")),
            }),
            clauses: self.clauses(),
            toc: self.toc(),
            body: self.body(),
            calendar: Some(format!("{}reviews/ciso.ics", self.root)),
            edit: Some("https://git.batture.example/x".to_owned()),
        }
    }

    pub fn people(&self) -> PeoplePage {
        PeoplePage {
            people: vec![PersonRow {
                link: self.link("people/jean-gagnon/", "Jean Gagnon", "Jean Gagnon"),
                title: self.say("Director, security", "Directeur, sécurité"),
                roles: vec![self.ciso().role],
                deputy: vec![self.vacant().role],
            }],
        }
    }

    pub fn person(&self) -> PersonPage {
        let role = |path: &str, en: &str, fr: &str| Holding {
            person: self.name(path, en, fr),
            since: Some(self.day("2024-03-01")),
            until: None,
        };
        PersonPage {
            id: "jean-gagnon".to_owned(),
            name: "Jean Gagnon".to_owned(),
            title: self.say("Director, security", "Directeur, sécurité"),
            email: "jean.gagnon@batture.example".to_owned(),
            roles: vec![role(
                "roles/ciso/",
                "Information security officer",
                "Responsable de la sécurité de l’information",
            )],
            deputy: vec![role("roles/continuity/", "Continuity lead", "Responsable de la continuité")],
            needs: vec![
                Need {
                    day: self.day("2026-10-31"),
                    what: self.words.get("need_review").to_owned(),
                    link: self.lines()[1].link.clone(),
                    chip: self.lines()[1].chip.clone(),
                },
                Need {
                    day: self.day("2026-12-10"),
                    what: self.words.get("need_review").to_owned(),
                    link: self.lines()[2].link.clone(),
                    chip: self.lines()[2].chip.clone(),
                },
            ],
            duties: self.duties(true),
            assigned: vec![Assigned {
                letter: self.letter("A"),
                parts: vec![AssignedIn {
                    through: String::new(),
                    text: self.say("Grant and remove access", "Accorder et retirer les accès"),
                }],
            }],
            owned: self.lines(),
            approves: self.lines(),
            actions: self.tasks(),
            applies: self.lines(),
            calendars: vec![Link {
                href: format!("{}reviews/ciso.ics", self.root),
                text: self.words.fill("calendar_of", &[("role", &self.ciso().role.text)]),
                lang: None,
            }],
            assigned_by: self.say("Marie Tremblay, Chief executive", "Marie Tremblay, présidente-directrice générale"),
        }
    }

    pub fn responsibilities(&self) -> ResponsibilitiesPage {
        ResponsibilitiesPage {
            legend: self.legend(),
            matrices: vec![self.matrix()],
            roles: vec![Link { href: "ciso".to_owned(), text: self.ciso().role.text, lang: None }],
        }
    }

    pub fn reviews(&self) -> ReviewsPage {
        let item = |line: &DocumentLine, day: &str| ReviewItem {
            day: self.day(day),
            id: line.id.clone(),
            link: line.link.clone(),
            owner: Some(self.ciso()),
            chip: line.chip.clone(),
        };
        let lines = self.lines();
        let months: Vec<(String, i64)> = (0..12)
            .map(|n| {
                (
                    self.words.get(&format!("month_short_{}", (n + 10) % 12 + 1)).to_owned(),
                    [1, 2, 0, 0, 4, 1, 0, 3, 0, 0, 2, 6][n],
                )
            })
            .collect();
        ReviewsPage {
            overdue: vec![item(&lines[1], "2026-10-31")],
            months: vec![
                Month {
                    anchor: "2026-11".into(),
                    name: self.words.month(date("2026-11-01")),
                    count: self.words.count("reviews_count", 0, &[]),
                    items: vec![],
                },
                Month {
                    anchor: "2026-12".into(),
                    name: self.words.month(date("2026-12-01")),
                    count: self.words.count("reviews_count", 1, &[]),
                    items: vec![item(&lines[2], "2026-12-10")],
                },
            ],
            later: vec![item(&lines[0], "2028-01-01")],
            unplanned: vec![lines[0].link.clone()],
            calendar: format!("{}reviews.ics", self.root),
            calendars: vec![Link {
                href: format!("{}reviews/ciso.ics", self.root),
                text: self.ciso().role.text,
                lang: None,
            }],
            strip: chart::bars(self.words.get("strip_alt"), &months, 1),
        }
    }

    pub fn news(&self) -> NewsPage {
        let items = self.news_items();
        NewsPage {
            months: vec![
                NewsMonth {
                    anchor: "2026-11".into(),
                    name: self.words.month(date("2026-11-01")),
                    items: items[..1].to_vec(),
                },
                NewsMonth {
                    anchor: "2026-10".into(),
                    name: self.words.month(date("2026-10-01")),
                    items: items[1..].to_vec(),
                },
            ],
            feed: Some(format!("{}feed.xml", self.root)),
        }
    }

    pub fn page(&self) -> PlainPage {
        PlainPage {
            title: self.say("How to report an incident", "Comment signaler un incident"),
            text_lang: Some(self.lang()),
            banners: vec![],
            toc: self.toc(),
            body: self.body(),
            edit: Some("https://git.batture.example/x".to_owned()),
            extra: serde_json::Value::Null,
            previous: Some(self.link("pages/a/", "About", "À propos")),
            next: Some(self.link("pages/b/", "Glossary", "Glossaire")),
        }
    }

    pub fn pages(&self) -> PagesPage {
        PagesPage { count: self.words.count("pages_count", 2, &[]), groups: self.page_groups() }
    }

    fn page_groups(&self) -> Vec<PageGroup> {
        vec![PageGroup {
            name: self.say("Help", "Aide"),
            pages: vec![self.link("pages/a/", "About", "À propos"), self.link("pages/b/", "Glossary", "Glossaire")],
        }]
    }

    pub fn search(&self) -> SearchPage {
        SearchPage {
            suggestions: vec![
                self.link("documents/", "Document register", "Registre des documents"),
                self.link("roles/", "Roles", "Rôles"),
            ],
            contacts: self.contacts(),
        }
    }

    pub fn not_found(&self, all: &[&Words]) -> NotFoundPage {
        NotFoundPage {
            texts: all
                .iter()
                .map(|words| NotFoundText {
                    lang: words.lang(),
                    prefix: format!("{}/", words.lang()),
                    title: words.get("not_found").to_owned(),
                    text: words.get("not_found_text").to_owned(),
                    search_label: words.get("search_label").to_owned(),
                    search_button: words.get("search").to_owned(),
                    search: format!("{}{}/search/", self.root, words.lang()),
                    links: vec![Link {
                        href: format!("{}{}/documents/", self.root, words.lang()),
                        text: words.get("register").to_owned(),
                        lang: None,
                    }],
                })
                .collect(),
        }
    }

    pub fn chooser(&self) -> ChooserPage {
        ChooserPage {
            title: "ISMS leadership handbook".to_owned(),
            languages: vec![
                ChooserLink {
                    lang: Lang::EN,
                    name: "English".into(),
                    title: "ISMS leadership handbook".into(),
                    href: "en/".into(),
                },
                ChooserLink {
                    lang: Lang::FR,
                    name: "Français".into(),
                    title: "Manuel de direction du SMSI".into(),
                    href: "fr/".into(),
                },
            ],
            script: format!("{}assets/js/root.js", self.root),
        }
    }
}
