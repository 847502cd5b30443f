//! Rules of the family `exceptions`.

use super::rules;

rules! {
    Exceptions
    EXCEPTION_EXPIRED = "exception-expired", Warning {
        what: "The last day of an exception has passed.",
            "Le dernier jour d’une dérogation est passé.";
        why: "From that day the document holds again for its beneficiaries; whoever goes on as before breaks it.",
            "Dès ce jour, le document vaut de nouveau pour ses bénéficiaires; qui continue comme avant l’enfreint.";
        fix: "End the exception and remove its file, or have it approved anew with a later `expires`.",
            "Mettez fin à la dérogation et enlevez son fichier, ou faites-la approuver de nouveau avec un `expires` \
            plus tardif.";
    }

    EXCEPTION_ENDLESS = "exception-endless", Error {
        what: "An exception has no last day.",
            "Une dérogation n’a pas de dernier jour.";
        why: "An exception without an end is a second rule that nobody reviews (ISO/IEC 27001 clause 6.1.3: risks \
            are accepted knowingly).",
            "Une dérogation sans fin est une seconde règle que personne ne révise (article 6.1.3 d’ISO/IEC 27001 : \
            les risques s’acceptent en connaissance de cause).";
        fix: "Write the last day on which it holds in `expires`.",
            "Inscrivez dans `expires` le dernier jour où elle vaut.";
    }

    EXCEPTION_SELF_APPROVED = "exception-self-approved", Error {
        what: "An exception was approved by somebody who benefits from it.",
            "Une dérogation a été approuvée par quelqu’un qui en bénéficie.";
        why: "Nobody should release themselves from a rule (ISO/IEC 27001 control A.5.3 on separate duties).",
            "Nul ne devrait se libérer soi-même d’une règle (mesure A.5.3 d’ISO/IEC 27001 sur la séparation des \
            tâches).";
        fix: "Have somebody who gains nothing from it decide, and write their role, name and date in `approval`.",
            "Faites décider quelqu’un qui n’y gagne rien, et inscrivez son rôle, son nom et la date dans `approval`.";
    }

    EXCEPTION_UNCOMPENSATED = "exception-uncompensated", Warning {
        what: "An exception names no measure that makes up for it.",
            "Une dérogation ne nomme aucune mesure qui la compense.";
        why: "The risk that the rule was made against is still there (ISO/IEC 27001 clause 6.1.3).",
            "Le risque contre lequel la règle a été faite demeure (article 6.1.3 d’ISO/IEC 27001).";
        fix: "Say in `compensating` what is done in place of the rule, for example closer monitoring.",
            "Dites dans `compensating` ce qui est fait à la place de la règle, par exemple une surveillance plus \
            étroite.";
    }

    EXCEPTION_FOR_LEADERSHIP = "exception-for-leadership", Warning {
        what: "An exception benefits somebody in top management.",
            "Une dérogation bénéficie à un membre de la direction.";
        why: "Leadership is shown by following one’s own rules; ISO/IEC 27001 clause 5.1 is judged by this first.",
            "On fait preuve de leadership en suivant ses propres règles; l’article 5.1 d’ISO/IEC 27001 se juge \
            d’abord à cela.";
        fix: "End the exception, or take top management out of `beneficiaries`; if it must stay, be ready to explain \
            it to the auditor.",
            "Mettez fin à la dérogation, ou enlevez la direction de `beneficiaries`; si elle doit rester, soyez prêt \
            à l’expliquer à l’auditeur.";
    }

    AUDIENCE_WITHOUT_LEADERSHIP = "audience-without-leadership", Warning {
        what: "A policy is addressed to people among whom top management is missing.",
            "Une politique s’adresse à des gens parmi lesquels la direction manque.";
        why: "A policy that does not bind those who approve it is no sign of leadership (ISO/IEC 27001 clauses 5.1 \
            and 5.2).",
            "Une politique qui ne lie pas ceux qui l’approuvent n’est pas un signe de leadership (articles 5.1 et \
            5.2 d’ISO/IEC 27001).";
        fix: "Write `audience: [everyone]`, or add the roles of top management to it.",
            "Écrivez `audience: [everyone]`, ou ajoutez-y les rôles de la direction.";
    }
}
