"""The documents of corpus.py laid out for other site generators: the smallest site of each that does what a handbook's
readers need: a sidebar, a table of contents, a block of metadata on every page, and a register of all documents."""
import json


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def meta(shape, document):
    nth = max(1, shape.versions)
    return {"docid": document.id, "owner": f"role-{document.owner + 1:03d}", "version": document.version(nth), "status": "approved",
            "approved_by": f"person-{document.approver + 1:03d}", "approved_on": str(document.approved(nth)), "clauses": document.clauses}


LABELS = {"docid": "Document", "owner": "Owner", "version": "Version", "status": "Status", "approved_by": "Approved by", "approved_on": "Approved on"}


def matter(shape, document, **more):
    """Front matter as YAML; JSON is YAML."""
    keys = {"title": document.title("en"), **meta(shape, document), "weight": document.number + 1, **more}
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items()) + "---\n\n"


def body(shape, document):
    return document.body(max(1, shape.versions), "en", lambda number: f"../{shape.document(number).place()}")


def section(k):
    return f"section-{k + 1:03d}"


def block(shape, document):
    """Metadata as a table, for generators whose pages do not show front matter."""
    keys = meta(shape, document)
    return ("| " + " | ".join(LABELS.values()) + " |\n" + "|---" * len(LABELS) + "|\n| " + " | ".join(keys[key] for key in LABELS) + " |\n\n")


def table(shape, documents, link):
    """The register as a table, for generators that cannot list front matter."""
    rows = ["| Document | Title | Version | Owner | Approved on |\n|---|---|---|---|---|\n"]
    for document in documents:
        keys = meta(shape, document)
        rows.append(f"| {document.id} | [{document.title('en')}]({link(document)}) | {keys['version']} | {keys['owner']} | {keys['approved_on']} |\n")
    return "".join(rows)


def by_section(shape):
    sections = [[] for _ in range(shape.sections)]
    for document in shape.all():
        sections[document.section].append(document)
    return sections


STYLE = "body{display:grid;grid-template-columns:18rem 1fr}nav{padding:1rem}main{max-width:60rem}\n"

# ---------------------------------------------------------------- Hugo

HUGO_CONFIG = """baseURL = "http://localhost/"
title = "Handbook"
locale = "en"
disableKinds = ["taxonomy", "term", "RSS"]
timeout = "600s"
[markup.tableOfContents]
startLevel = 2
endLevel = 3
[outputs]
home = ["HTML", "JSON"]
"""
HUGO_BASE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title><link rel="stylesheet" href="/style.css"></head>
<body>
<nav aria-label="Documents">SIDEBAR</nav>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""
HUGO_SIDEBAR = """{{ $page := . }}<p><a href="/">Document register</a></p>
<ul>{{ range site.Sections }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ if eq .Section $page.Section }}<ul>{{ range .RegularPages }}
<li><a href="{{ .RelPermalink }}"{{ if eq . $page }} aria-current="page"{{ end }}>{{ .Title }}</a></li>{{ end }}</ul>{{ end }}</li>{{ end }}
</ul>"""
HUGO_ROWS = """<table><thead><tr><th>Document</th><th>Title</th><th>Version</th><th>Owner</th><th>Approved on</th></tr></thead><tbody>
{{ range RANGE }}<tr><td>{{ .Params.docid }}</td><td><a href="{{ .RelPermalink }}">{{ .Title }}</a></td><td>{{ .Params.version }}</td><td>{{ .Params.owner }}</td><td>{{ .Params.approved_on }}</td></tr>
{{ end }}</tbody></table>"""
HUGO_LINK = """{{- $url := urls.Parse .Destination -}}{{- $href := .Destination -}}
{{- if and (not $url.Scheme) (strings.HasSuffix $url.Path ".md") -}}
{{- with .Page.GetPage $url.Path -}}{{- $href = .RelPermalink -}}{{- else -}}{{- errorf "broken link %s" $url.Path -}}{{- end -}}
{{- end -}}<a href="{{ $href | safeURL }}">{{ .Text | safeHTML }}</a>{{- /* no line end */ -}}"""


