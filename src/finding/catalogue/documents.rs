//! Rules of the family `documents`.

use super::rules;

rules! { Documents

    APPROVAL_MISSING = "approval-missing", Error {
        what: "The document says that it is approved, but no approval is recorded.",
            "Le document se dit approuvé, mais aucune approbation n’y est consignée.";
        why: "ISO/IEC 27001 clause 7.5.2 asks for approval by somebody who can judge whether the text is suitable; \
            without who and when there is nothing to show.",
            "L’article 7.5.2 d’ISO/IEC 27001 exige l’approbation par une personne capable de juger si le texte \
            convient; sans le nom et la date, il n’y a rien à montrer.";
        fix: "Set `status` back to `in-review` and run `handbook approve` with the document’s id, `--as` and \
            `--person`.",
            "Remettez `status` à `in-review` et lancez `handbook approve` avec l’identifiant du document, `--as` et \
            `--person`.";
    }

    APPROVER_UNKNOWN = "approver-unknown", Error {
        what: "An approval names a person who is not in `people.yaml`, or a role that does not exist.",
            "Une approbation nomme une personne absente de `people.yaml`, ou un rôle qui n’existe pas.";
        why: "An approval by somebody whom nobody can identify proves nothing (ISO/IEC 27001 clause 7.5.2).",
            "L’approbation d’une personne que nul ne peut identifier ne prouve rien (article 7.5.2 d’ISO/IEC 27001).";
        fix: "Correct the spelling in `approval`, or add the person to `content/people.yaml` or the role to \
            `content/roles/`.",
            "Corrigez l’orthographe dans `approval`, ou ajoutez la personne à `content/people.yaml` ou le rôle à \
            `content/roles/`.";
    }

    APPROVER_NOT_HOLDER = "approver-not-holder", Error {
        what: "Someone approved in the name of a role that they did not hold on that day.",
            "Une personne a approuvé au nom d’un rôle dont elle n’était pas titulaire ce jour-là.";
        why: "Authority comes with the role and its dates (ISO/IEC 27001 clause 5.3); an approval without it can be \
            contested.",
            "L’autorité vient du rôle et de ses dates (article 5.3 d’ISO/IEC 27001); une approbation donnée sans \
            elle peut être contestée.";
        fix: "Correct the holder’s `since` or `until` in the role’s file if they are wrong; else have today’s holder \
            approve with `handbook approve`.",
            "Corrigez `since` ou `until` du titulaire dans le fichier du rôle s’ils sont faux; sinon, faites \
            approuver le titulaire actuel avec `handbook approve`.";
    }

    APPROVER_NOT_ENTITLED = "approver-not-entitled", Error {
        what: "The role that approved is not one that the configuration lets approve this kind of document.",
            "Le rôle qui a approuvé n’est pas de ceux que la configuration autorise pour ce genre de document.";
        why: "Who may approve what is decided beforehand (ISO/IEC 27001 clauses 5.3 and 7.5.2), so that a policy is \
            not put in force by just anybody.",
            "Qui peut approuver quoi se décide d’avance (articles 5.3 et 7.5.2 d’ISO/IEC 27001), pour qu’une \
            politique ne soit pas mise en vigueur par n’importe qui.";
        fix: "Have one of the roles under `approval` in `site-config.yaml` approve it, or change that rule there if \
            it does not say what you decided.",
            "Faites approuver par un des rôles inscrits sous `approval` dans `site-config.yaml`, ou changez-y la \
            règle si elle ne dit pas ce que vous avez décidé.";
    }

    SELF_APPROVAL = "self-approval", Error {
        what: "The person who approved the document also wrote it.",
            "La personne qui a approuvé le document l’a aussi rédigé.";
        why: "A second pair of eyes is the point of an approval (ISO/IEC 27001 clause 7.5.2 and control A.5.3 on \
            separate duties).",
            "Un second regard est le but d’une approbation (article 7.5.2 d’ISO/IEC 27001 et mesure A.5.3 sur la \
            séparation des tâches).";
        fix: "Have somebody else with an approving role approve it, or correct `authors` if it names the wrong \
            people; `self_approval` in the configuration decides how strict the rule is.",
            "Faites approuver par une autre personne qui en a le rôle, ou corrigez `authors` si les noms sont faux; \
            `self_approval` dans la configuration règle la sévérité.";
    }

    APPROVAL_IN_FUTURE = "approval-in-future", Warning {
        what: "An approval has a date that has not come yet.",
            "Une approbation porte une date qui n’est pas encore venue.";
        why: "Nobody can have approved a text tomorrow; the document does not count as approved before that day.",
            "Personne ne peut avoir approuvé un texte demain; le document ne compte pas comme approuvé avant ce \
            jour.";
        fix: "Write the day of the decision in `date`; if the text shall hold later, put that later day in \
            `effective`.",
            "Écrivez le jour de la décision dans `date`; si le texte doit valoir plus tard, mettez ce jour dans \
            `effective`.";
    }

    APPROVAL_INCOMPLETE = "approval-incomplete", Warning {
        what: "Some of the roles that must all approve this document have not approved it yet.",
            "Certains des rôles qui doivent tous approuver ce document ne l’ont pas encore fait.";
        why: "Your own rule asks for more than one approval (ISO/IEC 27001 clause 7.5.2); until the last of them the \
            text is not in force.",
            "Votre propre règle demande plus d’une approbation (article 7.5.2 d’ISO/IEC 27001); jusqu’à la dernière, \
            le texte n’est pas en vigueur.";
        fix: "Have the roles named in the message run `handbook approve` with the document’s id.",
            "Demandez aux rôles nommés dans le message de lancer `handbook approve` avec l’identifiant du document.";
    }

    APPROVAL_OUTDATED = "approval-outdated", Warning {
        what: "While other approvals were awaited, the text changed after somebody had approved it.",
            "Alors que d’autres approbations étaient attendues, le texte a changé après l’approbation d’une personne.";
        why: "An approval is of one text (ISO/IEC 27001 clause 7.5.2); it never carries over to another, and `approve` \
            drops it.",
            "Une approbation porte sur un texte (article 7.5.2 d’ISO/IEC 27001); elle ne passe jamais à un autre, et \
            `approve` la retire.";
        fix: "Put the text back as it was approved, or ask the same person to approve the new one.",
            "Rétablissez le texte tel qu’il a été approuvé, ou demandez à la même personne d’approuver le nouveau.";
    }

    APPROVAL_UNSEALED = "approval-unsealed", Warning {
        what: "The working file says approved or retired, but the sealed archive does not have that event.",
            "Le fichier de travail se dit approuvé ou retiré, mais l’archive scellée ne contient pas cet événement.";
        why: "The archive is the evidence that outsiders can check (ISO/IEC 27001 clause 7.5.3), so the site goes on \
            showing what the archive says.",
            "L’archive est la preuve qu’un tiers peut vérifier (article 7.5.3 d’ISO/IEC 27001); le site continue \
            donc de montrer ce qu’elle dit.";
        fix: "Set `status` back to `in-review` and use `handbook approve`, or `handbook retire` for a document that \
            ends.",
            "Remettez `status` à `in-review` et employez `handbook approve`, ou `handbook retire` pour un document \
            qui prend fin.";
    }

    ALTERED_SINCE_APPROVAL = "altered-since-approval", Error {
        what: "The working file says it is an approved version, but its content is not what was approved.",
            "Le fichier de travail se donne pour une version approuvée, mais son contenu n’est pas celui qui a été \
            approuvé.";
        why: "A text that changes after its approval was approved by nobody; ISO/IEC 27001 clause 7.5.3 asks for \
            control of changes. The site shows the sealed text meanwhile.",
            "Un texte qui change après son approbation n’a été approuvé par personne; l’article 7.5.3 d’ISO/IEC \
            27001 exige la maîtrise des modifications. Entre-temps, le site montre le texte scellé.";
        fix: "Look at the change with `handbook diff` and the document’s id; then undo it, or raise `version`, set \
            `status: draft` and have it approved.",
            "Regardez le changement avec `handbook diff` et l’identifiant du document; puis annulez-le, ou augmentez \
            `version`, mettez `status: draft` et faites approuver.";
    }

    VERSION_NOT_NEWER = "version-not-newer", Error {
        what: "The version of the working file is not newer than the last approved one.",
            "La version du fichier de travail n’est pas plus récente que la dernière version approuvée.";
        why: "Two texts under one number cannot be told apart (ISO/IEC 27001 clause 7.5.3 asks for version control).",
            "Deux textes sous un même numéro ne peuvent être distingués (l’article 7.5.3 d’ISO/IEC 27001 exige la \
            maîtrise des versions).";
        fix: "Raise `version`; the parts between the dots are whole numbers, so `2.10` comes after `2.9`.",
            "Augmentez `version`; les parties entre les points sont des nombres entiers, de sorte que `2.10` vient \
            après `2.9`.";
    }

    REVIEW_OVERDUE = "review-overdue", Warning {
        what: "The day on which the document was to be reviewed has passed.",
            "Le jour prévu pour la révision du document est passé.";
        why: "ISO/IEC 27001 clause 7.5.2 and control A.5.1 ask that documents be reviewed at planned intervals; the \
            text stays in force, but its readers are told.",
            "L’article 7.5.2 d’ISO/IEC 27001 et la mesure A.5.1 exigent que les documents soient révisés à \
            intervalles planifiés; le texte reste en vigueur, mais le lecteur en est averti.";
        fix: "Read it and run `handbook review` with the document’s id, `--as` and `--person` if it still holds; \
            else write a new version.",
            "Relisez-le et lancez `handbook review` avec l’identifiant du document, `--as` et `--person` s’il vaut \
            toujours; sinon, rédigez une nouvelle version.";
    }

    REVIEW_DUE_SOON = "review-due-soon", Note {
        what: "The document is to be reviewed soon.",
            "Le document doit bientôt être révisé.";
        why: "A review that is planned in time need not be made in haste (ISO/IEC 27001 clause 7.5.2 and control \
            A.5.1).",
            "Une révision prévue à temps n’a pas à se faire à la hâte (article 7.5.2 d’ISO/IEC 27001 et mesure \
            A.5.1).";
        fix: "Plan the review; when it is done, record it with `handbook review` and the document’s id.",
            "Planifiez la révision; une fois faite, consignez-la avec `handbook review` et l’identifiant du \
            document.";
    }

    REVIEW_NEVER = "review-never", Warning {
        what: "The document says that it is never reviewed.",
            "Le document dit n’être jamais révisé.";
        why: "ISO/IEC 27001 control A.5.1 asks for reviews at planned intervals, and what is never reviewed grows \
            wrong unnoticed.",
            "La mesure A.5.1 d’ISO/IEC 27001 exige des révisions à intervalles planifiés, et ce qu’on ne révise \
            jamais devient faux sans qu’on le voie.";
        fix: "Write an interval in `review`, for example `12 months`, or remove the key to use the handbook’s own.",
            "Écrivez un intervalle dans `review`, par exemple `12 months`, ou enlevez la clé pour employer celui du \
            manuel.";
    }

    PLACEHOLDER_TEXT = "placeholder-text", Warning {
        what: "The text still has a blank to be filled in, such as `TODO`, `[DATE]` or `lorem ipsum`.",
            "Le texte contient encore un blanc à remplir, comme `TODO`, `[DATE]` ou `lorem ipsum`.";
        why: "A template’s blank in a text in force shows that its approver did not read it, which is the first \
            thing an auditor sees.",
            "Un blanc de gabarit dans un texte en vigueur montre que l’approbateur ne l’a pas lu; c’est la première \
            chose que voit un auditeur.";
        fix: "Write what belongs there or remove the passage; put it between backquotes if the text is about the \
            blank itself.",
            "Écrivez ce qui doit s’y trouver ou enlevez le passage; mettez-le entre accents graves si le texte parle \
            du blanc lui-même.";
    }

    HISTORY_OUT_OF_ORDER = "history-out-of-order", Warning {
        what: "The entries of `history` are not in order of date and version, oldest first.",
            "Les entrées de `history` ne sont pas dans l’ordre des dates et des versions, la plus ancienne d’abord.";
        why: "A history that contradicts itself casts doubt on all of it (ISO/IEC 27001 clause 7.5.3).",
            "Un historique qui se contredit fait douter de l’ensemble (article 7.5.3 d’ISO/IEC 27001).";
        fix: "Put the entries in order, oldest first, and check the dates and versions that the message names.",
            "Mettez les entrées dans l’ordre, la plus ancienne d’abord, et vérifiez les dates et les versions que \
            nomme le message.";
    }

    OWNER_UNKNOWN = "owner-unknown", Error {
        what: "The document’s `owner` is not a role of the handbook.",
            "Le `owner` du document n’est pas un rôle du manuel.";
        why: "Somebody must answer for each document (ISO/IEC 27001 clause 5.3); a role that does not exist answers \
            for nothing.",
            "Quelqu’un doit répondre de chaque document (article 5.3 d’ISO/IEC 27001); un rôle qui n’existe pas ne \
            répond de rien.";
        fix: "Write the `id` of a role of `content/roles/` in `owner`, or make the role with `handbook new role` and \
            that id.",
            "Écrivez dans `owner` l’`id` d’un rôle de `content/roles/`, ou créez le rôle avec `handbook new role` et \
            cet identifiant.";
    }

    OWNER_VACANT = "owner-vacant", Warning {
        what: "Nobody holds the role that owns the document today.",
            "Personne n’est aujourd’hui titulaire du rôle responsable du document.";
        why: "A document without a person behind it is not kept up (ISO/IEC 27001 clause 5.3).",
            "Un document que personne ne porte n’est pas tenu à jour (article 5.3 d’ISO/IEC 27001).";
        fix: "Add a person with `since` to `holders` in the role’s file, or give the document another `owner`.",
            "Ajoutez une personne avec `since` à `holders` dans le fichier du rôle, ou donnez un autre `owner` au \
            document.";
    }

    CLASSIFICATION_UNKNOWN = "classification-unknown", Error {
        what: "The document’s `classification` is none of the levels in the configuration.",
            "La `classification` du document n’est aucun des niveaux de la configuration.";
        why: "Nobody knows how to handle a text of an unknown level (ISO/IEC 27001 control A.5.12), so it is treated \
            as the most secret one.",
            "Nul ne sait comment traiter un texte de niveau inconnu (mesure A.5.12 d’ISO/IEC 27001); il est donc \
            traité comme le plus secret.";
        fix: "Write one of the levels under `classification` in `site-config.yaml`, or remove the key to use the \
            default.",
            "Écrivez un des niveaux inscrits sous `classification` dans `site-config.yaml`, ou enlevez la clé pour \
            employer celui par défaut.";
    }

    RETIRED_UNDATED = "retired-undated", Warning {
        what: "The document is retired, but nothing says since when.",
            "Le document est retiré, mais rien ne dit depuis quand.";
        why: "An auditor asks what was in force on a day; without the last day of this document there is no answer \
            (ISO/IEC 27001 clause 7.5.3).",
            "L’auditeur demande ce qui était en vigueur un jour donné; sans le dernier jour de ce document, il n’y a \
            pas de réponse (article 7.5.3 d’ISO/IEC 27001).";
        fix: "Write the day in `retired`, or use `handbook retire` with the document’s id where it has an archive.",
            "Écrivez le jour dans `retired`, ou employez `handbook retire` avec l’identifiant du document s’il a une \
            archive.";
    }

    TRANSLATION_MISSING = "translation-missing", Warning {
        what: "The document in force has no text in one of the handbook’s languages.",
            "Le document en vigueur n’a pas de texte dans une des langues du manuel.";
        why: "People cannot follow what they cannot read (ISO/IEC 27001 clause 7.3), and workers in Quebec have the \
            right to work in French.",
            "On ne peut suivre ce qu’on ne peut lire (article 7.3 d’ISO/IEC 27001), et au Québec les travailleurs \
            ont le droit de travailler en français.";
        fix: "Write the text in a file beside it with the language before `.md`, for example `access.fr.md`, with \
            `title` and `translates`.",
            "Écrivez le texte dans un fichier à côté, avec la langue avant `.md`, par exemple `acces.fr.md`, avec \
            `title` et `translates`.";
    }

    TRANSLATION_BEHIND = "translation-behind", Warning {
        what: "A translation renders an older version than the one in force.",
            "Une traduction rend une version plus ancienne que celle qui est en vigueur.";
        why: "Readers of two languages follow two different rules; ISO/IEC 27001 clause 7.5.3 asks that the current \
            text be the one available.",
            "Les lecteurs de deux langues suivent deux règles différentes; l’article 7.5.3 d’ISO/IEC 27001 exige que \
            le texte courant soit celui qui est offert.";
        fix: "Bring the translation up to date and write the version it now renders in `translates`; `handbook diff` \
            shows what changed.",
            "Mettez la traduction à jour et inscrivez dans `translates` la version qu’elle rend maintenant; \
            `handbook diff` montre ce qui a changé.";
    }

    TRANSLATION_UNSEALED = "translation-unsealed", Warning {
        what: "A translation of the version in force is ready, but it is not in the sealed archive.",
            "Une traduction de la version en vigueur est prête, mais elle n’est pas dans l’archive scellée.";
        why: "Nobody has answered for this wording yet (ISO/IEC 27001 clause 7.5.2), so it cannot be proved which \
            text readers of that language were given.",
            "Personne n’a encore répondu de cette formulation (article 7.5.2 d’ISO/IEC 27001); on ne peut donc \
            prouver quel texte ont reçu les lecteurs de cette langue.";
        fix: "Have an approving role run `handbook seal-translation` with the document’s id, the language, `--as` \
            and `--person`.",
            "Demandez à un rôle qui approuve de lancer `handbook seal-translation` avec l’identifiant du document, \
            la langue, `--as` et `--person`.";
    }

    REPLACEMENT_MISSING = "replacement-missing", Note {
        what: "A document was retired and nothing says which one replaces it.",
            "Un document a été retiré, et rien ne dit lequel le remplace.";
        why: "Readers who still look for it are left without an answer, although the page of a retired document \
            could send them on.",
            "Le lecteur qui le cherche encore reste sans réponse, alors que la page d’un document retiré pourrait \
            l’orienter.";
        fix: "Name the successor in `replaced_by`, or with `--replaced-by` when you run `handbook retire`; if \
            nothing replaces it, waive this finding with that reason.",
            "Nommez le successeur dans `replaced_by`, ou avec `--replaced-by` en lançant `handbook retire`; si rien \
            ne le remplace, accordez une dispense pour ce motif.";
    }
}
