#!/usr/bin/env python3
"""Write a handbook like real ones, of any size, or the same documents laid out for another site generator.

    corpus.py handbook 1000 OUT --versions 10 --languages 2
    corpus.py hugo 1000 OUT

The same arguments give the same bytes.  The text of a document depends only on its number, its version and its
language, so every layout carries the same words, headings, lists, tables, cross-links and footnote (650 to 950 words).
A handbook has more than its peers: roles, people, matrices and, with --versions, an archive with correct digests and
chains.  Documents are spread over ceil(sqrt(N)) sections; a peer's pages have a sidebar with all sections and the
documents of the current one, a table of contents and a block of metadata, and a register lists every document.
"""
import argparse
import datetime as dt
import hashlib
import json
import math
import sys
from pathlib import Path

import peers
import words

KINDS = [("POL", "policy", "policies"), ("PRO", "procedure", "procedures"), ("STD", "standard", "standards"), ("GUI", "guideline", "guidelines")]
START = dt.date(2024, 1, 1)


class Dice:
    """A small generator of numbers that is the same on every machine and version of Python."""

    def __init__(self, *seed):
        self.state = int.from_bytes(hashlib.blake2b(repr(seed).encode(), digest_size=8).digest(), "big")

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % n

    def pick(self, items):
        return items[self.below(len(items))]


class Document:
    """One document: its metadata and, for a version and a language, its text."""

    def __init__(self, number, shape):
        self.number, self.shape = number, shape
        dice = Dice("document", number)
        prefix, self.kind, self.folder = KINDS[number % len(KINDS)]
        self.section = number % shape.sections
        self.id = f"{prefix}-{number + 1:05d}"
        self.name = self.id.lower()
        self.topic = dice.below(len(words.EN["areas"]))
        self.owner = dice.below(shape.roles)
        self.approver = dice.below(shape.board)
        self.clauses = sorted({dice.pick(words.CLAUSES) for _ in range(3)})
        self.links = [dice.below(shape.documents) for _ in range(5)]
        # The last version's approval lies 0 to 400 days before 1 November 2026: some reviews are near, some are past.
        self.last = dt.date(2026, 11, 1) - dt.timedelta(days=dice.below(400))
        self.heads = [n for n in range(len(words.EN["subheads"])) if dice.below(3) == 0][:3]

    def place(self):
        return f"section-{self.section + 1:03d}/{self.name}.md"

    def title(self, lang):
        return f"{words.OF[lang]['areas'][self.topic]} {self.number + 1}"

    def version(self, nth):
        """The dotted version of the nth of the shape's versions, counted from 1."""
        return f"{nth}.0"

    def approved(self, nth):
        return self.last - dt.timedelta(days=45 * (max(1, self.shape.versions) - nth))

    def body(self, nth, lang, link):
        """Markdown below the title; `link(number)` is the address of another document."""
        lexicon, place = words.OF[lang], [0]

        def sentence():
            # A sentence in fifteen is written anew in each version, so that redlines have something to show.
            place[0] += 1
            since = max(v for v in range(1, nth + 1) if v == 1 or (self.number + place[0] * 7 + v * 11) % 15 == 0)
            dice = Dice(lang, self.number, place[0], since)
            text = lexicon["sentence"].format(**{part: dice.pick(lexicon[part]) for part in words.PARTS})
            if dice.below(2) == 0:
                text += ", " + dice.pick(lexicon["why"])
            if dice.below(3) == 0:
                text += f", {lexicon['at']} {words.proper(dice.below(200) * dice.below(200))}"
            if dice.below(7) == 0:
                text += f" (**F-{dice.below(9900) + 100}**)"
            return text[0].upper() + text[1:] + "."

        def paragraph(n):
            return " ".join(sentence() for _ in range(n)) + "\n\n"

        def items(n, mark):
            return "".join(f"{mark.format(k + 1)} {sentence()}\n" for k in range(n)) + "\n"

        dice, head = Dice("shape", self.number), lexicon["heads"]
        roles = [lexicon["roles"][(self.owner + k) % len(lexicon["roles"])] for k in range(4)]
        out = [paragraph(3).rstrip() + "[^src]\n\n", f"## {head[0]}\n\n", paragraph(3), f"## {head[1]}\n\n", paragraph(2), items(4, "-")]
        out += [f"## {head[2]}\n\n| {head[3]} | " + " | ".join(roles) + " |\n" + "|---" * 5 + "|\n"]
        for _ in range(7):
            turn = dice.below(4)
            cells = [["R", "A", "C", "I"][(turn + k) % 4] for k in range(4)]
            out += [f"| {dice.pick(lexicon['verb'])} {dice.pick(lexicon['object'])} | " + " | ".join(cells) + " |\n"]
        out += [f"\n## {head[4]}\n\n", paragraph(2), items(5, "{}.")]
        for n in self.heads:
            out += [f"### {lexicon['subheads'][n]}\n\n", paragraph(2), items(2, "-")]
        out += [f"## {head[5]}\n\n", paragraph(3), f"## {head[6]}\n\n"]
        for number in self.links:
            out += [f"- [{self.shape.document(number).id}]({link(number)}): {sentence()}\n"]
        out += [f"\n## {head[7]}\n\n| {head[8]} | {head[9]} |\n|---|---|\n"]
        for n in range(4):
            out += [f"| F-{dice.below(9900) + 100} | {dice.below(9) + 1} {head[10]} |\n"]
        out += [f"\n[^src]: `ISO/IEC 27001:2022`, {self.clauses[0]}, *{dice.pick(lexicon['why'])}*.\n"]
        return "".join(out)


