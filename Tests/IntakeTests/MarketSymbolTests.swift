import Intake
import Testing

@Suite("The symbol of a market")
struct MarketSymbolTests {
  @Test(
    "names the same coin at every venue",
    arguments: [
      "BTCUSDT", "XBTUSD", "BTC-USD", "btcusdt", "BTC-USDT-SWAP", "BTC-PERPETUAL", "PF_XBTUSD",
      "PI_XBTUSD", "BTCUSD_PERP", "BTC/USDT:USDT", "tBTCUSD", "XBTUSDTM", "BTC-PERP",
      "BTCUSD_250926",
      "BTC_USDC", "BTCBUSD", "BTC-EUR", "BTC-27JUN25",
    ])
  func bitcoin(symbol: String) throws {
    let one = try #require(MarketSymbol(symbol))
    #expect(one.bases.first == "BTC" || one.bases == ["BTCB", "BTC"])
    #expect(one.mayShareBase(with: try #require(MarketSymbol("BTC-USD"))))
    #expect(!one.mayShareBase(with: try #require(MarketSymbol("ETH-USD"))))
  }

  @Test("tells coins apart")
  func others() {
    #expect(MarketSymbol("FILUSD_PERP")?.bases == ["FIL"])
    #expect(MarketSymbol("DOT-USD")?.bases == ["DOT"])
    #expect(MarketSymbol("1000PEPEUSDT")?.bases == ["1000PEPE"])
    #expect(MarketSymbol("TUSDUSDT")?.bases == ["TUSD"])
    #expect(MarketSymbol("ARBUSD")?.bases == ["ARB", "AR"])
    #expect(MarketSymbol("TRXUSD_PERP")?.bases == ["TRX"])
  }

  @Test("that is one word says nothing")
  func unknown() {
    #expect(MarketSymbol("X") == nil)
    #expect(MarketSymbol("BTC") == nil)
    #expect(MarketSymbol("USD") == nil)
    #expect(MarketSymbol("") == nil)
  }
}
