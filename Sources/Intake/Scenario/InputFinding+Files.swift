import Market
import Simulation
import Units

// What the readers of files found, in words.
extension InputFinding {
  /// Which entry of an archive was read.
  static func entry(of file: InputFile) -> [InputFinding] {
    guard let entry = file.entry else { return [] }
    let others = file.entriesLeftOut.map { InputError.quoted($0) }.joined(separator: ", ")
    return [
      InputFinding(
        .entry, count: file.entriesLeftOut.count,
        "read \(InputError.quoted(entry))"
          + (others.isEmpty ? ", the only entry" : "; left out: \(InputError.onOneLine(others))"))
    ]
  }

  /// What was found in bars.
  static func findings(
    of file: BarFile, window: TimeWindow, expansion: BarExpansion, prices: DecimalScale
  ) -> [InputFinding] {
    let minuteMicroseconds: Int64 = 60_000_000
    let length = file.length.nanoseconds / 1000
    let lengthText = DataGap.lengthText(microseconds: length)
    let step = ValueReader.intervalText(expansion.updateInterval)
    var findings = [
      InputFinding(
        .market, count: file.bars.count,
        "\(rows(file.rowCount)), \(ValueReader.countInWords(file.bars.count, "bar")) in the window"),
      InputFinding(
        .barLength,
        "a bar is \(lengthText) long"
          + (file.rowCount == 1 ? ", taken from no other" : ", by the distance of rows")
          + "; its open, high, low and close are expanded to steps of \(step)"
          + (length > minuteMicroseconds
            ? ", so nothing faster than a bar is known, and in which order high and low came is a guess"
            : "")),
    ]
    findings += gaps(file.gaps, in: window)
    if file.lateCount > 0 {
      findings.append(
        InputFinding(
          .order, count: file.lateCount,
          "\(rows(file.lateCount)) of the file older than one above, put in order of time"))
    }
    if file.repeatedCount > 0 {
      findings.append(
        InputFinding(
          .repeated, count: file.repeatedCount,
          "\(rows(file.repeatedCount)) of the file repeated another and \(left(file.repeatedCount))"
        ))
    }
    return findings
      + rounded(file.offTickCount, of: file.bars.count * 4, "prices of bars", prices)
  }

  /// What was found in trades.
  static func findings(
    of file: TradeFile, window: TimeWindow, prices: DecimalScale
  ) -> [InputFinding] {
    let repairs = file.repairs
    let trades = ValueReader.countInWords(file.trades.count, "trade")
    var findings = [
      InputFinding(
        .market, count: file.trades.count,
        InputError.onOneLine(
          "\(file.exchange) \(file.symbol): \(rows(file.rowCount)), \(trades) in the window"))
    ]
    findings += gaps(file.gaps, in: window)
    if repairs.lateCount > 0 {
      let most = DataGap.lengthText(microseconds: repairs.lateMicrosecondsMax)
      findings.append(
        InputFinding(
          .order, count: repairs.lateCount,
          "\(rows(repairs.lateCount)) of the file older by the venue's clock than one above, by up to \(most); put "
            + "in order of that clock"))
    }
    if repairs.recordedLateCount > 0 {
      findings.append(
        InputFinding(
          .recorderOrder, count: repairs.recordedLateCount,
          "\(rows(repairs.recordedLateCount)) of the file older by the recorder's clock than one above; that clock "
            + "is not used"))
    }
    if repairs.repeatedCount > 0 {
      findings.append(
        InputFinding(
          .repeated, count: repairs.repeatedCount,
          "\(rows(repairs.repeatedCount)) of the window repeated time, id and content of another and "
            + left(repairs.repeatedCount)))
    }
    if repairs.sharedIDCount > 0 {
      findings.append(
        InputFinding(
          .sharedID, count: repairs.sharedIDCount,
          "\(rows(repairs.sharedIDCount)) of the window with time and id of another and other content, kept"
        ))
    }
    if repairs.namelessCount > 0 {
      findings.append(
        InputFinding(
          .nameless, count: repairs.namelessCount,
          "\(rows(repairs.namelessCount)) of the window without id, kept; whether one occurs twice cannot be told"
        ))
    }
    return findings + rounded(repairs.offTickCount, of: file.trades.count, "prices", prices)
  }

  private static func gaps(_ gaps: [DataGap], in window: TimeWindow) -> [InputFinding] {
    gaps.map { gap in
      let place =
        switch (gap.from == window.from, gap.to == window.to) {
        case (true, true): ", all of the window"
        case (true, false): ", the start of the window"
        case (false, true): ", the end of the window"
        case (false, false): ""
        }
      return InputFinding(.gap, gap: gap, gap.description + place)
    }
  }

  private static func rounded(
    _ count: Int, of all: Int, _ what: String, _ prices: DecimalScale
  ) -> [InputFinding] {
    if count == 0 { return [] }
    return [
      InputFinding(
        .rounded, count: count,
        "\(count) of \(all) \(what) lie between two ticks of \(prices.stepText) and were rounded to the nearest"
      )
    ]
  }

  private static func rows(_ count: Int) -> String { ValueReader.countInWords(count, "row") }

  private static func left(_ count: Int) -> String {
    count == 1 ? "was left out" : "were left out"
  }
}

extension InputFinding {
  /// What a market tape holds.
  static func findings(of file: TapeFile, _ market: ReplayedMarket) -> [InputFinding] {
    let tape = file.tape
    let names = [file.facts.exchange, file.facts.symbol].compactMap(\.self)
    let name = names.isEmpty ? "" : " of " + InputError.onOneLine(names.joined(separator: " "))
    var findings = [
      InputFinding(
        .market, count: tape.messages.count,
        "\(ValueReader.countInWords(tape.messages.count, "message"))\(name) with "
          + rows(tape.rows.count))
    ]
    if !market.hasBook {
      findings.append(
        InputFinding(
          .noBook,
          "The tape tells trades and no book: what can be taken is the size of the last trade of each side, and a "
            + "resting order fills only when a trade prints beyond its price"))
    }
    let faults = Set(file.facts.findings.faults.map(\.title))
    return findings
      + file.facts.findings.table.map { line in
        InputFinding(
          faults.contains(line.title) ? .fault : .check, "\(line.title): \(line.value)")
      }
  }
}
