import Reporting
import Testing

@Suite("Markdown documents")
struct MarkdownDocumentTests {
  @Test("blocks are parted by one empty line and the file ends with one line feed")
  func blocks() {
    var document = MarkdownDocument()
    document.heading(1, "Which path keeps more?")
    document.paragraph("The step ladder does.")
    document.list(["one", "two"])
    document.list(["first", "second"], numbered: true)
    var table = MarkdownTable([("a", .left)])
    table.append(["b"])
    document.table(table)
    document.image("prices over time", path: "figures/prices.svg")
    document.code("swift run", language: "sh")
    let expected = """
      # Which path keeps more?

      The step ladder does.

      - one
      - two

      1. first
      2. second

      | a   |
      | --- |
      | b   |

      ![prices over time](figures/prices.svg)

      ```sh
      swift run
      ```

      """
    #expect(document.text == expected)
  }
}
