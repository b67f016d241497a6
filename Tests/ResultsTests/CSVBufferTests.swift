// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import Testing

@Suite struct CSVBufferTests {
  private func text(_ fill: (inout CSVBuffer) -> Void) -> String {
    var buffer = CSVBuffer()
    fill(&buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test func separatesFieldsAndEndsRows() {
    let text = text { buffer in
      buffer.append("a")
      buffer.append(7)
      buffer.append(0.5)
      buffer.endRow()
      buffer.append(CSVField("银行"))
      buffer.append(nil as Int?)
      buffer.append(Double.nan)
      buffer.endRow()
    }
    #expect(text == "a,7,0.5\n银行,,\n")
  }

  @Test(
    arguments: [
      ("plain", "plain"), ("two words", "two words"), ("a,b", "\"a,b\""),
      ("say \"so\"", "\"say \"\"so\"\"\""), ("two\nlines", "\"two\nlines\""),
      (" outer", "\" outer\""), ("", ""),
    ])
  func quotesOnlyWhereNeeded(field: String, written: String) {
    #expect(String(decoding: CSVField(field).bytes, as: UTF8.self) == written)
  }

  @Test func emptyFirstFieldKeepsItsComma() {
    let text = text { buffer in
      buffer.append(nil as String?)
      buffer.append(1)
      buffer.endRow()
    }
    #expect(text == ",1\n")
  }

  @Test func removeAllStartsANewRow() {
    let text = text { buffer in
      buffer.append(1)
      buffer.removeAll()
      buffer.append(2)
      buffer.endRow()
    }
    #expect(text == "2\n")
  }
}
