//! Roles, people, who does what.

use super::*;

impl Samples<'_> {
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
            short: self.words.get(&format!("letter_{}", letter.to_lowercase())).split(" (").next().unwrap().to_owned(),
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
                cells: letters,
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
            count: self.words.count("activities_count", 2000, &[]),
            rest: Some(self.link("responsibilities/page~2/#at:mat-001", "and 1,750 more", "et 1 750 autres")),
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
            problems: vec![self.name(
                "responsibilities/#activity-3",
                "“Test the continuity plan” has no one accountable.",
                "Personne ne rend compte de « Mettre à l’essai le plan de continuité ».",
            )],
            has_clauses: true,
        }
    }

    pub fn tree(&self) -> Vec<TreeNode> {
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
                anchor: format!("duties-{letter}"),
                letter: self.letter(letter),
                count: "1,200".to_owned(),
                rest: Some(self.link("roles/ciso/page~2/#at:duties-1", "and 950 more", "et 950 autres")),
                duties: vec![Duty {
                    activity: self.link(
                        "responsibilities/#activity-2",
                        "Grant and remove access",
                        "Accorder et retirer les accès",
                    ),
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

    pub fn holding(&self, since: &str, until: Option<&str>) -> Holding {
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
            leaves: self.leaves("roles/ciso/"),
            owned: self.lines(),
            owned_all: Some(self.link("documents/owned~ciso/", "All 120 documents", "Les 120 documents")),
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

    pub fn duties_page(&self) -> DutiesPage {
        DutiesPage {
            title: self.ciso().role.text,
            text_lang: None,
            duties: self.duties(false),
            leaves: self.leaves("people/jean-gagnon/"),
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
            email: self.reach(),
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
            leaves: self.leaves("responsibilities/"),
            assigned: vec![Assigned {
                letter: self.letter("A"),
                parts: vec![AssignedIn {
                    through: String::new(),
                    text: self.say("Grant and remove access", "Accorder et retirer les accès"),
                }],
            }],
            owned: self.lines(),
            owned_all: vec![self.link("documents/owned~ciso/", "All 120 documents", "Les 120 documents")],
            approves: self.lines(),
            actions: self.tasks(),
            applies: self.lines(),
            applies_all: vec![self.link("documents/everyone~/", "All 900 documents", "Les 900 documents")],
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
            title: self.words.get("responsibilities").to_owned(),
            legend: self.legend(),
            matrices: vec![self.matrix()],
            leaves: self.leaves("roles/ciso/"),
            others: format!("{}assets/responsibilities/en.js", self.root),
            roles: vec![Link { href: "ciso".to_owned(), text: self.ciso().role.text, lang: None }],
        }
    }
}
