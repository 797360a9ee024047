// Made by hand in the form of each source.
extension ReaderSample {
  /// A reader and its files.
  typealias Text = (name: String, files: [(name: String, text: String)])

  /// The texts, the first of which becomes the tape.
  static var texts: [Text] {
    tardis + binance + [
      (
        "bybit-trades",
        [
          (
            "XYZUSDT2025-01-01.csv",
            """
            timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional
            1735689602.3456,XYZUSDT,Buy,0.5,100.5,PlusTick,a1,1,1,1
            1735689601.1,XYZUSDT,Sell,1,100,MinusTick,a0,1,1,1

            """
          )
        ]
      ),
      (
        "bybit-book",
        [
          (
            "2025-01-01_XYZUSDT_ob500.data",
            """
            {"topic":"orderbook.500.XYZUSDT","type":"snapshot","ts":1735689600000,"data":{"s":"XYZUSDT","b":[["99.5","2"],["99","1"]],"a":[["100","1.5"]],"u":10,"seq":1},"cts":1735689599990}
            {"topic":"orderbook.500.XYZUSDT","type":"delta","ts":1735689600100,"data":{"s":"XYZUSDT","b":[["99.5","0"]],"a":[],"u":11,"seq":2},"cts":1735689600090}

            """
          )
        ]
      ),
      (
        "bitmex",
        [
          (
            "BITMEX.ws",
            """
            wss://www.bitmex.com/realtime <- 1626993367.874177: {"op":"subscribe"}
            1626993368.1: {"table":"orderBookL2","action":"partial","data":[{"symbol":"XBTUSD","id":1,"side":"Buy","size":100,"price":30000.5},{"symbol":"XBTUSD","id":2,"side":"Sell","size":50,"price":30001}]}
            1626993368.2: {"table":"orderBookL2","action":"update","data":[{"symbol":"XBTUSD","id":1,"side":"Buy","size":70}]}
            1626993368.3: {"table":"orderBookL2","action":"delete","data":[{"symbol":"XBTUSD","id":2,"side":"Sell"}]}
            1626993368.4: {"table":"orderBookL2","action":"insert","data":[{"symbol":"XBTUSD","id":3,"side":"Sell","size":5,"price":30002}]}
            1626993368.5: {"table":"trade","action":"insert","data":[{"timestamp":"2021-07-22T22:36:10.014Z","symbol":"XBTUSD","side":"Buy","size":52,"price":30002,"trdMatchID":"x"}]}

            """
          )
        ]
      ),
      (
        "kraken-futures",
        [
          (
            "KRAKEN.ws",
            """
            1626994927.69: {"feed":"book_snapshot","product_id":"PI_XBTUSD","timestamp":1626994925378,"seq":7,"tickSize":null,"bids":[{"price":439.3,"qty":20108.0}],"asks":[{"price":439.6,"qty":50.0}]}
            1626994927.78: {"feed":"book","product_id":"PI_XBTUSD","side":"sell","seq":8,"price":439.9,"qty":4.0,"timestamp":1626994927700}
            1626994927.79: {"feed":"trade","product_id":"PI_XBTUSD","uid":"x","side":"buy","type":"fill","seq":1487,"time":1626994927710,"qty":50.0,"price":439.6}

            """
          )
        ]
      ),
      (
        "lobster",
        [
          (
            "XYZ_2012-06-21_34200000_57600000_message_2.csv",
            """
            34200.004241176,1,16113575,18,5853300,1
            34200.00426064,4,16113584,18,5853300,1
            34200.5,3,16113585,50,5859400,-1

            """
          ),
          (
            "XYZ_2012-06-21_34200000_57600000_orderbook_2.csv",
            """
            5859400,200,5853300,36,5859800,200,5853000,150
            5859400,200,5853300,18,5859800,200,5853000,150
            5859400,150,5853300,18,9999999999,0,-9999999999,0

            """
          ),
        ]
      ),
    ]
  }

