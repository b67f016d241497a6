// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// The JSON Schema (draft 2020-12) of what `check --json` prints, for programs that read it.
public enum CheckSchema {
  /// The schema's text.
  public static var text: String {
    #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "the verdicts of segbench check",
      "type": "object",
      "required": ["check", "scenarios", "abandoned"],
      "additionalProperties": false,
      "properties": {
        "check": {"const": 1, "description": "the version of this form"},
        "scenarios": {"type": "array", "items": {"$ref": "#/$defs/scenario"}},
        "abandoned": {
          "description": "folders of baselines whose scenario was not found",
          "type": "array", "items": {"type": "string"}
        }
      },
      "$defs": {
        "scenario": {
          "type": "object",
          "required": ["scenario", "file", "baseline", "notes", "departures", "gates"],
          "additionalProperties": false,
          "properties": {
            "scenario": {"type": "string"},
            "file": {"type": "string"},
            "baseline": {"enum": [\#(list(CheckedScenario.Baseline.allCases.map(\.rawValue)))]},
            "notes": {"type": "array", "items": {"type": "string"}},
            "departures": {
              "description": "numbers that the baseline's own scenario does not give any more",
              "type": "array", "items": {"type": "string"}
            },
            "gates": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/gate"}}
          }
        },
        "gate": {
          "type": "object",
          "required": [
            "gate", "file", "line", "column", "metric", "isShare", "isChange", "claim", "confidence",
            "verdict", "passesUndecided", "flips"
          ],
          "additionalProperties": false,
          "properties": {
            "gate": {"type": "string"},
            "file": {"type": "string"},
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1},
            "metric": {"type": "string"},
            "isShare": {"type": "boolean"},
            "isChange": {"type": "boolean"},
            "claim": {"enum": ["no worse", "not shown worse"]},
            "confidence": {"type": "number", "minimum": 0.5, "maximum": 1},
            "failConfidence": {
              "description": "how sure a failure is, where levels or months share the confidence",
              "type": "number", "minimum": 0.5, "maximum": 1
            },
            "group": {
              "description": "whom it is about: the level by quantity; all customers without it",
              "type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}
            },
            "verdict": {"enum": [\#(list(CheckedGate.Verdict.allCases.map(\.rawValue)))]},
            "passesUndecided": {"type": "boolean"},
            "reason": {"description": "why it is not measurable, or undecided although its number keeps within the bound", "type": "string"},
            "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
            "value": {"type": "number"},
            "baseline": {"type": "number"},
            "difference": {"type": "number"},
            "low": {"type": "number"},
            "high": {"type": "number"},
            "limit": {"description": "the bound, or the margin of a change", "type": "number"},
            "varies": {"enum": ["customers", "replicates"]},
            "customers": {"type": "integer", "minimum": 0},
            "power": {
              "description": "how likely twice the margin, or the measured distance from the bound, is shown",
              "type": "number", "minimum": 0, "maximum": 1
            },
            "isBestPower": {
              "description": "nothing differs yet: a change cannot have more power", "const": true
            },
            "wantedPower": {"type": "number", "minimum": 0, "maximum": 1},
            "needed": {"type": "integer", "minimum": 1},
            "neededUnit": {"enum": ["customers", "replicates"]},
            "flips": {"type": "array", "items": {"$ref": "#/$defs/flips"}}
          }
        },
        "flips": {
          "type": "object",
          "required": ["segment", "wins", "losses"],
          "additionalProperties": false,
          "properties": {
            "segment": {"type": "string"},
            "wins": {"type": "integer", "minimum": 0},
            "losses": {"type": "integer", "minimum": 0}
          }
        }
      }
    }

    """#
  }

  private static func list(_ words: [String]) -> String {
    words.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
