//! Rules of the family `leadership`.

use super::rules;

rules! {
    Leadership
    REFERENCE_UNKNOWN = "reference-unknown", Error {
        what: "Something is named that does not exist: a clause, an action, a document, a role, a person or an \
            objective.",
            "Quelque chose est nommé qui n’existe pas : un article, une action, un document, un rôle, une personne \
            ou un objectif.";
        why: "Evidence or a rule that points nowhere is counted for nothing.",
            "Une preuve ou une règle qui ne renvoie à rien ne compte pour rien.";
        fix: "Correct the spelling, or make what is meant with `handbook new`; clauses of another framework need its \
            name, such as `law-25:3.2`.",
            "Corrigez l’orthographe, ou créez ce qui est visé avec `handbook new`; les articles d’un autre \
            référentiel portent son nom, comme `law-25:3.2`.";
    }
}
