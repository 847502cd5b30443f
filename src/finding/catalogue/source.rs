//! Rules of the family `source`.

use super::rules;

rules! { Source

    NOT_UTF_8 = "not-utf-8", Error {
        what: "A text file of the handbook is not stored as UTF-8, so its letters cannot be read for sure.",
            "Un fichier texte du manuel n’est pas enregistré en UTF-8, si bien que ses lettres ne peuvent être lues \
            avec certitude.";
        why: "A wrong letter can change what an approved text says, and ISO/IEC 27001 clause 7.5.3 asks that \
            documents stay legible. The file is left out until it can be read.",
            "Une lettre fausse peut changer le sens d’un texte approuvé, et l’article 7.5.3 d’ISO/IEC 27001 exige \
            que les documents restent lisibles. Le fichier est laissé de côté tant qu’il ne peut être lu.";
        fix: "Open the file in your editor, choose “Save with encoding”, then UTF-8, and save it again.",
            "Ouvrez le fichier dans votre éditeur, choisissez « Enregistrer avec l’encodage », puis UTF-8, et \
            enregistrez-le de nouveau.";
    }

    FRONT_MATTER_UNCLOSED = "front-matter-unclosed", Error {
        what: "The file begins with a line `---`, but the second one that ends the front matter is missing.",
            "Le fichier commence par une ligne `---`, mais il manque la seconde, qui ferme l’en-tête.";
        why: "Without it nobody can tell where the data end and the text begins, so neither version nor approval can \
            be read.",
            "Sans elle, rien ne dit où finissent les données et où commence le texte; ni la version ni l’approbation \
            ne peuvent être lues.";
        fix: "Write a line with only `---` after the last key, before the text.",
            "Écrivez une ligne qui ne contient que `---` après la dernière clé, avant le texte.";
    }

    YAML_INVALID = "yaml-invalid", Error {
        what: "The front matter or a data file cannot be read as YAML, for example because of a wrong indent or a \
            missing quotation mark.",
            "L’en-tête ou un fichier de données ne peut être lu comme du YAML, par exemple à cause d’un retrait \
            fautif ou d’un guillemet oublié.";
        why: "Owner, version and approval stand in these lines; as long as they cannot be read, nothing in the file \
            can be relied upon.",
            "Le responsable, la version et l’approbation se trouvent dans ces lignes; tant qu’elles sont illisibles, \
            on ne peut se fier à rien dans le fichier.";
        fix: "Correct the line shown: indent with spaces and never with tabs, and put a value that contains a colon \
            or `#` in quotation marks.",
            "Corrigez la ligne indiquée : faites les retraits avec des espaces, jamais avec des tabulations, et \
            mettez entre guillemets droits une valeur qui contient un deux-points ou `#`.";
    }

    KEY_UNKNOWN = "key-unknown", Warning {
        what: "A key has a name that the program does not know, often through a slip of spelling.",
            "Une clé porte un nom que le programme ne connaît pas, souvent à cause d’une faute de frappe.";
        why: "What stands under an unknown key has no effect: a misspelt `efective` leaves the document without the \
            date you meant.",
            "Ce qui se trouve sous une clé inconnue reste sans effet : un `efective` mal écrit laisse le document \
            sans la date voulue.";
        fix: "Use the name that is suggested, move your own data under `extra`, or remove the key.",
            "Employez le nom proposé, déplacez vos propres données sous `extra`, ou enlevez la clé.";
    }

    KEY_MISSING = "key-missing", Error {
        what: "A key that must be there is missing or empty.",
            "Une clé obligatoire est absente ou vide.";
        why: "ISO/IEC 27001 clause 7.5.2 asks that every document be identified and described; without its id, \
            title, version, status or owner a document cannot be controlled.",
            "L’article 7.5.2 d’ISO/IEC 27001 exige que chaque document soit identifié et décrit; sans identifiant, \
            titre, version, état ou responsable, un document ne peut être maîtrisé.";
        fix: "Add the key with a value; `handbook new` shows a file of each kind with all its keys explained.",
            "Ajoutez la clé avec une valeur; `handbook new` montre un fichier de chaque genre avec toutes ses clés \
            expliquées.";
    }

    VALUE_INVALID = "value-invalid", Error {
        what: "A value does not have the form its key asks for, such as a date that does not exist.",
            "Une valeur n’a pas la forme que demande sa clé, par exemple une date qui n’existe pas.";
        why: "A value that cannot be read counts as missing, so a review date, a level or a name would be silently \
            lost.",
            "Une valeur illisible compte comme absente : une date de révision, un niveau ou un nom se perdrait sans \
            bruit.";
        fix: "Write the value in the form that the message names: dates as `2026-03-14`, intervals as `12 months`, \
            lists in square brackets.",
            "Écrivez la valeur sous la forme que nomme le message : les dates comme `2026-03-14`, les intervalles \
            comme `12 months`, les listes entre crochets.";
    }

    KEY_DUPLICATE = "key-duplicate", Error {
        what: "The same key stands twice in one place.",
            "La même clé figure deux fois au même endroit.";
        why: "Two owners or two versions cannot both be meant, and the program will not guess which one counts.",
            "Deux responsables ou deux versions ne peuvent valoir à la fois, et le programme ne devinera pas \
            laquelle compte.";
        fix: "Keep the line that is right and remove the other one.",
            "Gardez la bonne ligne et enlevez l’autre.";
    }

    ID_INVALID = "id-invalid", Error {
        what: "An `id` has a character or a length that is not allowed.",
            "Un `id` contient un caractère interdit ou est trop long.";
        why: "The id is how people cite the document and the address under which it is found for ever (ISO/IEC 27001 \
            clause 7.5.2), so it must work in every address and file name.",
            "L’identifiant sert à citer le document et forme son adresse permanente (article 7.5.2 d’ISO/IEC 27001); \
            il doit donc convenir à toute adresse et à tout nom de fichier.";
        fix: "Begin the `id` with a letter or digit without accent and use only such letters, digits, `.`, `_` and \
            `-`, at most 64 in all, for example `POL-001`.",
            "Commencez l’`id` par une lettre ou un chiffre sans accent et n’employez que de telles lettres, des \
            chiffres, `.`, `_` et `-`, au plus 64 en tout, par exemple `POL-001`.";
    }

    ID_DUPLICATE = "id-duplicate", Error {
        what: "Two files have the same `id`; capital and small letters make no difference.",
            "Deux fichiers portent le même `id`; les majuscules et les minuscules ne comptent pas.";
        why: "If one reference can mean two documents, nobody can tell which of them was approved (ISO/IEC 27001 \
            clause 7.5.2).",
            "Si une même référence désigne deux documents, nul ne peut dire lequel a été approuvé (article 7.5.2 \
            d’ISO/IEC 27001).";
        fix: "Give one of the files another `id`, and correct the places that refer to it; leave the one that is \
            already approved as it is.",
            "Donnez un autre `id` à l’un des fichiers et corrigez les renvois; ne touchez pas à celui qui est déjà \
            approuvé.";
    }

    LINK_OUTSIDE_ROOT = "link-outside-root", Error {
        what: "A file or folder of the handbook is a symbolic link that leads out of the handbook’s folder.",
            "Un fichier ou un dossier du manuel est un lien symbolique qui mène hors du dossier du manuel.";
        why: "What lies outside is not under version control with the handbook, and could publish files that nobody \
            meant to publish. Such links are not followed.",
            "Ce qui se trouve à l’extérieur n’est pas suivi en version avec le manuel et pourrait publier des \
            fichiers que personne ne voulait publier. De tels liens ne sont pas suivis.";
        fix: "Copy the file itself into the handbook’s folder in place of the link.",
            "Copiez le fichier lui-même dans le dossier du manuel à la place du lien.";
    }

    FILE_UNREADABLE = "file-unreadable", Error {
        what: "A file or folder is there but cannot be opened.",
            "Un fichier ou un dossier existe, mais ne peut être ouvert.";
        why: "The handbook is judged without it, so a document could look missing although it exists.",
            "Le manuel est évalué sans lui; un document pourrait donc sembler absent alors qu’il existe.";
        fix: "Give yourself the right to read the file, or move it out of the handbook’s folder.",
            "Donnez-vous le droit de lire le fichier, ou sortez-le du dossier du manuel.";
    }

    OVER_LIMIT = "over-limit", Error {
        what: "A file, or a part of it, is larger or more deeply nested than the program reads.",
            "Un fichier, ou une partie de fichier, est plus gros ou plus profondément imbriqué que ce que le \
            programme lit.";
        why: "The limits keep a mistake or a hostile file from stopping the whole site; what is over them is left \
            out, and the rest goes on.",
            "Ces limites empêchent une erreur ou un fichier malveillant d’arrêter tout le site; ce qui les dépasse \
            est laissé de côté, et le reste se poursuit.";
        fix: "Split the file, or keep long data in a CSV file beside it: front matter may have 64 KiB, a text 8 MiB, \
            a CSV file 32 MiB.",
            "Divisez le fichier, ou placez les longues données dans un fichier CSV à côté : l’en-tête peut avoir \
            64 Kio, un texte 8 Mio, un fichier CSV 32 Mio.";
    }

    URL_COLLISION = "url-collision", Error {
        what: "Two pages would have the same address on the site.",
            "Deux pages auraient la même adresse sur le site.";
        why: "One page would hide the other, and a reader could be shown a text that is not the one that was cited.",
            "Une page cacherait l’autre, et le lecteur pourrait voir un autre texte que celui qui est cité.";
        fix: "Rename one of the two files, or give one of them another `id`.",
            "Renommez l’un des deux fichiers, ou donnez un autre `id` à l’un d’eux.";
    }

    HTML_REMOVED = "html-removed", Warning {
        what: "The text contains HTML that is not safe to publish, and that part has been removed.",
            "Le texte contient du HTML qu’il n’est pas sûr de publier; cette partie a été enlevée.";
        why: "Content must not be able to run programs in the reader’s browser or load things from elsewhere, or the \
            handbook itself becomes a risk.",
            "Le contenu ne doit pas pouvoir exécuter de programmes dans le navigateur du lecteur ni charger des \
            éléments d’ailleurs, sans quoi le manuel devient lui-même un risque.";
        fix: "Write the passage in Markdown; put it between backquotes if the reader is meant to see the HTML \
            itself.",
            "Écrivez le passage en Markdown; mettez-le entre accents graves si le lecteur doit voir le HTML \
            lui-même.";
    }

    CONFIG_MISSING = "config-missing", Note {
        what: "The folder has no `site-config.yaml`, so every setting has its default.",
            "Le dossier ne contient pas de `site-config.yaml`; tous les réglages ont donc leur valeur par défaut.";
        why: "The configuration says who may approve what and how often documents are reviewed; ISO/IEC 27001 clause \
            7.5.2 leaves that decision to you, not to a program.",
            "La configuration dit qui peut approuver quoi et à quel rythme les documents sont révisés; l’article \
            7.5.2 d’ISO/IEC 27001 vous laisse cette décision, non à un programme.";
        fix: "Create `site-config.yaml` in this folder with at least a `title`; `handbook init` in an empty folder \
            shows a complete one.",
            "Créez `site-config.yaml` dans ce dossier avec au moins un `title`; `handbook init` dans un dossier vide \
            en montre un complet.";
    }

    FOREIGN_METADATA = "foreign-metadata", Note {
        what: "The file has keys of another tool, which have no effect here.",
            "Le fichier contient des clés d’un autre outil, sans effet ici.";
        why: "A date or an owner that was kept under another tool’s name would be missing from the register without \
            anyone noticing.",
            "Une date ou un responsable noté sous le nom d’un autre outil manquerait au registre sans que personne \
            le remarque.";
        fix: "Write the key that the message proposes in place of the other tool’s, or move it under `extra` to keep \
            it.",
            "Écrivez la clé que propose le message à la place de celle de l’autre outil, ou déplacez-la sous `extra` \
            pour la conserver.";
    }

    LANGUAGE_UNLISTED = "language-unlisted", Warning {
        what: "A file’s name says that it is in a language which the configuration does not list, as `policy.fr.md` \
            beside `policy.md` where `languages` is `[en]`.",
            "Le nom d’un fichier dit qu’il est dans une langue absente de la configuration, comme `policy.fr.md` à \
            côté de `policy.md` quand `languages` vaut `[en]`.";
        why: "Such a text is not published, and whoever translated it would look for it in vain.",
            "Un tel texte n’est pas publié, et la personne qui l’a traduit le chercherait en vain.";
        fix: "Add the language to `languages` in `site-config.yaml`, or take the file out of the content.",
            "Ajoutez la langue à `languages` dans `site-config.yaml`, ou sortez le fichier du contenu.";
    }

    WAIVER_UNUSED = "waiver-unused", Warning {
        what: "A waiver in the configuration matches no finding.",
            "Une dispense de la configuration ne correspond à aucun constat.";
        why: "A waiver that is left behind would hide the same fault the next time it happens.",
            "Une dispense oubliée cacherait la même faute la prochaine fois qu’elle se produit.";
        fix: "Remove the entry from `waivers` in `site-config.yaml`, or correct its `rule` or `subject`.",
            "Enlevez l’entrée de `waivers` dans `site-config.yaml`, ou corrigez sa `rule` ou son `subject`.";
    }

    WAIVER_EXPIRED = "waiver-expired", Warning {
        what: "The last day of a waiver has passed.",
            "Le dernier jour d’une dispense est passé.";
        why: "A waiver is a decision for a limited time; once it has ended, its findings are listed again until \
            somebody decides anew.",
            "Une dispense est une décision pour un temps limité; une fois terminée, ses constats reparaissent \
            jusqu’à ce que quelqu’un décide de nouveau.";
        fix: "Put the matter right and remove the waiver, or have its owner decide again and write a new last day in \
            `until`.",
            "Réglez la question et enlevez la dispense, ou faites décider de nouveau son responsable et inscrivez un \
            nouveau dernier jour dans `until`.";
    }
}