class Shape:
    """How large the handbook is."""

    def __init__(self, args):
        self.documents, self.versions, self.languages = args.documents, args.versions, words.LANGUAGES[: args.languages]
        self.roles, self.people, self.board = args.roles, args.people, min(5, args.people)
        self.sections = max(1, math.ceil(math.sqrt(args.documents)))
        self.matrices, self.activities = args.matrices, args.activities
        self.columns = min(args.columns, args.roles)
        self.known = {}

    def document(self, number):
        if number not in self.known:
            self.known[number] = Document(number, self)
        return self.known[number]

    def all(self):
        return [self.document(number) for number in range(self.documents)]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def handbook(shape, out):
    content = out / "content"
    write(out / "site-config.yaml", 'title: {en: "Handbook", fr: "Manuel"}\norganisation: "Example"\n'
          f"languages: [{', '.join(shape.languages)}]\nbase_url: https://intranet.example.org/isms/\n"
          "approval: {default: {roles: [board]}}\nmatrix: {overload: 1000000}\n")
    people = [f"person-{n + 1:03d}" for n in range(shape.people)]
    write(content / "people.yaml", "".join(
        f'- {{id: {id}, name: "{words.name(n)}", email: {id}@example.org, since: 2015-01-01}}\n' for n, id in enumerate(people)))
    holders = "".join(f"  - {{person: {id}, since: 2015-01-01}}\n" for id in people[: shape.board])
    write(content / "roles/board.md", f"---\nid: board\ntitle: Board\ntop_management: true\nholders:\n{holders}---\n\nApproves.\n")
    for n in range(shape.roles):
        title, holder = words.role("en", n), people[(n + shape.board) % shape.people]
        write(content / f"roles/role-{n + 1:03d}.md",
              f'---\nid: role-{n + 1:03d}\ntitle: {{en: "{title}", fr: "{words.role("fr", n)}"}}\nreports_to: board\nholders:\n'
              f"  - {{person: {holder}, since: 2015-01-01}}\njob_description: {{reference: J-{n + 1}, updated: 2026-01-01}}\n---\n\nOwns documents.\n")
    for n in range(shape.matrices):
        matrix(shape, content, n)
    sums = []
    for document in shape.all():
        link = lambda number: f"../../{shape.document(number).folder}/{shape.document(number).place()}"
        folder = content / document.folder / f"section-{document.section + 1:03d}"
        for nth in range(1, max(1, shape.versions) + 1):
            files = {f"{document.name}.md": front(shape, document, nth) + document.body(nth, "en", link)}
            for lang in shape.languages[1:]:
                files[f"{document.name}.{lang}.md"] = (f'---\ntitle: "{document.title(lang)}"\ntranslates: "{document.version(nth)}"\n---\n\n'
                                                       + document.body(nth, lang, link))
            if shape.versions:
                sums += seal(content / "archive", document, nth, files)
        for name, text in files.items():
            write(folder / name, text)
    if sums:
        write(content / "archive/SHA256SUMS", "".join(f"{digest}  {path}\n" for path, digest in sorted(sums, key=lambda line: line[0].encode())))


