//! The letters of responsibility matrices: which there are, what they mean, and sets of them as cells hold.

use super::config::Scheme;
use crate::fold;
use crate::lang::Wording;

/// The letters of a handbook's scheme, in the order in which they are listed everywhere.
#[derive(Clone, Debug)]
pub struct Alphabet {
    letters: Vec<Letter>,
}

/// A letter and its meaning.
#[derive(Clone, Debug)]
pub struct Letter {
    /// As written in cells: `A`; own schemes may use more than one character.
    pub code: String,
    /// What it means.
    pub meaning: Meaning,
    /// Which of the four usual parts it counts as.
    pub part: Part,
}

/// What a letter means, for whoever finds the words.
#[derive(Clone, PartialEq, Debug)]
pub enum Meaning {
    /// Answers for it.
    Accountable,
    /// Does it.
    Responsible,
    /// Is asked before.
    Consulted,
    /// Is told.
    Informed,
    /// Helps those who do it (RASCI).
    Supports,
    /// Checks that the result meets what was asked (RACI-VS).
    Verifies,
    /// Accepts what was verified (RACI-VS).
    SignsOff,
    /// Leads the work to a decision (DACI).
    Drives,
    /// Decides (DACI).
    Approves,
    /// Gives knowledge, has no vote (DACI).
    Contributes,
    /// What the configuration says.
    Own(Wording),
}

/// The four parts that checks and duties know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// Answers for the activity: exactly one role.
    Accountable,
    /// Does the activity: at least one role.
    Responsible,
    /// Is consulted.
    Consulted,
    /// Is informed.
    Informed,
    /// Anything else.
    Other,
}

impl Part {
    /// Its name in JSON and as a tone of pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Accountable => "accountable",
            Part::Responsible => "responsible",
            Part::Consulted => "consulted",
            Part::Informed => "informed",
            Part::Other => "other",
        }
    }
}

/// A set of letters of one alphabet, by their places in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Letters(u64);

impl Letters {
    /// The most letters an alphabet can have; further ones are not read.
    pub const MOST: usize = 64;

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// With the letter at that place of the alphabet.
    pub fn with(self, at: usize) -> Letters {
        Letters(if at < Letters::MOST { self.0 | 1 << at } else { self.0 })
    }

    /// Whether the letter at that place is in it.
    pub fn has(self, at: usize) -> bool {
        at < Letters::MOST && self.0 >> at & 1 == 1
    }

    /// Whether the two have a letter in common.
    pub fn meets(self, other: Letters) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub fn join(self, other: Letters) -> Letters {
        Letters(self.0 | other.0)
    }

    /// The places of its letters, in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Letters::MOST).filter(move |at| self.has(*at))
    }
}

impl Alphabet {
    /// The alphabet of a scheme. What counts as accountable and responsible:
    /// - RACI, RASCI, RACI-VS: `A` and `R`; support, verifying and signing off are neither;
    /// - DACI: the approver `A` is accountable, the driver `D` responsible, the contributor `C` counts as consulted;
    /// - own letters: those whose name begins with *accountable*, *responsible*, *consulted* or *informed*; where no name
    ///   does for a part, the letter `A`, `R`, `C` or `I` itself. A part without letter is not asked for.
    pub fn of(scheme: &Scheme) -> Alphabet {
        use Meaning::*;
        let named = |letters: &[(&str, Meaning, Part)]| Alphabet {
            letters: letters
                .iter()
                .map(|(code, meaning, part)| Letter {
                    code: (*code).to_string(),
                    meaning: meaning.clone(),
                    part: *part,
                })
                .collect(),
        };
        let a = ("A", Accountable, Part::Accountable);
        let r = ("R", Responsible, Part::Responsible);
        let c = ("C", Consulted, Part::Consulted);
        let i = ("I", Informed, Part::Informed);
        match scheme {
            Scheme::Own(letters) => own(letters),
            Scheme::Named(name) => match name.as_str() {
                "RASCI" => named(&[a, r, ("S", Supports, Part::Other), c, i]),
                "RACI-VS" => named(&[a, r, c, i, ("V", Verifies, Part::Other), ("S", SignsOff, Part::Other)]),
                "DACI" => named(&[
                    ("A", Approves, Part::Accountable),
                    ("D", Drives, Part::Responsible),
                    ("C", Contributes, Part::Consulted),
                    i,
                ]),
                _ => named(&[a, r, c, i]),
            },
        }
    }

