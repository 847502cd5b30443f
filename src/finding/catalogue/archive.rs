//! Rules of the family `archive`.

use super::rules;

rules! { Archive

    ARCHIVE_DIGEST = "archive-digest", Error {
        what: "A file of the archive is not the one that was sealed: its digest differs from the recorded one.",
            "Un fichier de l’archive n’est pas celui qui a été scellé : son empreinte diffère de celle qui est \
            consignée.";
        why: "The archive is worth something only if nothing in it changes (ISO/IEC 27001 clause 7.5.3, protection \
            from unintended alteration). The version concerned is shown without text.",
            "L’archive ne vaut que si rien n’y change (article 7.5.3 d’ISO/IEC 27001, protection contre les \
            modifications non voulues). La version visée est montrée sans texte.";
        fix: "Restore the file from version control, find out who changed it, and run `handbook verify`.",
            "Rétablissez le fichier à partir de la gestion de versions, cherchez qui l’a changé, et lancez `handbook \
            verify`.";
    }

    ARCHIVE_CHAIN = "archive-chain", Error {
        what: "An event of the archive does not follow from the event before it.",
            "Un événement de l’archive ne découle pas de l’événement précédent.";
        why: "Each event carries the digest of the one before, so that none can be exchanged or slipped in later; \
            here this chain is broken.",
            "Chaque événement porte l’empreinte du précédent, pour qu’aucun ne puisse être échangé ou glissé après \
            coup; ici, cette chaîne est rompue.";
        fix: "Restore the document’s folder under `content/archive/` from version control; after a merge of two \
            approvals keep one and have the other approved anew.",
            "Rétablissez le dossier du document sous `content/archive/` à partir de la gestion de versions; après la \
            fusion de deux approbations, gardez-en une et faites réapprouver l’autre.";
    }

    ARCHIVE_SEQUENCE = "archive-sequence", Error {
        what: "The event files of a document are not numbered one after the other without gaps.",
            "Les fichiers d’événement d’un document ne sont pas numérotés l’un après l’autre sans trou.";
        why: "A gap may mean that an event was removed; what was in force then cannot be proved (ISO/IEC 27001 \
            clause 7.5.3).",
            "Un trou peut signifier qu’un événement a été enlevé; ce qui était alors en vigueur ne peut être prouvé \
            (article 7.5.3 d’ISO/IEC 27001).";
        fix: "Restore the missing or renamed event file from version control, and run `handbook verify`.",
            "Rétablissez le fichier d’événement absent ou renommé à partir de la gestion de versions, et lancez \
            `handbook verify`.";
    }

    ARCHIVE_FILE_MISSING = "archive-file-missing", Error {
        what: "A file that the archive lists is not there.",
            "Un fichier que l’archive énumère n’y est pas.";
        why: "Sealed texts are kept so that they can be shown later (ISO/IEC 27001 clause 7.5.3, storage and \
            preservation).",
            "Les textes scellés sont conservés pour pouvoir être montrés plus tard (article 7.5.3 d’ISO/IEC 27001, \
            stockage et conservation).";
        fix: "Restore the file from version control, and run `handbook verify`.",
            "Rétablissez le fichier à partir de la gestion de versions, et lancez `handbook verify`.";
    }

    ARCHIVE_FILE_STRAY = "archive-file-stray", Error {
        what: "A file lies in the archive that nothing there lists.",
            "Un fichier se trouve dans l’archive sans que rien ne l’y énumère.";
        why: "Whatever lies in the archive looks approved; a file that got there by another way could be taken for \
            evidence.",
            "Ce qui se trouve dans l’archive a l’air approuvé; un fichier arrivé là autrement pourrait passer pour \
            une preuve.";
        fix: "Move the file out of `content/archive/`; after a merge, when the file belongs there, run `handbook \
            verify --rebuild-sums`.",
            "Sortez le fichier de `content/archive/`; après une fusion, si le fichier y a sa place, lancez `handbook \
            verify --rebuild-sums`.";
    }

    ARCHIVE_EVENT_INVALID = "archive-event-invalid", Error {
        what: "An event file of the archive does not have the form that events have.",
            "Un fichier d’événement de l’archive n’a pas la forme d’un événement.";
        why: "Who approved what and when stands in this file; if it cannot be read, the approval cannot be shown \
            (ISO/IEC 27001 clause 7.5.3).",
            "Qui a approuvé quoi et quand se trouve dans ce fichier; s’il est illisible, l’approbation ne peut être \
            montrée (article 7.5.3 d’ISO/IEC 27001).";
        fix: "Restore the file from version control; events are written by the program alone and never edited.",
            "Rétablissez le fichier à partir de la gestion de versions; les événements sont écrits par le programme \
            seul et ne se modifient jamais.";
    }

    SIGNATURE_INVALID = "signature-invalid", Error {
        what: "A signature does not match the event beside it or its signer’s key.",
            "Une signature ne correspond pas à l’événement voisin ou à la clé de son signataire.";
        why: "A signature that does not verify is worse than none: either the event was changed or somebody else \
            signed.",
            "Une signature qui ne se vérifie pas est pire qu’aucune : ou bien l’événement a été changé, ou bien \
            quelqu’un d’autre a signé.";
        fix: "Restore both files from version control; if the signature was made with the wrong key, remove it and \
            run `handbook sign` anew.",
            "Rétablissez les deux fichiers à partir de la gestion de versions; si la signature a été faite avec la \
            mauvaise clé, enlevez-la et relancez `handbook sign`.";
    }

    SIGNER_UNKNOWN = "signer-unknown", Error {
        what: "A signature is by a person or key that `allowed_signers` does not list for that day.",
            "Une signature vient d’une personne ou d’une clé que `allowed_signers` n’admet pas pour ce jour-là.";
        why: "A key proves an identity only if somebody vouched for it beforehand.",
            "Une clé ne prouve une identité que si quelqu’un s’en est porté garant d’avance.";
        fix: "Check with the person that the key is theirs, then add a line with their e-mail address and key to \
            `content/archive/allowed_signers`.",
            "Vérifiez auprès de la personne que la clé est la sienne, puis ajoutez une ligne avec son courriel et sa \
            clé à `content/archive/allowed_signers`.";
    }

    SIGNATURE_UNLISTED = "signature-unlisted", Note {
        what: "A valid signature is not listed in `SHA256SUMS` yet.",
            "Une signature valide ne figure pas encore dans `SHA256SUMS`.";
        why: "It counts, but somebody could remove it again without a trace as long as it is not listed.",
            "Elle compte, mais on pourrait l’enlever sans trace tant qu’elle n’est pas inscrite.";
        fix: "Run `handbook verify --rebuild-sums` and commit the changed `SHA256SUMS`.",
            "Lancez `handbook verify --rebuild-sums` et versez le `SHA256SUMS` modifié à la gestion de versions.";
    }
}
