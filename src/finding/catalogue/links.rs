//! Rules of the family `links`.

use super::rules;

rules! { Links

    LINK_BROKEN = "link-broken", Warning {
        what: "A link leads to a file or page that the handbook does not have.",
            "Un lien mène à un fichier ou à une page que le manuel n’a pas.";
        why: "Readers who are sent nowhere stop looking, and ISO/IEC 27001 clause 7.5.3 asks that documents be \
            available where they are needed.",
            "Le lecteur qui n’aboutit nulle part cesse de chercher, et l’article 7.5.3 d’ISO/IEC 27001 exige que les \
            documents soient disponibles là où on en a besoin.";
        fix: "Correct the address in the parentheses of the link, from this file’s own folder, or remove the link.",
            "Corrigez l’adresse entre les parenthèses du lien, à partir du dossier de ce fichier, ou enlevez le \
            lien.";
    }

    ANCHOR_BROKEN = "anchor-broken", Warning {
        what: "A link names a section that the page it leads to does not have.",
            "Un lien nomme une section que la page visée n’a pas.";
        why: "The reader lands at the top of a long page and may take another passage for the one that was meant.",
            "Le lecteur arrive en haut d’une longue page et peut prendre un autre passage pour celui qui était visé.";
        fix: "Correct what stands after `#` in the link to the heading’s present wording: small letters, with `-` \
            for spaces.",
            "Corrigez ce qui suit `#` dans le lien selon le titre actuel de la section : en minuscules, avec `-` \
            pour les espaces.";
    }

    IMAGE_MISSING = "image-missing", Warning {
        what: "An image is shown that does not exist under that name.",
            "Le texte affiche une image qui n’existe pas sous ce nom.";
        why: "A diagram is part of what was approved; a page without it says less than its approver read.",
            "Un schéma fait partie de ce qui a été approuvé; sans lui, la page dit moins que ce que l’approbateur a \
            lu.";
        fix: "Put the image file beside the text, or correct its address; capital and small letters count.",
            "Placez le fichier de l’image à côté du texte, ou corrigez son adresse; les majuscules et les minuscules \
            comptent.";
    }

    LINK_TO_DRAFT = "link-to-draft", Warning {
        what: "A link leads to a document that has no version in force yet.",
            "Un lien mène à un document qui n’a encore aucune version en vigueur.";
        why: "Only approved text is published (ISO/IEC 27001 clause 7.5.2), so on the published site the reader \
            finds no page behind this link.",
            "Seul le texte approuvé est publié (article 7.5.2 d’ISO/IEC 27001); sur le site publié, le lecteur ne \
            trouve aucune page derrière ce lien.";
        fix: "Have the other document approved with `handbook approve`, or take the link out until then.",
            "Faites approuver l’autre document avec `handbook approve`, ou enlevez le lien d’ici là.";
    }

    LINK_ABOVE_CLASSIFICATION = "link-above-classification", Note {
        what: "A text links to something of a higher classification than its own.",
            "Un texte renvoie à quelque chose d’une classification plus élevée que la sienne.";
        why: "A site built for this text’s readers (`build --classification`) holds no trace of the other thing: they see \
            the link’s words without a link, and those words stay as they were written (ISO/IEC 27001 control A.5.12).",
            "Un site construit pour les lecteurs de ce texte (`build --classification`) ne garde aucune trace de l’autre \
            élément\u{a0}: ils voient les mots du lien, sans lien, et ces mots restent tels qu’écrits (mesure A.5.12 d’ISO/IEC 27001).";
        fix: "Make sure that the link’s words give nothing away, or take the link out, or correct one of the two `classification` keys.",
            "Assurez-vous que les mots du lien ne trahissent rien, ou enlevez le lien, ou corrigez l’une des deux clés \
            `classification`.";
    }

    LINK_TO_RETIRED = "link-to-retired", Warning {
        what: "A link leads to a document that has been retired.",
            "Un lien mène à un document qui a été retiré.";
        why: "A text in force that sends people to a retired one invites them to follow rules that no longer hold; \
            ISO/IEC 27001 clause 7.5.3 asks you to prevent that.",
            "Un texte en vigueur qui renvoie à un document retiré invite à suivre des règles qui ne valent plus; \
            l’article 7.5.3 d’ISO/IEC 27001 demande de l’empêcher.";
        fix: "Link to the document that replaces it, or say in the text that it is only mentioned as history.",
            "Renvoyez au document qui le remplace, ou dites dans le texte qu’il n’est mentionné qu’à titre \
            historique.";
    }

    LINK_OUTSIDE = "link-outside", Note {
        what: "An image or other embedded thing would be loaded from another host; it has been removed.",
            "Une image ou un autre élément incorporé serait chargé d’un autre hôte; il a été enlevé.";
        why: "Every such request tells somebody outside who reads which page of the handbook, and the page changes \
            when they change their file.",
            "Chaque requête de ce genre révèle à un tiers qui lit quelle page du manuel, et la page change dès qu’il \
            change son fichier.";
        fix: "Save the file in the handbook’s folder and use its address there, or make it an ordinary link for the \
            reader to follow.",
            "Enregistrez le fichier dans le dossier du manuel et employez cette adresse, ou faites-en un lien \
            ordinaire que le lecteur peut suivre.";
    }
}
