import Units

// Paths from the literature, auctions and deleveraging, which a comparison runs where it names them.
extension BuiltInPaths {
  /// The built-in paths beyond ``all``.
  public static var more: [StagedPath] {
    [
      almgrenChriss, obizhaevaWang, dutchAuction, sealedBid, ftxBackstop,
      deleverage(.queue, "deleverage-queue", "The whole position against the first of the queue."),
      deleverage(
        .proRata, "deleverage-pro-rata",
        "The whole position against everyone on the other side, pro rata."),
      deleverage(
        .cappedProRata, "deleverage-capped",
        "The whole position against everyone on the other side, pro rata up to a cap."),
    ]
  }

  /// Slices that shrink: an order is urgent where what is left is at risk.
  ///
  /// A half-life of ten seconds over a minute; only the proportions count.
  public static var almgrenChriss: StagedPath {
    sliced(
      "almgren-chriss", "Twelve slices over a minute, large at first, by Almgren and Chriss.",
      .almgrenChriss(
        AlmgrenChriss(
          size: 1, horizon: 60, intervalCount: 12, deviation: 1, temporaryImpact: 100,
          riskAversion: 1),
        over: .seconds(60)))
  }

  /// A block at once, a steady rate, a block at the end: what suits a book that refills.
  public static var obizhaevaWang: StagedPath {
    sliced(
      "obizhaeva-wang",
      "A block, ten slices as the book refills, and a block after a minute, by Obizhaeva and Wang.",
      .obizhaevaWang(
        ObizhaevaWang(size: 1, horizon: 60, resilience: 0.1), intervals: 11, over: .seconds(60)))
  }

  /// A price that falls until somebody takes.
  public static var dutchAuction: StagedPath {
    auctioned(
      "dutch-auction", "A Dutch auction from 2 % above the index, 0.1 % lower each second.",
      .dutch(
        DutchAuctionTerms(
          curve: .stairstep(cut: AuctionRatio(Rate(partsPerMillion: 999_000)), step: .seconds(1)),
          startFactor: Rate(partsPerMillion: 1_020_000), resetAfter: .seconds(60),
          resetBelow: Rate(partsPerMillion: 900_000))))
  }

  /// Bids of liquidators, collected unseen.
  public static var sealedBid: StagedPath {
    auctioned(
      "sealed-bid", "Sealed bids for two seconds; winners pay what they bid.",
      .sealedBid(SealedBidTerms(window: .seconds(2), clearing: .payAsBid)))
  }

  /// A tenth at a time into the book; from half of maintenance on, backstop providers take a growing share.
  ///
  /// After FTX (help, Liquidations and Backstop Liquidity Provider Program, 2019 to 2022).
  public static var ftxBackstop: StagedPath {
    let closeOut = CloseOut(
      share: Rate(partsPerMillion: 500_000), notionalPartLess: Rate(partsPerMillion: 60_000))
    return StagedPath(
      name: "ftx-backstop",
      summary: "A tenth every six seconds; below half of maintenance backstop providers take over.",
      stages: [
        Stage(
          name: "book", cancels: .symbolOrders,
          sizing: .fractionOfRemaining(Rate(partsPerMillion: 100_000)),
          execution: .immediateOrCancel, limit: .markOffset(.basisPoints(5)),
          pace: Pace(cooldown: .seconds(6), attemptsMax: 30),
          escalation: Escalation(when: .belowCloseOut(closeOut))),
        Stage(
          name: "backstop", trigger: .belowCloseOut(closeOut),
          sizing: .distressShare(
            DistressShare(closeOut: closeOut, minimumNotional: Money(atoms: 1_000_000_000))),
          execution: .backstop, limit: .zeroPrice,
          pace: Pace(cooldown: .seconds(1), attemptsMax: 30),
          exits: StageExits(unfilled: .next)),
      ])
  }

  private static func sliced(_ name: String, _ summary: String, _ plan: SlicingPlan) -> StagedPath {
    StagedPath(
      name: name, summary: summary,
      stages: [
        Stage(
          name: "slice", cancels: .symbolOrders, execution: .slices(plan),
          exits: StageExits(healthy: .again)),
        Stage(
          name: "rest", execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(5), attemptsMax: 3)),
      ])
  }

  private static func auctioned(
    _ name: String, _ summary: String, _ format: AuctionFormat
  ) -> StagedPath {
    StagedPath(
      name: name, summary: summary,
      stages: [
        Stage(
          name: "auction", cancels: .symbolOrders, execution: .auction(format), limit: .bankruptcy,
          pace: Pace(cooldown: .seconds(1), attemptsMax: 2)),
        Stage(
          name: "rest", execution: .immediateOrCancel,
          pace: Pace(cooldown: .seconds(2), attemptsMax: 3)),
      ])
  }

  private static func deleverage(
    _ policy: DeleveragingPolicy, _ name: String, _ summary: String
  ) -> StagedPath {
    StagedPath(
      name: name, summary: summary,
      stages: [
        Stage(
          name: "deleverage", cancels: .symbolOrders, execution: .deleverageBy(policy),
          limit: .bankruptcy)
      ])
  }
}