    /// The letters in order.
    pub fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// The place of a code, whatever its case.
    pub fn find(&self, code: &str) -> Option<usize> {
        self.letters.iter().position(|letter| {
            letter.code.eq_ignore_ascii_case(code) || letter.code.to_lowercase() == code.to_lowercase()
        })
    }

    /// The letters that count as a part.
    pub fn of_part(&self, part: Part) -> Letters {
        let letters = self.letters.iter().enumerate().filter(|(_, letter)| letter.part == part);
        letters.fold(Letters::default(), |set, (at, _)| set.with(at))
    }

    /// The letters that make a role accountable.
    pub fn accountable(&self) -> Letters {
        self.of_part(Part::Accountable)
    }

    /// The letters that make a role responsible.
    pub fn responsible(&self) -> Letters {
        self.of_part(Part::Responsible)
    }

    /// The codes of a set.
    pub fn codes(&self, letters: Letters) -> Vec<&str> {
        letters.iter().filter_map(|at| self.letters.get(at)).map(|letter| letter.code.as_str()).collect()
    }

    /// The parts of a set, each once, in their order.
    pub fn parts(&self, letters: Letters) -> Vec<Part> {
        let mut parts: Vec<Part> = letters.iter().filter_map(|at| self.letters.get(at)).map(|l| l.part).collect();
        parts.sort();
        parts.dedup();
        parts
    }
}

/// The four parts with the word their names begin with and their usual letter.
const USUAL: [(Part, &str); 4] =
    [(Part::Accountable, "A"), (Part::Responsible, "R"), (Part::Consulted, "C"), (Part::Informed, "I")];

fn own(letters: &[(String, Wording)]) -> Alphabet {
    let named = |name: &Wording, part: Part| {
        let mut texts = name.all.iter().chain(name.by.iter().map(|(_, text)| text));
        texts.any(|text| fold::name(text).starts_with(part.as_str()))
    };
    let by_name = |part: Part| letters.iter().any(|(_, name)| named(name, part));
    let part = |code: &str, name: &Wording| {
        let part = USUAL.iter().find(|(part, _)| named(name, *part));
        let usual = || USUAL.iter().find(|(part, letter)| code.eq_ignore_ascii_case(letter) && !by_name(*part));
        part.or_else(usual).map_or(Part::Other, |(part, _)| *part)
    };
    let letters = letters.iter().filter(|(code, _)| !code.trim().is_empty()).take(Letters::MOST);
    let letters = letters.map(|(code, name)| Letter {
        code: code.trim().to_string(),
        meaning: Meaning::Own(name.clone()),
        part: part(code.trim(), name),
    });
    Alphabet { letters: letters.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(scheme: &Scheme) -> String {
        let alphabet = Alphabet::of(scheme);
        let letters = alphabet.letters().iter().map(|letter| format!("{}={}", letter.code, letter.part.as_str()));
        letters.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_counts_as_what() {
        let named = |name: &str| Scheme::Named(name.to_string());
        let own = |letters: &[(&str, &str)]| {
            Scheme::Own(letters.iter().map(|(code, name)| (code.to_string(), Wording::plain(*name))).collect())
        };
        let cases = [
            (named("RACI"), "A=accountable R=responsible C=consulted I=informed"),
            (named("RASCI"), "A=accountable R=responsible S=other C=consulted I=informed"),
            (named("RACI-VS"), "A=accountable R=responsible C=consulted I=informed V=other S=other"),
            (named("DACI"), "A=accountable D=responsible C=consulted I=informed"),
            (own(&[("P", "Pilot"), ("A", "Approves"), ("R", "Does")]), "P=other A=accountable R=responsible"),
            (own(&[("A", "Assists"), ("L", "Accountable lead")]), "A=other L=accountable"),
            (own(&[("x", "Responsible"), (" ", "Nothing")]), "x=responsible"),
        ];
        for (scheme, expected) in cases {
            assert_eq!(parts(&scheme), expected);
        }
    }

    #[test]
    fn sets_of_letters() {
        let alphabet = Alphabet::of(&Scheme::Named("RACI".to_string()));
        let set = Letters::default().with(1).with(0);
        assert_eq!(alphabet.codes(set), ["A", "R"]);
        assert_eq!(alphabet.parts(set), [Part::Accountable, Part::Responsible]);
        assert!(set.meets(alphabet.accountable()) && !set.meets(alphabet.of_part(Part::Informed)));
        assert_eq!(alphabet.find("c"), Some(2));
        assert_eq!(Letters::default().with(99), Letters::default());
    }
}
