import Intake
import Testing

@Suite("A damaged source") struct DamagedSourceTests {
  private let folder = try? TapeFolder()

  /// A source and what is said of it: lines, parted by empty ones; the last line is the message.
  private static let corpus = """
    7,100.5,0.2,20.1,1735689600001,true
    8,100.5,0.2,20.1,1735689600001,maybe
    a:2: is_buyer_maker: expected true or false, found "maybe"

    7,100.5,0.2,20.1,1735689600001,true
    8,0,0.2,20.1,1735689600001,false
    a:2: price: expected a price above 0, found "0"

    7,100.5,0.2,20.1,1735689600001,true
    8,1,0.2,20.1,17356896,false
    a:2: time: expected a time in the years 2000 to 2099, found "17356896"

    7,100.5,0.2,20.1,1735689600001,true
    8,1,0.2,20.1,99999999999999999999,false
    a:2: time: expected a time in the years 2000 to 2099, found "99999999999999999999"

    calc_time,funding_interval_hours,last_funding_rate
    1735689600001,8,0.0001e
    a:2: last_funding_rate: expected a decimal, found "0.0001e"

    calc_time,funding_interval_hours,last_funding_rate
    1735689600001,8
    a:2: expected 3 fields, found 2

    timestamp,symbol,side,size,price,tickDirection,trdMatchID
    1735689602.5,XYZ,buy,1,1,,
    a:2: side: expected Buy or Sell, found "buy"

    timestamp,symbol,side,size,price,tickDirection,trdMatchID
    17356896020000,XYZ,Buy,1,1,,
    a:2: timestamp: expected seconds since 1970 in the years 2000 to 2099, found "17356896020000"

    exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount
    v,X,1735689600000000,1735689600000000,true,bid,1,1
    v,X,1735689600000000,1735689600000000,yes,bid,1,1
    a:3: is_snapshot: expected true or false, found "yes"

    exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount
    v,X,1735689600000000,1735689600000000,true,bid,1,1
    v,X,1735689600000000,1735689600000000,true,both,1,1
    a:3: side: expected bid or ask, found "both"

    exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount
    v,X,1735689600000000,1735689600000000,true,bid,1,1

    a:3: expected 8 fields, found an empty row

    exchange,symbol,timestamp,local_timestamp,is_snapshot,is_snapshot,side,price,amount
    v,X,1735689600000000,1735689600000000,true,true,bid,1,1
    a:1: expected one column is_snapshot, found "exchange,symbol,timestamp,local_timestam..."

    34200.004241176,1,16113575,18,5853300,1
    a: expected the book of LOBSTER beside its messages, found none

    5859400,200,5853300,18
    a:1: expected the messages of LOBSTER beside the book, found "5859400,200,5853300,18"

    {"topic":"orderbook.500.X","type":"delta","ts":1735689600000,"data":{"s":"X","b":[["99.5"
    a:1: column 90: expected a comma or the end of the list, found the end of the line

    {"topic":"orderbook.500.X","type":"delta","ts":1,"data":{}}
    a:1: column 49: expected a time in the years 2000 to 2099 before this, found ","data":{}}"

    1626993368.1: {"table":"orderBookL2","action":"partial","data":[{"symbol":"X","size":1,"price":1}]}
    a:1: column 98: expected a level with id and side before this, found "]}"

    1626993368.1: {"table":"orderBookL2","action":"partial","data":[{"symbol":"X","side":"Buy","id":1,"size":1,"price":-1}]}
    a:1: column 119: expected a price above 0 before this, found "]}"

    1626993368.1: {"table":"trade","action":"insert","data":[{"timestamp":"9999-01-01T00:00:00Z","symbol":"X"}]}
    a:1: column 93: expected a time such as 2021-07-22T22:36:10.014Z, found ","symbol":"X"}]}"

    1626994927.7: {"feed":"book","product_id":"X","seq":8,"price":1e999,"qty":4.0}
    a:1: column 63: expected a decimal, found "1e999,"qty":4.0}"

    1626994927.7: {"feed":"book"
    a:1: column 29: expected a comma or the end of the object, found the end of the line
    """

  @Test("is refused in a line that names the row", arguments: 0..<21)
  func refused(number: Int) throws {
    var cases: [[String]] = [[]]
    for line in Self.corpus.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    {
      cases[cases.count - 1].append(line)
      if line.hasPrefix("a:") { cases.append([]) }
    }
    #expect(cases.count == 22)
    // The line between two sources.
    let lines = number == 0 ? cases[number] : Array(cases[number].dropFirst())
    let text = lines.dropLast().joined(separator: "\n") + "\n"
    let message = try #require(lines.last)
    #expect(try #require(folder).complaint("a", text) == message)
  }
}
