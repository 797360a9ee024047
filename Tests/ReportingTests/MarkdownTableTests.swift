import Reporting
import Testing

@Suite("Markdown tables")
struct MarkdownTableTests {
  @Test("pipes line up in the source and numbers lean right")
  func alignment() {
    var table = MarkdownTable([("path", .left), ("fund draw (USDT)", .right), ("n", .right)])
    table.append(["market order", "1,234.56", "16"])
    table.append(["step | ladder", "0.00", "16"])
    let expected = """
      | path           | fund draw (USDT) |   n |
      | -------------- | ---------------: | --: |
      | market order   |         1,234.56 |  16 |
      | step \\| ladder |             0.00 |  16 |

      """
    #expect(table.text == expected)
  }
}
