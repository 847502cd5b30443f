//! Rules of the family `others`.

use super::rules;

rules! {
    Others
    PRIVACY_OFFICER_MISSING = "privacy-officer-missing", Warning {
        what: "No role is designated as privacy officer.",
            "Aucun rôle n’est désigné comme responsable de la protection des renseignements personnels.";
        why: "Quebec’s Law 25 makes the highest executive responsible for personal information unless the task is \
            delegated in writing; readers must be able to see to whom.",
            "La Loi 25 rend la plus haute autorité responsable des renseignements personnels, à moins de délégation \
            écrite; le lecteur doit pouvoir voir à qui.";
        fix: "Write `designations: [privacy-officer]` in the file of the role that has this task.",
            "Écrivez `designations: [privacy-officer]` dans le fichier du rôle qui a cette tâche.";
    }

    PRIVACY_OFFICER_CONTACT = "privacy-officer-contact", Warning {
        what: "The privacy officer’s title or contact is missing in one of the handbook’s languages.",
            "Le titre ou les coordonnées du responsable de la protection des renseignements personnels manquent dans \
            une des langues du manuel.";
        why: "Quebec’s Law 25 asks that the title and contact details of this person be published.",
            "La Loi 25 exige que le titre et les coordonnées de cette personne soient publiés.";
        fix: "Add `title` and `contact` to the role’s file in every language, for example `contact: {en: …, fr: …}`.",
            "Ajoutez `title` et `contact` au fichier du rôle dans chaque langue, par exemple `contact: {en: …, fr: \
            …}`.";
    }

    MANDATORY_DOCUMENT_MISSING = "mandatory-document-missing", Warning {
        what: "A clause asks for a document of a certain kind, and none in force names that clause.",
            "Un article exige un document d’un certain genre, et aucun document en vigueur ne nomme cet article.";
        why: "ISO/IEC 27001 clause 7.5.1 asks for the documents that the standard itself requires; a missing one is \
            a certain audit finding.",
            "L’article 7.5.1 d’ISO/IEC 27001 exige les documents que la norme elle-même requiert; un document \
            manquant est un écart d’audit certain.";
        fix: "Add the clause to `clauses` of the document that serves it, or write that document with `handbook \
            new`.",
            "Ajoutez l’article aux `clauses` du document qui y répond, ou rédigez ce document avec `handbook new`.";
    }

    ACKNOWLEDGEMENT_LOW = "acknowledgement-low", Note {
        what: "Thirty days after a version took effect, fewer than 90 % of those it concerns have confirmed that \
            they read it.",
            "Trente jours après l’entrée en vigueur d’une version, moins de 90 % des personnes visées ont confirmé \
            l’avoir lue.";
        why: "A rule that was not read is not followed (ISO/IEC 27001 clause 7.3 on awareness).",
            "Une règle qui n’a pas été lue n’est pas suivie (article 7.3 d’ISO/IEC 27001 sur la sensibilisation).";
        fix: "Remind the roles of the document’s `audience`, and put the new receipts into \
            `content/acknowledgements/`.",
            "Faites un rappel aux rôles de l’`audience` du document, et déposez les nouveaux accusés de lecture dans \
            `content/acknowledgements/`.";
    }

    ACKNOWLEDGEMENT_UNKNOWN = "acknowledgement-unknown", Warning {
        what: "A read receipt names a person, document or version that the handbook does not know.",
            "Un accusé de lecture nomme une personne, un document ou une version que le manuel ne connaît pas.";
        why: "A receipt that cannot be matched is not counted, so somebody who did read looks as if they had not.",
            "Un accusé sans correspondance n’est pas compté; qui a lu semble donc ne pas avoir lu.";
        fix: "Correct the row of the CSV file: `person` is an id of `people.yaml`, `document` an id and `version` \
            one that was approved.",
            "Corrigez la ligne du fichier CSV : `person` est un identifiant de `people.yaml`, `document` un \
            identifiant et `version` une version approuvée.";
    }

    TEMPLATE_ERROR = "template-error", Error {
        what: "A template of the theme cannot be used.",
            "Un gabarit du thème ne peut être employé.";
        why: "The pages made from it cannot be written, and a site with holes is not published.",
            "Les pages qui en dépendent ne peuvent être écrites, et un site troué n’est pas publié.";
        fix: "Correct the line of the template that the message names, or delete your file to use the built-in \
            template again.",
            "Corrigez la ligne du gabarit que nomme le message, ou supprimez votre fichier pour reprendre le gabarit \
            intégré.";
    }
}
