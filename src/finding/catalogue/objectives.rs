//! Rules of the family `objectives`.

use super::rules;

rules! {
    Objectives
    OBJECTIVE_UNALIGNED = "objective-unaligned", Warning {
        what: "A security objective supports no objective of the organisation.",
            "Un objectif de sécurité ne soutient aucun objectif de l’organisation.";
        why: "ISO/IEC 27001 clauses 5.1 and 6.2 ask that the objectives fit the direction in which the organisation \
            goes.",
            "Les articles 5.1 et 6.2 d’ISO/IEC 27001 exigent que les objectifs s’accordent avec l’orientation de \
            l’organisation.";
        fix: "Name in `supports` an objective with `level: organisation`, or make one with `handbook new objective`.",
            "Nommez dans `supports` un objectif avec `level: organisation`, ou créez-en un avec `handbook new \
            objective`.";
    }

    OBJECTIVE_LOOP = "objective-loop", Warning {
        what: "Objectives support each other in a circle.",
            "Des objectifs se soutiennent l’un l’autre en rond.";
        why: "Of objectives in a circle nobody can say which one is the aim and which one the means (ISO/IEC 27001 \
            clause 6.2).",
            "D’objectifs qui tournent en rond, personne ne peut dire lequel est le but et lequel le moyen (article \
            6.2 d’ISO/IEC 27001).";
        fix: "Remove one of the names in `supports`, so that each objective leads to one of the organisation.",
            "Enlevez un des noms dans `supports`, pour que chaque objectif mène à un objectif de l’organisation.";
    }

    INDICATOR_UNALIGNED = "indicator-unaligned", Warning {
        what: "An indicator measures no objective.",
            "Un indicateur ne mesure aucun objectif.";
        why: "A figure that serves no objective costs work and steers nothing (ISO/IEC 27001 clauses 6.2 and 9.1).",
            "Un chiffre qui ne sert aucun objectif coûte du travail et ne guide rien (articles 6.2 et 9.1 d’ISO/IEC \
            27001).";
        fix: "Write the `id` of the objective that it measures in `objective`, or remove the indicator.",
            "Écrivez dans `objective` l’`id` de l’objectif qu’il mesure, ou enlevez l’indicateur.";
    }

    MEASUREMENT_STALE = "measurement-stale", Warning {
        what: "An indicator has no value within its own interval.",
            "Un indicateur n’a pas de valeur dans son propre intervalle.";
        why: "ISO/IEC 27001 clause 9.1 asks that measurements be made when they are planned; decisions on old \
            figures miss what happens now.",
            "L’article 9.1 d’ISO/IEC 27001 exige que les mesures soient faites au moment prévu; décider sur de vieux \
            chiffres, c’est manquer ce qui se passe.";
        fix: "Add a `date` and a `value` to `measurements` or to its CSV file, or change `every` if you measure less \
            often.",
            "Ajoutez une `date` et une `value` à `measurements` ou à son fichier CSV, ou changez `every` si vous \
            mesurez moins souvent.";
    }

    TARGET_MISSED = "target-missed", Note {
        what: "The latest value of an indicator does not reach its target.",
            "La dernière valeur d’un indicateur n’atteint pas sa cible.";
        why: "To miss a target is no fault of the handbook; it is a matter for the next management review (ISO/IEC \
            27001 clauses 9.1 and 9.3.2).",
            "Manquer une cible n’est pas un défaut du manuel; c’est un point pour la prochaine revue de direction \
            (articles 9.1 et 9.3.2 d’ISO/IEC 27001).";
        fix: "Decide with the indicator’s owner what to do, and write the decision in a record under `decisions`.",
            "Décidez avec le responsable de l’indicateur de ce qu’il faut faire, et inscrivez la décision dans une \
            preuve sous `decisions`.";
    }
}