def hugo(shape, out, sidebar=True):
    layouts = out / "layouts"
    write(out / "hugo.toml", HUGO_CONFIG)
    write(out / "static/style.css", STYLE)
    write(layouts / "_default/baseof.html", HUGO_BASE.replace("SIDEBAR", '{{ partial "sidebar.html" . }}' if sidebar else '<a href="/">Document register</a>'))
    write(layouts / "partials/sidebar.html", HUGO_SIDEBAR)
    terms = "".join(f"<dt>{label}</dt><dd>{{{{ .Params.{key} }}}}</dd>" for key, label in LABELS.items())
    write(layouts / "_default/single.html", '{{ define "main" }}<h1>{{ .Title }}</h1><dl>' + terms
          + "</dl><aside>{{ .TableOfContents }}</aside><article>{{ .Content }}</article>{{ end }}\n")
    write(layouts / "_default/list.html", '{{ define "main" }}<h1>{{ .Title }}</h1>' + HUGO_ROWS.replace("RANGE", ".RegularPages") + "{{ end }}\n")
    write(layouts / "index.html", '{{ define "main" }}<h1>Document register</h1>' + HUGO_ROWS.replace("RANGE", 'sort site.RegularPages "Params.docid"') + "{{ end }}\n")
    write(layouts / "index.json", '[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}{{ dict "u" .RelPermalink "t" .Title "b" .Plain | jsonify }}{{ end }}]\n')
    write(layouts / "_default/_markup/render-link.html", HUGO_LINK)
    for k in range(shape.sections):
        write(out / "content" / section(k) / "_index.md", f'---\ntitle: "Section {k + 1}"\nweight: {k + 1}\n---\n')
    for document in shape.all():
        write(out / "content" / document.place(), matter(shape, document) + body(shape, document))


def hugo_plain(shape, out):
    """Without a sidebar, which is what costs Hugo most at many documents."""
    hugo(shape, out, sidebar=False)


# ---------------------------------------------------------------- mdBook

def mdbook(shape, out):
    write(out / "book.toml", '[book]\ntitle = "Handbook"\nlanguage = "en"\nsrc = "src"\n')
    summary = ["# Summary\n\n[Document register](register.md)\n\n"]
    for k, documents in enumerate(by_section(shape)):
        summary.append(f"- [Section {k + 1}]({section(k)}/index.md)\n")
        summary += [f"  - [{document.title('en')}]({document.place()})\n" for document in documents]
        write(out / "src" / section(k) / "index.md", f"# Section {k + 1}\n\n" + table(shape, documents, lambda d: f"{d.name}.md"))
    write(out / "src/SUMMARY.md", "".join(summary))
    write(out / "src/register.md", "# Document register\n\n" + table(shape, shape.all(), lambda d: d.place()))
    for document in shape.all():
        write(out / "src" / document.place(), f"# {document.title('en')}\n\n" + block(shape, document) + body(shape, document))


# ---------------------------------------------------------------- MkDocs with Material

def mkdocs(shape, out):
    write(out / "mkdocs.yml", "site_name: Handbook\nsite_url: http://localhost/\ntheme:\n  name: material\n  font: false\n"
          "  features: [navigation.indexes, navigation.prune]\nplugins: [search]\nmarkdown_extensions: [footnotes, tables, {toc: {permalink: true}}]\n")
    for k, documents in enumerate(by_section(shape)):
        write(out / "docs" / section(k) / "index.md", f"# Section {k + 1}\n\n" + table(shape, documents, lambda d: f"{d.name}.md"))
    write(out / "docs/index.md", "# Document register\n\n" + table(shape, shape.all(), lambda d: d.place()))
    for document in shape.all():
        write(out / "docs" / document.place(), matter(shape, document) + f"# {document.title('en')}\n\n" + block(shape, document) + body(shape, document))


# ---------------------------------------------------------------- Eleventy

