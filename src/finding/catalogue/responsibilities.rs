//! Rules of the family `responsibilities`.

use super::rules;

rules! { Responsibilities

    ACCOUNTABLE_MISSING = "accountable-missing", Error {
        what: "An activity of a matrix has nobody accountable for it.",
            "Une activité d’une matrice n’a personne qui en rende compte.";
        why: "ISO/IEC 27001 clause 5.3 asks that responsibilities be assigned; what nobody answers for is not done.",
            "L’article 5.3 d’ISO/IEC 27001 exige que les responsabilités soient attribuées; ce dont personne ne \
            répond ne se fait pas.";
        fix: "Put an `A` in the column of the one role that answers for the activity.",
            "Mettez un `A` dans la colonne du seul rôle qui répond de l’activité.";
    }

    ACCOUNTABLE_TWICE = "accountable-twice", Error {
        what: "An activity of a matrix has more than one role accountable for it.",
            "Une activité d’une matrice a plus d’un rôle qui en rend compte.";
        why: "When two answer for a thing, each can point to the other; one of them must decide (ISO/IEC 27001 \
            clause 5.3).",
            "Quand deux répondent d’une chose, chacun peut désigner l’autre; l’un des deux doit décider (article 5.3 \
            d’ISO/IEC 27001).";
        fix: "Leave the `A` with one role and give the others `R`, `C` or `I`.",
            "Laissez le `A` à un seul rôle et donnez `R`, `C` ou `I` aux autres.";
    }

    RESPONSIBLE_MISSING = "responsible-missing", Warning {
        what: "An activity of a matrix has nobody who does it.",
            "Une activité d’une matrice n’a personne qui la réalise.";
        why: "To answer for a thing is not to do it; without somebody responsible it stays an intention (ISO/IEC \
            27001 clause 5.3).",
            "Rendre compte d’une chose n’est pas la faire; sans personne pour la réaliser, elle reste une intention \
            (article 5.3 d’ISO/IEC 27001).";
        fix: "Put an `R` in the column of the role that does the work, or `A/R` if the accountable role does it \
            itself.",
            "Mettez un `R` dans la colonne du rôle qui fait le travail, ou `A/R` si le rôle qui en rend compte le \
            fait lui-même.";
    }

    MATRIX_ROLE_UNKNOWN = "matrix-role-unknown", Error {
        what: "A column of a matrix names a role that the handbook does not have.",
            "Une colonne d’une matrice nomme un rôle que le manuel n’a pas.";
        why: "The letters of that column reach nobody, so the people meant do not see these duties on their page \
            (ISO/IEC 27001 clause 5.3).",
            "Les lettres de cette colonne n’atteignent personne; les gens visés ne voient pas ces tâches sur leur \
            page (article 5.3 d’ISO/IEC 27001).";
        fix: "Write the `id` or title of a role of `content/roles/` in the heading, or make the role with `handbook \
            new role`.",
            "Écrivez dans l’en-tête de colonne l’`id` ou le titre d’un rôle de `content/roles/`, ou créez le rôle \
            avec `handbook new role`.";
    }

    MATRIX_CODE_UNKNOWN = "matrix-code-unknown", Error {
        what: "A cell of a matrix holds a letter or word that the matrix’s scheme does not have.",
            "Une case d’une matrice contient une lettre ou un mot que le schéma de la matrice n’a pas.";
        why: "A letter with no agreed meaning assigns nothing, and each reader takes it differently.",
            "Une lettre sans sens convenu n’attribue rien, et chaque lecteur la comprend autrement.";
        fix: "Use the letters of the scheme, such as `R`, `A`, `C` and `I`, or change `scheme` under `matrix` in \
            `site-config.yaml`.",
            "Employez les lettres du schéma, comme `R`, `A`, `C` et `I`, ou changez `scheme` sous `matrix` dans \
            `site-config.yaml`.";
    }

    MATRIX_UNCLEAR = "matrix-unclear", Warning {
        what: "A table looks like a responsibility matrix but cannot be read as one for sure.",
            "Un tableau a l’air d’une matrice de responsabilités, mais ne peut être lu comme tel avec certitude.";
        why: "The program does not guess who is responsible, so this table gives nobody any duty.",
            "Le programme ne devine pas qui est responsable; ce tableau ne donne donc de tâche à personne.";
        fix: "Put the activity in the first column, one role in each further heading by its `id` or title, and only \
            letters in the cells.",
            "Mettez l’activité dans la première colonne, un rôle par en-tête suivant selon son `id` ou son titre, et \
            seulement des lettres dans les cases.";
    }

    ACTIVITY_CONFLICT = "activity-conflict", Error {
        what: "The same activity stands in two places with different accountable roles.",
            "La même activité figure à deux endroits avec des rôles différents qui en rendent compte.";
        why: "Two matrices in force that disagree leave it open who decides (ISO/IEC 27001 clause 5.3).",
            "Deux matrices en vigueur qui se contredisent laissent ouverte la question de savoir qui décide (article \
            5.3 d’ISO/IEC 27001).";
        fix: "Keep the activity in one matrix, give both places the same `A`, or word the two activities differently \
            if they are not the same.",
            "Gardez l’activité dans une seule matrice, donnez le même `A` aux deux endroits, ou formulez les deux \
            activités autrement si elles diffèrent.";
    }

    SEPARATION_BROKEN = "separation-broken", Error {
        what: "One role or one person has both of two activities that were declared to be kept apart.",
            "Un même rôle ou une même personne a deux activités déclarées à séparer.";
        why: "ISO/IEC 27001 control A.5.3 asks that conflicting duties be separated, so that nobody can make a \
            mistake or a fraud and hide it.",
            "La mesure A.5.3 d’ISO/IEC 27001 exige la séparation des tâches incompatibles, pour que nul ne puisse \
            commettre une erreur ou une fraude et la cacher.";
        fix: "Give one of the two activities to another role, or change who holds the roles; `separate` in the \
            matrix names the pairs.",
            "Confiez l’une des deux activités à un autre rôle, ou changez les titulaires; `separate` dans la matrice \
            nomme les paires.";
    }

    ROLE_VACANT = "role-vacant", Warning {
        what: "A role has no holder today.",
            "Un rôle n’a pas de titulaire aujourd’hui.";
        why: "The duties of the role reach nobody (ISO/IEC 27001 clause 5.3).",
            "Les tâches du rôle n’atteignent personne (article 5.3 d’ISO/IEC 27001).";
        fix: "Add a person with `since` to `holders` in the role’s file; a deputy alone does not fill the role.",
            "Ajoutez une personne avec `since` à `holders` dans le fichier du rôle; un suppléant seul ne comble pas \
            le rôle.";
    }

    HOLDER_UNKNOWN = "holder-unknown", Error {
        what: "A role names a person who is not in `people.yaml`.",
            "Un rôle nomme une personne absente de `people.yaml`.";
        why: "A responsibility must rest with somebody who can be identified and reached (ISO/IEC 27001 clause 5.3).",
            "Une responsabilité doit revenir à quelqu’un qu’on peut identifier et joindre (article 5.3 d’ISO/IEC \
            27001).";
        fix: "Correct the person’s id in the role’s file, or add the person to `content/people.yaml`.",
            "Corrigez l’identifiant de la personne dans le fichier du rôle, ou ajoutez-la à `content/people.yaml`.";
    }

    HOLDER_LEFT = "holder-left", Warning {
        what: "A role still names a person who has left.",
            "Un rôle nomme encore une personne qui est partie.";
        why: "Requests and reviews go to somebody who no longer answers (ISO/IEC 27001 clause 5.3).",
            "Les demandes et les révisions vont à quelqu’un qui ne répond plus (article 5.3 d’ISO/IEC 27001).";
        fix: "Write the person’s last day in `until` under `holders` in the role’s file, and add the successor.",
            "Inscrivez le dernier jour de la personne dans `until` sous `holders` dans le fichier du rôle, et \
            ajoutez son successeur.";
    }

    REPORTING_LOOP = "reporting-loop", Error {
        what: "Following `reports_to` from a role leads back to the same role.",
            "En suivant `reports_to` depuis un rôle, on revient au même rôle.";
        why: "Nobody is at the top of such a circle, so no report ever reaches top management (ISO/IEC 27001 clause \
            5.3).",
            "Un tel cercle n’a pas de sommet; aucun compte rendu n’y atteint jamais la direction (article 5.3 \
            d’ISO/IEC 27001).";
        fix: "Correct `reports_to` in one of the roles that the message names; the highest role has none.",
            "Corrigez `reports_to` dans un des rôles que nomme le message; le rôle le plus élevé n’en a pas.";
    }

    ROLE_OVERLOADED = "role-overloaded", Warning {
        what: "One person is accountable or responsible for more activities than the configuration allows.",
            "Une personne rend compte de plus d’activités, ou en réalise plus, que la configuration ne le permet.";
        why: "Somebody who answers for everything cannot do all of it; ISO/IEC 27001 clause 5.1 asks that the \
            resources be there.",
            "Qui répond de tout ne peut tout faire; l’article 5.1 d’ISO/IEC 27001 exige que les ressources soient \
            là.";
        fix: "Give some of the activities to another role, or change `overload` under `matrix` in `site-config.yaml` \
            if the limit is too low.",
            "Confiez certaines activités à un autre rôle, ou changez `overload` sous `matrix` dans \
            `site-config.yaml` si la limite est trop basse.";
    }

    ROLE_WITHOUT_DUTIES = "role-without-duties", Note {
        what: "A role has no letter in a matrix, no document and no action.",
            "Un rôle n’a aucune lettre dans une matrice, aucun document et aucune action.";
        why: "A role without a duty is either superfluous or its duties were forgotten (ISO/IEC 27001 clause 5.3).",
            "Un rôle sans tâche est superflu, ou bien ses tâches ont été oubliées (article 5.3 d’ISO/IEC 27001).";
        fix: "Give the role a letter in a matrix or a document to own, or remove its file.",
            "Donnez au rôle une lettre dans une matrice ou un document dont il répond, ou enlevez son fichier.";
    }

    JOB_DESCRIPTION_MISSING = "job-description-missing", Note {
        what: "A role has duties, but nothing says in which job description they stand.",
            "Un rôle a des tâches, mais rien ne dit dans quelle description de poste elles figurent.";
        why: "Auditors ask whether security duties are in job descriptions; ISO/IEC 27001 clause 5.3 asks that they \
            be communicated.",
            "L’auditeur demande si les tâches de sécurité figurent dans les descriptions de poste; l’article 5.3 \
            d’ISO/IEC 27001 exige qu’elles soient communiquées.";
        fix: "Add `job_description` with `reference` and `updated` to the role’s file.",
            "Ajoutez `job_description` avec `reference` et `updated` au fichier du rôle.";
    }

    DESIGNATION_MISSING = "designation-missing", Warning {
        what: "No role is designated to report to top management on the management system.",
            "Aucun rôle n’est désigné pour rendre compte à la direction du système de management.";
        why: "ISO/IEC 27001 clause 5.3 asks top management to assign that responsibility to somebody.",
            "L’article 5.3 d’ISO/IEC 27001 exige que la direction attribue cette responsabilité à quelqu’un.";
        fix: "Write `designations: [isms-representative]` in the file of the role that has this task.",
            "Écrivez `designations: [isms-representative]` dans le fichier du rôle qui a cette tâche.";
    }
}
