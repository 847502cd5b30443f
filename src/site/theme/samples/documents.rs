//! Documents: control block, a page in each state, redline.

use super::*;

impl Samples<'_> {
    pub fn approvals(&self) -> Vec<ApprovalRow> {
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

    pub fn body(&self) -> String {
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

    pub fn toc(&self) -> Vec<Heading> {
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
                said: String::new(),
                said_lang: None,
                links: vec![self.link("documents/pol-001/", "Read the English version", "Lire la version en anglais")],
            }],
            control: self.control(State::DueSoon, "2026-12-10"),
            summary: self.say("Adds the rules for suppliers.", "Ajoute les règles pour les fournisseurs."),
            summary_lang: None,
            parts_all: Some(self.link("responsibilities/", "and 12 more", "et 12 autres")),
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
            leaves: vec![],
            others: String::new(),
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
                note_lang: None,
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
                    left_out: None,
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
                    left_out: Some(Link {
                        href: self.to("documents/pol-001/#at:versions"),
                        text: self.words.count("versions_left_out", 12, &[]),
                        lang: None,
                    }),
                },
            ],
            all_versions: Some(Link {
                href: self.to("documents/pol-001/#at:versions"),
                text: self.words.fill("all_versions", &[("n", "14")]),
                lang: None,
            }),
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
            said: String::new(),
            said_lang: None,
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
        page.leaves = self.leaves("documents/mat-001/");
        page.others = format!("{}assets/responsibilities/en.js", self.root);
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
            summaries: vec![VersionSummary {
                version: "Version 2.1".to_owned(),
                text: self.say("Adds the rules for suppliers.", "Ajoute les règles pour les fournisseurs."),
                lang: None,
            }],
            counts: format!(
                "{}, {}",
                self.words.count("sections_changed", 1, &[]),
                self.words.count("sections_added", 1, &[])
            ),
            facts: vec![FactChange {
                label: self.words.get("owner").to_owned(),
                before: vec![FactPiece { text: "CIO".to_owned(), changed: true }],
                after: vec![FactPiece { text: "CISO".to_owned(), changed: true }],
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
}
