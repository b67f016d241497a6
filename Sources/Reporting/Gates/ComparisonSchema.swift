// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// The JSON Schema (draft 2020-12) of what `compare --json` prints, for programs that read it.
public enum ComparisonSchema {
  /// The schema's text.
  public static var text: String {
    let verdicts = ComparedClassifier.Verdict.allCases.map { "\"\($0.rawValue)\"" }
    return #"""
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "the verdicts of segbench compare",
        "type": "object",
        "required": ["compare", "confidence", "margin", "notes", "pairs"],
        "additionalProperties": false,
        "properties": {
          "compare": {"const": 1, "description": "the version of this form"},
          "confidence": {
            "description": "how sure each verdict is, to one side",
            "type": "number", "minimum": 0.5, "exclusiveMaximum": 1
          },
          "margin": {
            "description": "up to which difference both count as equally good, as a share",
            "type": "number", "minimum": 0, "maximum": 0.5
          },
          "notes": {"type": "array", "items": {"type": "string"}},
          "pairs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/pair"}}
        },
        "$defs": {
          "share": {"type": "number", "minimum": 0, "maximum": 1},
          "pair": {
            "type": "object",
            "required": ["scheme", "champion", "challenger", "parts"],
            "additionalProperties": false,
            "properties": {
              "scheme": {"type": "string"},
              "champion": {"type": "string"},
              "challenger": {"type": "string"},
              "parts": {
                "description": "all customers first, then each true segment",
                "type": "array", "minItems": 1, "items": {"$ref": "#/$defs/part"}
              }
            }
          },
          "part": {
            "type": "object",
            "required": ["verdict", "wins", "losses"],
            "additionalProperties": false,
            "properties": {
              "segment": {"description": "all customers without it", "type": "string"},
              "verdict": {"enum": [\#(verdicts.joined(separator: ", "))]},
              "reason": {"description": "why it is not measurable", "type": "string"},
              "champion": {"$ref": "#/$defs/share", "description": "the share it misplaces"},
              "challenger": {"$ref": "#/$defs/share", "description": "the share it misplaces"},
              "difference": {
                "description": "the challenger's share less the champion's", "type": "number"
              },
              "low": {"type": "number"},
              "high": {"type": "number"},
              "sureness": {
                "description": "how sure the sign of the difference is",
                "type": "number", "minimum": 0.5, "maximum": 1
              },
              "customerMonths": {"type": "integer", "minimum": 0},
              "wins": {"type": "integer", "minimum": 0},
              "losses": {"type": "integer", "minimum": 0}
            },
            "oneOf": [
              {
                "properties": {"verdict": {"const": "not measurable"}},
                "required": ["reason"]
              },
              {
                "properties": {
                  "verdict": {"enum": ["better", "worse", "equivalent", "undecided"]}
                },
                "required": ["champion", "challenger", "difference", "low", "high"]
              }
            ]
          }
        }
      }

      """#
  }
}
