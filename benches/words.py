"""The words from which corpus.py makes its sentences, in English and French."""

LANGUAGES = ["en", "fr"]
PARTS = ["subject", "modal", "verb", "object", "when"]
CLAUSES = ["5.1.a", "5.1.b", "5.1.c", "5.1.d", "5.1.e", "5.1.f", "5.1.g", "5.1.h", "5.2", "5.3", "6.2", "7.2", "7.3", "7.5", "9.2", "9.3"]
FIRST = ["Alice", "Benoit", "Chantal", "Denis", "Elise", "Fabien", "Gaston", "Helene", "Irene", "Jacques"]
LAST = ["Tremblay", "Gagnon", "Roy", "Bouchard", "Gauthier", "Morin", "Lavoie", "Fortin", "Pelletier", "Ouellet", "Belanger", "Levesque"]

EN = {
    "areas": """Access control|Acceptable use|Asset management|Audit logging|Awareness|Backup|Business continuity|Change management|
Classification|Cloud services|Cryptography|Data retention|Endpoint security|Identity|Incident response|Internal audit|Legal register|
Mobile working|Network security|Patch management|Personal information|Physical security|Procurement|Risk treatment|Secure development|
Supplier security|Threat intelligence|Vulnerability management""",
    "sentence": "{subject} {modal} {verb} {object} {when}",
    "subject": """top management|the document owner|the information security committee|each employee|the service owner|the privacy officer|
an external auditor|the line manager|the internal auditor|every supplier|the risk owner|the project sponsor|the data steward|
the change board|the incident lead|the chair of the meeting|the head of facilities|the person on call""",
    "modal": "shall|must|is expected to|agrees to|has to|may delegate who can",
    "verb": """approve|communicate|review|document|fund|measure|report|escalate|record|enforce|maintain|publish|assess|withdraw|verify|
archive|classify|justify|monitor|rehearse|translate|reconcile""",
    "object": """the access list|the budget for controls|the security objectives|residual risk|the register of exceptions|the training plan|
personal information|the statement of applicability|the performance indicators|supplier contracts|the continuity exercise|
privileged accounts|the retention schedule|the results of the audit|corrective actions|encryption keys|the asset inventory|
the incident timeline|the minutes of the management review|backup evidence""",
    "when": """at least once a quarter|before each release|within ten working days|during the annual management review|
when a contract is renewed|without delay|before access is granted|after every major incident|as part of the yearly budget|
on the first working day of the month|whenever the organisation changes|in writing""",
    "why": """so that responsibilities stay clear|because exceptions for management are a failure|in line with the objectives|
to keep evidence for the auditors|so that employees know what is expected of them|to respect the law on privacy|
as the risk assessment requires|so that indicators can be compared over time|to show that leadership is committed""",
    "at": "at",
    "roles": "Managing director|Security officer|Privacy officer|IT manager|HR director|Finance director|Legal counsel|Internal auditor|Service owner",
    "heads": "Purpose|Scope|Responsibilities|Activity|Requirements|Indicators|Related documents|Records|Form|Kept|years",
    "subheads": "Approval|Evidence|Delegation|Training|Tooling|Suppliers|Reporting",
}
FR = {
    "areas": """Contrôle des accès|Utilisation acceptable|Gestion des actifs|Journaux d’audit|Sensibilisation|Sauvegarde|Continuité|
Gestion des changements|Classification|Services infonuagiques|Cryptographie|Conservation des données|Postes de travail|Identité|
Réponse aux incidents|Audit interne|Registre légal|Travail mobile|Sécurité du réseau|Correctifs|Renseignements personnels|
Sécurité physique|Approvisionnement|Traitement du risque|Développement sécurisé|Fournisseurs|Veille des menaces|Vulnérabilités""",
    "sentence": "{subject} {modal} {verb} {object} {when}",
    "subject": """la haute direction|le propriétaire du document|le comité de sécurité de l’information|chaque employé|
le propriétaire du service|la personne responsable de la vie privée|un auditeur externe|le supérieur immédiat|l’auditrice interne|
chaque fournisseur|le propriétaire du risque|le parrain du projet|l’intendante des données|le comité des changements""",
    "modal": "doit|est tenu de|s’engage à|a la charge de|peut déléguer à qui peut",
    "verb": """approuver|communiquer|réviser|documenter|financer|mesurer|rapporter|consigner|appliquer|maintenir|publier|évaluer|retirer|
vérifier|archiver|classer|justifier|surveiller|répéter|traduire|rapprocher""",
    "object": """la liste des accès|le budget des mesures|les objectifs de sécurité|le risque résiduel|le registre des exceptions|
le plan de formation|les renseignements personnels|la déclaration d’applicabilité|les indicateurs de rendement|
les contrats des fournisseurs|l’exercice de continuité|les comptes à privilèges|le calendrier de conservation|
les résultats de l’audit|les mesures correctives|les clés de chiffrement|l’inventaire des actifs""",
    "when": """au moins une fois par trimestre|avant chaque version|dans les dix jours ouvrables|pendant la revue annuelle de direction|
au renouvellement d’un contrat|sans délai|avant d’accorder un accès|après chaque incident majeur|avec le budget annuel|
le premier jour ouvrable du mois|chaque fois que l’organisation change|par écrit""",
    "why": """afin que les responsabilités restent claires|car une exception pour la direction est un échec|selon les objectifs|
pour garder des preuves pour l’audit|afin que chacun sache ce qu’on attend de lui|dans le respect de la loi|
comme l’exige l’appréciation des risques|pour comparer les indicateurs dans le temps|pour montrer l’engagement de la direction""",
    "at": "chez",
    "roles": "Direction générale|Sécurité|Vie privée|Informatique|Ressources humaines|Finances|Affaires juridiques|Audit interne|Services",
    "heads": "Objet|Portée|Responsabilités|Activité|Exigences|Indicateurs|Documents liés|Dossiers|Formulaire|Gardé|ans",
    "subheads": "Approbation|Preuves|Délégation|Formation|Outils|Fournisseurs|Rapports",
}
for lexicon in (EN, FR):
    for part, text in lexicon.items():
        if part not in ("sentence", "at"):
            lexicon[part] = text.replace("\n", "").split("|")
OF = {"en": EN, "fr": FR}


def name(n):
    """The name of the nth person."""
    return f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]}" + (f" {n}" if n >= len(FIRST) * len(LAST) else "")


def role(lang, n):
    """The title of the nth role."""
    roles = OF[lang]["roles"]
    return roles[n % len(roles)] + (f" {n // len(roles) + 1}" if n >= len(roles) else "")


SYLLABLES = "ba be bo da de di fa fe ga go ka ki la le li lo ma me mi mo na ne no pa po ra re ri ro sa se si so ta te ti to va ve vo".split()


def proper(n):
    """A name of a supplier or a system, of which a handbook has many: some often, most seldom."""
    letters, n = "", n + 41
    while n:
        letters, n = SYLLABLES[n % len(SYLLABLES)] + letters, n // len(SYLLABLES)
    return letters.capitalize()