ELEVENTY_CONFIG = """import markdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
import anchor from "markdown-it-anchor";

export default function (config) {
  const md = markdownIt({ html: true }).use(footnote).use(anchor, { level: [2, 3] });
  const open = md.renderer.rules.link_open || ((tokens, i, options, env, self) => self.renderToken(tokens, i, options));
  md.renderer.rules.link_open = (tokens, i, options, env, self) => {
    const href = tokens[i].attrGet("href");
    if (href && href.startsWith("../") && href.endsWith(".md")) tokens[i].attrSet("href", href.slice(2, -3) + "/");
    return open(tokens, i, options, env, self);
  };
  config.setLibrary("md", md);
  config.addPassthroughCopy({ static: "/" });
  config.addFilter("toc", (html) => [...String(html).matchAll(/<h([23]) id="([^"]*)"[^>]*>(.*?)<\\/h/g)]
    .map((m) => `<li><a href="#${m[2]}">${m[3]}</a></li>`).join(""));
  const sorted = (api, tag) => api.getFilteredByTag(tag).sort((x, y) => x.data.weight - y.data.weight);
  config.addCollection("register", (api) => sorted(api, "document").map((d) => ({ url: d.url, data: d.data })));
  config.addCollection("sections", (api) => sorted(api, "section").map((s) => ({ url: s.url, title: s.data.title,
    docs: sorted(api, "document").filter((d) => d.url.startsWith(s.url)).map((d) => ({ url: d.url, data: d.data })) })));
  return { dir: { input: "content", includes: "../_includes", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
"""
ELEVENTY_BASE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ title }} - Handbook</title><link rel="stylesheet" href="/style.css"></head>
<body>
<nav aria-label="Documents"><p><a href="/">Document register</a></p><ul>{% for s in collections.sections %}
<li><a href="{{ s.url }}">{{ s.title }}</a>{% if s.url == own %}<ul>{% for p in s.docs %}
<li><a href="{{ p.url }}"{% if p.url == page.url %} aria-current="page"{% endif %}>{{ p.data.title }}</a></li>{% endfor %}</ul>{% endif %}</li>{% endfor %}
</ul></nav>
<main>{{ content | safe }}</main>
</body>
</html>
"""
ELEVENTY_HEAD = "<table><thead><tr><th>Document</th><th>Title</th><th>Version</th><th>Owner</th><th>Approved on</th></tr></thead><tbody>\n"
ELEVENTY_ROW = ('<tr><td>{{ p.data.docid }}</td><td><a href="{{ p.url }}">{{ p.data.title }}</a></td><td>{{ p.data.version }}</td>'
                "<td>{{ p.data.owner }}</td><td>{{ p.data.approved_on }}</td></tr>\n")


def eleventy(shape, out):
    write(out / "eleventy.config.js", ELEVENTY_CONFIG)
    write(out / "package.json", '{"name": "handbook", "private": true, "type": "module"}\n')
    write(out / "static/style.css", STYLE)
    write(out / "_includes/base.njk", ELEVENTY_BASE)
    terms = "".join(f"<dt>{label}</dt><dd>{{{{ {key} }}}}</dd>" for key, label in LABELS.items())
    write(out / "_includes/doc.njk", f"---\nlayout: base.njk\n---\n<h1>{{{{ title }}}}</h1><dl>{terms}</dl>"
          "<aside><ul>{{ content | toc | safe }}</ul></aside><article>{{ content | safe }}</article>\n")
    write(out / "_includes/section.njk", "---\nlayout: base.njk\n---\n<h1>{{ title }}</h1>" + ELEVENTY_HEAD
          + "{% for s in collections.sections %}{% if s.url == own %}{% for p in s.docs %}" + ELEVENTY_ROW + "{% endfor %}{% endif %}{% endfor %}</tbody></table>\n")
    write(out / "content/index.njk", "---\ntitle: Document register\nlayout: base.njk\n---\n<h1>Document register</h1>" + ELEVENTY_HEAD
          + "{% for p in collections.register %}" + ELEVENTY_ROW + "{% endfor %}</tbody></table>\n")
    for k in range(shape.sections):
        write(out / "content" / section(k) / f"{section(k)}.json", json.dumps({"own": f"/{section(k)}/"}) + "\n")
        write(out / "content" / section(k) / "index.md", f'---\ntitle: "Section {k + 1}"\nweight: {k + 1}\ntags: section\nlayout: section.njk\n---\n')
    for document in shape.all():
        write(out / "content" / document.place(), matter(shape, document, tags="document", layout="doc.njk") + body(shape, document))


LAYOUTS = {"hugo": hugo, "hugo-plain": hugo_plain, "mdbook": mdbook, "mkdocs": mkdocs, "eleventy": eleventy}