  private static var tardis: [Text] {
    let time = "venue,XYZ,1735689600000001,1735689600000002"
    let later = "venue,XYZ,1735689600100001,1735689600100002"
    return [
      (
        "tardis-book",
        [
          (
            "incremental_book_L2.csv",
            """
            exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount
            \(time),true,bid,99.5,2
            \(time),true,ask,100,1.5
            \(later),false,bid,99.5,0

            """
          )
        ]
      ),
      (
        "tardis-trades",
        [
          (
            "trades.csv",
            """
            exchange,symbol,timestamp,local_timestamp,id,side,price,amount
            \(time),7,buy,99.5,2
            \(later),,unknown,100,1.5e-3

            """
          )
        ]
      ),
      (
        "tardis-ticker",
        [
          (
            "derivative_ticker.csv",
            """
            exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,predicted_funding_rate,open_interest,last_price,index_price,mark_price
            \(time),0,0.0001,,7,,100.25,100.3
            \(later),,-0.0001,,,,,100.123456789

            """
          )
        ]
      ),
      (
        "tardis-pictures",
        [
          (
            "book_snapshot_2.csv",
            """
            exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount,asks[1].price,asks[1].amount,bids[1].price,bids[1].amount
            \(time),100,1,99.5,2,100.5,3,99,4
            \(later),100,1,99,2,,,,

            """
          )
        ]
      ),
      (
        "tardis-quotes",
        [
          (
            "quotes.csv",
            """
            exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount
            \(time),1,100,99.5,2
            \(later),,,99.5,3

            """
          )
        ]
      ),
    ]
  }

  private static var binance: [Text] {
    [
      (
        "binance-trades",
        [
          (
            "trades.csv",
            "7,100.5,0.2,20.1,1735689600000,true\n8,100.5,0.3,20.1,1735689600001,false\n"
          )
        ]
      ),
      (
        "binance-aggregate-trades",
        [
          (
            "aggTrades.csv",
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n"
              + "7,100.5,0.2,1,2,1735689600000000,true\n8,100.5,0.2,3,3,1735689600000001,false\n"
          )
        ]
      ),
      (
        "binance-quotes",
        [
          (
            "bookTicker.csv",
            "1,99.5,2,100,1,1735689600000,1735689600003\n2,99.6,2,100,1,1735689600010,1735689600013\n"
          )
        ]
      ),
      (
        "binance-bars",
        [
          (
            "markPriceKlines.csv",
            "1735689600000,1.0,2.0,0.5,1.5,0,1735689659999,0,60,0,0,0\n"
              + "1735689660000,1.5,2.0,0.5,1.25,0,1735689719999,0,60,0,0,0\n"
          )
        ]
      ),
      (
        "binance-funding",
        [
          (
            "fundingRate.csv",
            "calc_time,funding_interval_hours,last_funding_rate\n1735689600001,8,-0.00012359\n1735718400000,8,0.0001\n"
          )
        ]
      ),
      (
        "binance-capture",
        [
          (
            "btcusdt.txt",
            """
            1723161255030314667 {"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1723161256299,"T":1723161256298,"s":"BTCUSDT","U":5,"u":8,"pu":4,"b":[["99.5","2"]],"a":[["100","1"]]}}
            1723161255088169167 {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":10,"s":"BTCUSDT","b":"99.5","B":"2","a":"100","A":"1","T":1723161256313,"E":1723161256313}}
            1723161255319702566 {"lastUpdateId":7,"E":1723161256501,"T":1723161256493,"bids":[["99.5","1"]],"asks":[["100","3"]]}
            1723161255330314667 {"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1723161256599,"T":1723161256598,"s":"BTCUSDT","U":9,"u":10,"pu":8,"b":[],"a":[["100","0"]]}}
            1723161255388176367 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161256622,"T":1723161256622,"s":"BTCUSDT","t":5266583935,"p":"99.5","q":"0.006","X":"MARKET","m":true}}

            """
          )
        ]
      ),
    ]
  }
}
