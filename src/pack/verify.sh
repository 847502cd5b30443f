#!/bin/sh
# Checks this evidence pack with coreutils and OpenSSH alone: every file, the archive, the chains of events, the signatures.
# Vérifie ce dossier de preuves avec coreutils et OpenSSH seulement : fichiers, archive, chaînes d’événements, signatures.
#
#   sh verify.sh        0: all is as it was handed out; 1: something is wrong and named; 2: could not check
set -u
cd "$(dirname "$0")" || exit 2
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in fr*) french=1 ;; *) french= ;; esac
LC_ALL=C
export LC_ALL

say() { if [ -n "$french" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi; }
faults=0
fault() {
    faults=$((faults + 1))
    say "WRONG: $1" "FAUTE : $2"
}

for tool in sha256sum find sort comm sed grep cut mktemp; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        say "cannot check: the command $tool is not there" "vérification impossible : la commande $tool est absente"
        exit 2
    fi
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' INT TERM

digest() { sha256sum <"$1" | cut -c1-64; }

# 1. The files of the pack: as listed, none more.
if [ ! -f SHA256SUMS ]; then
    say "cannot check: SHA256SUMS is not there" "vérification impossible : SHA256SUMS est absent"
    exit 2
fi
if ! sha256sum -c --quiet --strict SHA256SUMS; then
    fault "files named above are not as they were handed out" "les fichiers nommés ci-dessus ne sont pas tels que remis"
fi
find . ! -type d | sed 's|^\./||' | grep -vx SHA256SUMS | sort >"$work/there"
sed 's/^[0-9a-f]\{64\}  //' SHA256SUMS | sort >"$work/listed"
comm -23 "$work/there" "$work/listed" >"$work/stray"
while IFS= read -r file; do
    fault "$file was added" "$file a été ajouté"
done <"$work/stray"
files=$(grep -c . SHA256SUMS)

# 2. The archive: every sealed file as listed, none more but signatures, which are checked below.
events=0
signatures=0
unsigned=0
unchecked=0
if [ -s archive/SHA256SUMS ]; then
    if ! (cd archive && sha256sum -c --quiet --strict SHA256SUMS); then
        fault "sealed files named above were altered" "les fichiers scellés nommés ci-dessus ont été modifiés"
    fi
    (cd archive && find . -mindepth 2 ! -type d | sed 's|^\./||' | sort) >"$work/there"
    sed 's/^[0-9a-f]\{64\}  //' archive/SHA256SUMS | sort >"$work/listed"
    comm -23 "$work/there" "$work/listed" | grep -v '\.sig$' >"$work/stray"
    while IFS= read -r file; do
        fault "archive/$file is not listed in archive/SHA256SUMS" "archive/$file n’est pas inscrit dans archive/SHA256SUMS"
    done <"$work/stray"

    # 3. Each document's events: numbered without gaps, each naming the digest of the one before and of its files.
    for folder in archive/*/; do
        [ -d "$folder" ] || continue
        previous=null
        number=0
        for event in "$folder"[0-9]*.json; do
            [ -f "$event" ] || continue
            events=$((events + 1))
            number=$((number + 1))
            case ${event##*/} in
                "$(printf '%04d' "$number")"-*) ;;
                *) fault "$event: event $number is missing" "$event : l’événement $number manque" ;;
            esac
            said=$(sed -n 's/^  "previous": "\{0,1\}\([0-9a-z]*\)"\{0,1\},\{0,1\}$/\1/p' "$event")
            if [ "$said" != "$previous" ]; then
                fault "$event does not follow the event before it" "$event ne suit pas l’événement qui le précède"
            fi
            previous=$(digest "$event")
            sed -n 's/^    "\(.*\)": "\([0-9a-f]\{64\}\)",\{0,1\}$/\2  \1/p' "$event" >"$work/files"
            if [ -s "$work/files" ] && ! (cd "$folder" && sha256sum -c --quiet --strict "$work/files"); then
                fault "$event: its texts are not those that were sealed" "$event : ses textes ne sont pas ceux qui ont été scellés"
            fi
        done
    done

    # 4. Signatures: of the event's very bytes, by a key that was valid at 12:00 UTC of the event's day.
    tab=$(printf '\t')
    for signature in archive/*/*.sig; do
        [ -f "$signature" ] || continue
        signatures=$((signatures + 1))
        name=${signature##*/}
        event="${signature%/*}/${name%%.json.*}.json"
        person=${name#*.json.}
        person=${person%.sig}
        day=$(sed -n 's/^  "date": "\([0-9]\{4\}\)-\([0-9][0-9]\)-\([0-9][0-9]\)",\{0,1\}$/\1\2\3/p' "$event" 2>/dev/null)
        if ! grep -qF "\"person\": \"$person\"" "$event" 2>/dev/null; then
            fault "$signature: $person does not stand in the event" "$signature : $person ne figure pas dans l’événement"
            continue
        fi
        email=
        while IFS="$tab" read -r own address; do
            if [ "$own" = "$person" ]; then email=$address; fi
        done <signers.tsv
        if [ -z "$email" ]; then
            fault "$signature: no address is known for $person" "$signature : aucune adresse connue pour $person"
        elif ! command -v ssh-keygen >/dev/null 2>&1; then
            unchecked=$((unchecked + 1))
        elif ! ssh-keygen -Y verify -f archive/allowed_signers -I "$email" -n isms-handbook -s "$signature" \
            -Overify-time="${day}120000Z" <"$event" >/dev/null 2>"$work/why"; then
            fault "$signature is not valid: $(cat "$work/why")" "$signature n’est pas valide : $(cat "$work/why")"
        fi
    done

    # 5. Approvals that not every approver signed: no fault, but the reader should know.
    for event in archive/*/[0-9]*-approved-*.json; do
        [ -f "$event" ] || continue
        sed -n 's/^ *"person": "\([^"]*\)",\{0,1\}$/\1/p' "$event" >"$work/people"
        while IFS= read -r person; do
            if [ ! -f "$event.$person.sig" ]; then
                unsigned=$((unsigned + 1))
                say "note: $event is not signed by $person" "note : $event n’est pas signé par $person"
            fi
        done <"$work/people"
    done
    say "archive/SHA256SUMS: $(digest archive/SHA256SUMS)" "archive/SHA256SUMS : $(digest archive/SHA256SUMS)"
    say "  compare with the digest that the audit page, the manifest or an earlier pack gave you" \
        "  à comparer avec l’empreinte que la page d’audit, le manifeste ou un dossier antérieur vous a donnée"
fi

say "files: $files, events: $events, signatures: $signatures, approvals without a signature: $unsigned, faults: $faults" \
    "fichiers : $files, événements : $events, signatures : $signatures, approbations sans signature : $unsigned, fautes : $faults"
if [ "$faults" -gt 0 ]; then exit 1; fi
if [ "$unchecked" -gt 0 ]; then
    say "signatures not checked, because ssh-keygen is not there: $unchecked" \
        "signatures non vérifiées, faute de ssh-keygen : $unchecked"
    exit 2
fi
say "Everything is as it was handed out." "Tout est tel que remis."
