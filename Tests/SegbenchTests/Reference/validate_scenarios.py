# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks scenario files against the JSON Schema that `segbench schema` prints.

usage: python3 validate_scenarios.py SCHEMA.json FILE.yaml ...

Prints for each file `ok` or `refused: WHERE: WHY`; fails when the schema itself is none.
An independent reader and validator: PyYAML and jsonschema, draft 2020-12.
"""
import json
import sys

import jsonschema
import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        scenario = yaml.safe_load(file)
    error = jsonschema.exceptions.best_match(validator.iter_errors(scenario))
    if error is None:
        print("ok")
    else:
        print(f"refused: {error.json_path}: {error.message}"[:300].replace("\n", " "))
