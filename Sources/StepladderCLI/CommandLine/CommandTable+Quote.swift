extension CommandTable {
  /// Positions under the rules of venues.
  static let quote = CommandSpec(
    name: .quote,
    operands: [
      OperandSpec("FILE", summary: "A file of positions, instead of --size.", isOptional: true)
    ],
    summary: "Says at which price each venue liquidates a position, and what happens then.",
    options: [
      OptionSpec(
        "venue", value: "NAMES",
        summary:
          "The rulebooks, separated by commas, each with switches where wanted (NAME:SWITCH=OPTION); "
          + "all if left out."),
      OptionSpec("symbol", value: "COIN", summary: "The coin or the contract; BTC if left out."),
      OptionSpec("side", value: "SIDE", summary: "long or short; long if left out."),
      OptionSpec("size", value: "SIZE", summary: "The size in the coin."),
      OptionSpec("entry", value: "PRICE", summary: "The entry price."),
      OptionSpec(
        "margin", value: "AMOUNT",
        summary:
          "What stands behind the position: 6000 in the quote currency, or 0.1BTC in the coin; negative where "
          + "profit was withdrawn."),
      OptionSpec(
        "leverage", value: "L", summary: "Instead of --margin: the value at entry over this."),
      OptionSpec(
        "mark", value: "PRICE", summary: "The price checked now; the entry price if left out."),
      OptionSpec(
        "fees", value: "WHICH",
        summary:
          "none: no trading fee counts; venue: closing fees count as the venue counts them. none if left out."
      ),
      OptionSpec(
        "explain",
        summary: "Derives each figure: the rule, its source and date, the numbers put in."),
      OptionSpec("stop", value: "PRICE", summary: "Warns where a stop leaves no room to get out."),
      OptionSpec(
        "horizon", value: "TIME",
        summary: "With --stop: for how long funding is paid, such as 8h; none if left out."),
      OptionSpec(
        "funding", value: "RATE",
        summary:
          "With --stop: the funding rate of a settlement, such as 1bp; the venue's at no premium if left out."
      ),
      OptionSpec(
        "taker", value: "RATE",
        summary: "With --stop: the taker fee, such as 5bp; the rulebook's if left out."),
      OptionSpec(
        "slippage", value: "RATE",
        summary: "With --stop: how much worse the stop fills, such as 5bp; nothing if left out."),
      OptionSpec(
        "depth", value: "SIZE",
        summary:
          "Instead of --slippage: what the book holds within each basis point, such as 2.5BTC/bp; the "
          + "average fill is half of the way through."),
      json,
      OptionSpec("csv", summary: "Prints one row for each venue and leg, for programs."),
    ],
    details: [
      "The figures are exact and rounded once: the price of the margin check, the maintenance there, the "
        + "liquidation and bankruptcy price and what lies between them, the first forced order and its limit, "
        + "its costs, and who keeps what is left. No fee counts unless --fees venue is given; what fees would "
        + "change is said below the table.",
      "An account that is below maintenance at the mark already is answered for the mark: step, limit, costs and "
        + "what is left are those there, and the distance to the liquidation price is negative.",
      "On an inverse contract the size in coin is turned into contracts at the entry price, and a margin in the "
        + "quote currency into coin. Lending markets have no perpetual position and are left out. Where no venue "
        + "gives a quote, the reasons are told as an error, and the program ends with 64.",
      "A position beyond the end of a venue's table of tiers is quoted at the rates of its last tier, and a note says "
        + "so; in JSON it is isBeyondTierTable, in CSV beyond_tier_table.",
      "A file of positions has accounts: [{ name, collateral or leverage, legs: [{ symbol, side, size, entry, "
        + "mark }] }]. Several legs share the collateral; a leg's liquidation price holds the others at their "
        + "marks. A long and a short of one contract share its price. An account that gives no quote is named, the "
        + "others are answered, and the code is 65.",
      "A number has at most 17 digits, 12 of them decimals, and the value of an account, with every decimal of size "
        + "times price, has 17.",
      "The rules are dated and may be outdated or partly unconfirmed: the notes say so. No figure is advice.",
    ],
    examples: [
      "quote --size 1 --entry 60000 --margin 6000",
      "quote --venue hyperliquid --side short --size 2 --entry 60000 --leverage 20 --explain",
      "quote --size 1 --entry 60000 --leverage 10 --stop 54500 --horizon 8h --depth 2.5BTC/bp",
      "quote positions.json5 --venue binance-usdm,bybit-usdt:maintenanceBasis=mark --csv",
    ])
}