def front(shape, document, nth):
    day = document.approved(nth)
    return (f'---\nid: {document.id}\ntitle: "{document.title("en")}"\nkind: {document.kind}\nversion: "{document.version(nth)}"\nstatus: approved\n'
            f"owner: role-{document.owner + 1:03d}\napproval:\n  - {{role: board, person: person-{document.approver + 1:03d}, date: {day}}}\n"
            f"review: 12 months\nclauses: [{', '.join(document.clauses)}]\nsummary: {words.EN['why'][nth % len(words.EN['why'])]}\n---\n\n")


def seal(archive, document, nth, files):
    """Writes what `handbook approve` would: the version's files and its event; gives their lines of SHA256SUMS."""
    digest = lambda text: hashlib.sha256(text.encode()).hexdigest()
    folder, version, day = archive / document.id, document.version(nth), str(document.approved(nth))
    sealed = {f"{version}/{name}": digest(text) for name, text in files.items()}
    event = {"format": "isms-handbook/event/1", "document": document.id, "sequence": nth, "event": "approved", "version": version,
             "date": day, "effective": day, "by": [{"role": "board", "person": f"person-{document.approver + 1:03d}"}], "change": "material",
             "summary": words.EN["why"][nth % len(words.EN["why"])], "files": dict(sorted(sealed.items())),
             "previous": document.previous if nth > 1 else None}
    text = json.dumps(event, indent=2, ensure_ascii=False) + "\n"
    name, document.previous = f"{nth:04d}-approved-{version}.json", digest(text)
    write(folder / name, text)
    for path, file in zip(sealed, files.values()):
        write(folder / path, file)
    return [(f"{document.id}/{path}", value) for path, value in [(name, document.previous), *sealed.items()]]


def matrix(shape, content, n):
    columns = [(n * 3 + k) % shape.roles + 1 for k in range(shape.columns)]
    rows = []
    for k in range(shape.activities):
        dice = Dice("matrix", n, k)
        accountable, responsible = dice.below(len(columns)), dice.below(len(columns))
        letters = [dice.pick(["C", "I", "", ""]) for _ in columns]
        letters[accountable] = "A"
        letters[responsible] = "A/R" if responsible == accountable else "R"
        rows.append(f"| {dice.pick(words.EN['verb'])} {dice.pick(words.EN['object'])}, {n + 1}.{k + 1} | " + " | ".join(letters) + " |\n")
    head = f"| Activity | {' | '.join(f'role-{c:03d}' for c in columns)} |\n" + "|---" * (len(columns) + 1) + "|\n"
    write(content / f"matrices/mat-{n + 1:03d}.md",
          f"---\nid: MAT-{n + 1:03d}\ntitle: Responsibilities {n + 1}\nversion: 1.0\nstatus: approved\nowner: role-001\napproval:\n"
          f"  - {{role: board, person: person-001, date: 2026-05-01}}\nreview: 12 months\n---\n\n## Who does what\n\n{head}{''.join(rows)}")


def main():
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("layout", choices=["handbook", *peers.LAYOUTS])
    cli.add_argument("documents", type=int)
    cli.add_argument("out", type=Path)
    cli.add_argument("--versions", type=int, default=0, help="sealed versions of each document; 0: no archive")
    cli.add_argument("--languages", type=int, choices=[1, 2], default=1)
    cli.add_argument("--roles", type=int, default=40)
    cli.add_argument("--people", type=int, default=120)
    cli.add_argument("--matrices", type=int, default=3)
    cli.add_argument("--activities", type=int, default=30, help="rows of a matrix")
    cli.add_argument("--columns", type=int, default=8, help="roles of a matrix")
    args = cli.parse_args()
    if args.out.exists() and any(args.out.iterdir()):
        sys.exit(f"{args.out} is not empty")
    shape = Shape(args)
    (handbook if args.layout == "handbook" else peers.LAYOUTS[args.layout])(shape, args.out)


if __name__ == "__main__":
    main()
