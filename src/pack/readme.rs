//! The page that an auditor reads first, in both languages.

use crate::site::Site;

/// The README of a pack.
pub fn text(site: &Site<'_>, generator: &str, sampled: bool) -> String {
    let (as_of, archive) = (site.assessment.as_of, site.handbook.archive.as_deref());
    let title = |tongue| {
        let lang = crate::lang::Lang::parse(tongue).unwrap_or(site.handbook.config.prevailing());
        site.handbook.config.title.best(lang, site.languages()).map_or("", |(title, _)| title).to_string()
    };
    let (en, fr) = (title("en"), title("fr"));
    let digest = |none: &str| archive.map_or(none.to_string(), |digest| format!("`{digest}`"));
    let (digest_en, digest_fr) =
        (digest("none: nothing was sealed yet"), digest("aucune\u{a0}: rien n’a encore été scellé"));
    let (sample_en, sample_fr) = if sampled {
        (
            "\n| `sample.md` | documents picked for sampling, each with its trail |",
            "\n| `sample.md` | documents choisis pour l’échantillon, chacun avec sa piste |",
        )
    } else {
        ("", "")
    };
    format!(
        "# Evidence pack: {en}\n\n\
[En français](#dossier-de-preuves)\n\n\
What was in force on {as_of}, who approved it, and how to check it without the program that made this ({generator}).\n\n\
## Check it\n\n\
```sh\nsh verify.sh\n```\n\n\
It needs a POSIX shell, coreutils and OpenSSH. It checks every file against `SHA256SUMS`, the sealed files against \
`archive/SHA256SUMS`, the chain of each document’s events, and every signature with the keys of `archive/allowed_signers` at 12:00 UTC \
of the event’s day. Exit code 0: all is as handed out; 1: something is wrong and named; 2: it could not check.\n\n\
Digest of `archive/SHA256SUMS`: {digest_en}. The audit page, the site’s manifest and every other pack of the same archive name \
the same digest. Keep one of them apart from this pack: whoever can change a pack can change its lists.\n\n\
## What is where\n\n\
| path | holds |\n|---|---|\n\
| `site/index.html` | the published handbook; open it in a browser, print any page |\n\
| `archive/` | the sealed texts, the events, the signatures, the allowed signers |\n\
| `data/` | the register, roles, people, matrices, findings and the rest, for spreadsheets and programs |\n\
| `evidence/` | files that records name as proof, tables of indicators and matrices |\n\
| `acknowledgements/` | receipts: who confirmed having read what |\n\
| `signers.tsv` | the address by which `allowed_signers` knows each person who signed |{sample_en}\n\n\
## What it proves, and what not\n\n\
A sound pack shows that these texts are those that were sealed, in that order, with those names and days; a valid signature shows \
that the holder of a listed key signed exactly that event. That the key belongs to the person, and that nobody else could write to the \
archive, rests on how the organisation gives out keys and guards its repository. An approval without a signature rests on the \
repository alone.\n\n\
# Dossier de preuves\n\n\
{fr}\n\n\
Ce qui était en vigueur le {as_of}, qui l’a approuvé, et comment le vérifier sans le programme qui a produit ce dossier ({generator}).\n\n\
## Le vérifier\n\n\
```sh\nsh verify.sh\n```\n\n\
Il faut un interpréteur POSIX, coreutils et OpenSSH. Le script vérifie chaque fichier d’après `SHA256SUMS`, les fichiers scellés d’après \
`archive/SHA256SUMS`, la chaîne des événements de chaque document et chaque signature avec les clés de `archive/allowed_signers`, à \
12\u{a0}h UTC le jour de l’événement. Code de sortie 0\u{a0}: tout est tel que remis; 1\u{a0}: une faute est nommée; 2\u{a0}: la \
vérification n’a pu se faire.\n\n\
Empreinte de `archive/SHA256SUMS`\u{a0}: {digest_fr}. La page d’audit, le manifeste du site et tout autre dossier de la même archive \
donnent la même. Gardez-en une à part\u{a0}: qui peut modifier un dossier peut modifier ses listes.\n\n\
## Ce qui s’y trouve\n\n\
| chemin | contenu |\n|---|---|\n\
| `site/index.html` | le manuel publié; ouvrez-le dans un navigateur, imprimez toute page |\n\
| `archive/` | les textes scellés, les événements, les signatures, les signataires admis |\n\
| `data/` | le registre, les rôles, les personnes, les matrices, les constats et le reste, pour tableurs et programmes |\n\
| `evidence/` | les fichiers que les enregistrements nomment comme preuves, les tableaux des indicateurs et des matrices |\n\
| `acknowledgements/` | les accusés de lecture\u{a0}: qui a confirmé avoir lu quoi |\n\
| `signers.tsv` | l’adresse sous laquelle `allowed_signers` connaît chaque signataire |{sample_fr}\n\n\
## Ce que cela prouve, et ne prouve pas\n\n\
Un dossier sans faute montre que ces textes sont ceux qui ont été scellés, dans cet ordre, avec ces noms et ces jours; une signature \
valide montre que le détenteur d’une clé admise a signé exactement cet événement. Que la clé soit celle de la personne, et que nul autre \
n’ait pu écrire dans l’archive, repose sur la façon dont l’organisation remet les clés et garde son dépôt. Une approbation sans signature \
repose sur le dépôt seul.\n"
    )
}
