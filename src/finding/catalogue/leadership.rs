//! Rules of the family `leadership`.

use super::rules;

rules! { Leadership

    CLAUSE_UNCOMMITTED = "clause-uncommitted", Warning {
        what: "A point of clause 5.1 has no commitment of top management, although other points have one.",
            "Un point de l’article 5.1 n’a aucun engagement de la direction, alors que d’autres en ont un.";
        why: "ISO/IEC 27001 clause 5.1 names eight ways in which top management shows leadership; the auditor asks \
            about each of them.",
            "L’article 5.1 d’ISO/IEC 27001 nomme huit façons dont la direction fait preuve de leadership; l’auditeur \
            les demande toutes.";
        fix: "Add the clause to `clauses` of a commitment that covers it, or make one with `handbook new \
            commitment`.",
            "Ajoutez l’article aux `clauses` d’un engagement qui le couvre, ou créez-en un avec `handbook new \
            commitment`.";
    }

    WORDS_ONLY = "words-only", Warning {
        what: "A commitment has no action that would keep it.",
            "Un engagement n’a aucune action qui le tienne.";
        why: "ISO/IEC 27001 clause 5.1 asks top management to demonstrate its commitment; a promise without an \
            action cannot be demonstrated.",
            "L’article 5.1 d’ISO/IEC 27001 exige que la direction démontre son engagement; une promesse sans action \
            ne peut être démontrée.";
        fix: "Add at least one entry to `actions` in the commitment’s file: `id`, `what`, `by` and `every`.",
            "Ajoutez au moins une entrée à `actions` dans le fichier de l’engagement : `id`, `what`, `by` et \
            `every`.";
    }

    ACTION_LAPSED = "action-lapsed", Warning {
        what: "An action was done, but not again within its interval.",
            "Une action a été faite, mais pas refaite dans son intervalle.";
        why: "A promise was kept once and then forgotten; ISO/IEC 27001 clause 5.1 asks for leadership that goes on.",
            "Une promesse a été tenue une fois, puis oubliée; l’article 5.1 d’ISO/IEC 27001 exige un leadership \
            constant.";
        fix: "Do the action, then make a record with `handbook new record` that names it in `demonstrates` and its \
            role’s holder in `attendees`.",
            "Faites l’action, puis créez avec `handbook new record` une preuve qui la nomme dans `demonstrates` et \
            le titulaire du rôle dans `attendees`.";
    }

    ACTION_NEVER = "action-never", Warning {
        what: "An action of a commitment has never been done, as far as the records show.",
            "Une action d’un engagement n’a jamais été faite, d’après les preuves consignées.";
        why: "What was promised is not done until somebody can show it (ISO/IEC 27001 clause 5.1).",
            "Ce qui a été promis n’est pas fait tant que personne ne peut le montrer (article 5.1 d’ISO/IEC 27001).";
        fix: "Do the action, then make a record with `handbook new record` that names it in `demonstrates` and its \
            role’s holder in `attendees`.",
            "Faites l’action, puis créez avec `handbook new record` une preuve qui la nomme dans `demonstrates` et \
            le titulaire du rôle dans `attendees`.";
    }

    ACTION_DUE_SOON = "action-due-soon", Note {
        what: "An action of a commitment is to be done again soon.",
            "Une action d’un engagement doit bientôt être refaite.";
        why: "Who plans it now keeps the promise without haste (ISO/IEC 27001 clause 5.1).",
            "En la planifiant maintenant, on tient la promesse sans hâte (article 5.1 d’ISO/IEC 27001).";
        fix: "Plan the action with the holder of its role, and record it with `handbook new record` when it is done.",
            "Planifiez l’action avec le titulaire de son rôle, et consignez-la avec `handbook new record` une fois \
            faite.";
    }

    LEADERSHIP_ABSENT = "leadership-absent", Warning {
        what: "A record names an action or a management review, but the leader concerned was not there.",
            "Une preuve nomme une action ou une revue de direction, mais le dirigeant visé n’y était pas.";
        why: "ISO/IEC 27001 clauses 5.1 and 9.3 ask for top management itself; its absence is evidence of the \
            contrary, so the record does not count.",
            "Les articles 5.1 et 9.3 d’ISO/IEC 27001 visent la direction elle-même; son absence prouve le contraire, \
            et la preuve ne compte pas.";
        fix: "Add the person to `attendees` if they were there; else hold the meeting with them and record that one.",
            "Ajoutez la personne à `attendees` si elle y était; sinon, tenez la rencontre avec elle et consignez \
            celle-là.";
    }

    DECISION_OVERDUE = "decision-overdue", Warning {
        what: "A decision in a record was due and is not marked as done.",
            "Une décision d’une preuve était due et n’est pas indiquée comme faite.";
        why: "A decision without effect is an open point of the next management review (ISO/IEC 27001 clause 9.3.2).",
            "Une décision sans effet est un point ouvert de la prochaine revue de direction (article 9.3.2 d’ISO/IEC \
            27001).";
        fix: "Write the day on which it was carried out in `done`, or have its owner agree on a new `due` day in a \
            later record.",
            "Inscrivez le jour de son exécution dans `done`, ou convenez avec son responsable d’un nouveau jour \
            `due` dans une preuve ultérieure.";
    }

    MANAGEMENT_REVIEW_OVERDUE = "management-review-overdue", Warning {
        what: "The time for the next management review has passed.",
            "Le moment de la prochaine revue de direction est passé.";
        why: "ISO/IEC 27001 clause 9.3.1 asks top management to review the management system at planned intervals.",
            "L’article 9.3.1 d’ISO/IEC 27001 exige que la direction passe en revue le système de management à \
            intervalles planifiés.";
        fix: "Hold the review and write its record with `handbook new record` and `type: management-review`.",
            "Tenez la revue et rédigez-en la preuve avec `handbook new record` et `type: management-review`.";
    }

    MANAGEMENT_REVIEW_INCOMPLETE = "management-review-incomplete", Warning {
        what: "The record of a management review lacks some of the inputs that must be considered.",
            "La preuve d’une revue de direction omet certains des éléments à prendre en compte.";
        why: "ISO/IEC 27001 clause 9.3.2 lists what the review shall consider; the auditor looks for each of these \
            points.",
            "L’article 9.3.2 d’ISO/IEC 27001 énumère ce que la revue doit prendre en compte; l’auditeur cherche \
            chacun de ces points.";
        fix: "Add the keys that the message names under `inputs`, each with a text or a link, even if it only says \
            that there was nothing.",
            "Ajoutez sous `inputs` les clés que nomme le message, chacune avec un texte ou un lien, ne serait-ce que \
            pour dire qu’il n’y avait rien.";
    }

    EVIDENCE_FILE_CHANGED = "evidence-file-changed", Error {
        what: "A file that a record gives as evidence is missing or no longer the same.",
            "Un fichier qu’une preuve invoque est absent ou n’est plus le même.";
        why: "Evidence that changes afterwards proves nothing (ISO/IEC 27001 clause 7.5.3 and control A.5.33).",
            "Une preuve qui change après coup ne prouve rien (article 7.5.3 d’ISO/IEC 27001 et mesure A.5.33).";
        fix: "Put the original file back; if the new one is right, write its `sha256` in `files` and say why in the \
            record.",
            "Remettez le fichier d’origine; si le nouveau est le bon, inscrivez son `sha256` dans `files` et dites \
            pourquoi dans la preuve.";
    }

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
