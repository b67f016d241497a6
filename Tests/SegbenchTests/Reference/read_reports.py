# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what `segbench check` wrote with readers that know nothing of it, and prints what they found.

Usage: read_reports.py JUNIT MARKDOWN JSON SCHEMA, with python3-junitparser, python3-jsonschema and
cmark-gfm installed. Prints tests, failures, errors and skipped of the JUnit file; the rows of the tables
of the Markdown file; the verdicts of the JSON file, which must be as the schema says.
"""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import jsonschema
import junitparser

junit, markdown, report, schema = sys.argv[1:]

suites = junitparser.JUnitXml.fromfile(junit)
kinds = [junitparser.Failure, junitparser.Error, junitparser.Skipped]
found = [0] * len(kinds)
cases = 0
for suite in suites:
    for case in suite:
        cases += 1
        for place, kind in enumerate(kinds):
            found[place] += any(isinstance(entry, kind) for entry in case.result)
assert [suites.tests, suites.failures, suites.errors, suites.skipped] == [cases] + found
print("junit", cases, *found)

html = subprocess.run(
    ["cmark-gfm", "-e", "table", markdown], check=True, capture_output=True, text=True
).stdout
page = ElementTree.fromstring("<page>" + html + "</page>")
rows = page.findall(".//tbody/tr")
heads = page.findall(".//thead/tr/th")
assert all(len(row.findall("td")) == len(heads) for row in rows)
print("markdown", len(rows), *[row.findall("td")[2].text for row in rows])

with open(report, encoding="utf-8") as file:
    document = json.load(file)
with open(schema, encoding="utf-8") as file:
    validator = jsonschema.Draft202012Validator(json.load(file))
validator.check_schema(validator.schema)
validator.validate(document)
# A schema that takes anything would tell nothing.
broken = json.loads(json.dumps(document))
broken["scenarios"][0]["gates"][0]["verdict"] = "perhaps"
assert list(validator.iter_errors(broken))
print("json", *[gate["verdict"] for scenario in document["scenarios"] for gate in scenario["gates"]])
