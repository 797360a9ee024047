// The shipped scenarios and rulebooks, as the bytes of their files. The compiler reads the files themselves, so that
// each exists once and none is parsed as source: an array literal of the same bytes takes Swift half a minute.
#include "EmbeddedData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char flash_crash[] = {
#embed "scenarios/flash-crash.json5"
};
static const unsigned char calm_btc[] = {
#embed "scenarios/calm-btc.json5"
};
static const unsigned char btc_2021_05_19[] = {
#embed "scenarios/btc-2021-05-19.json5"
};
static const unsigned char avax_2025_10_10[] = {
#embed "scenarios/avax-2025-10-10.json5"
};
static const unsigned char venues_crash[] = {
#embed "scenarios/venues-crash.json5"
};
static const unsigned char venues_2021_05_19[] = {
#embed "scenarios/venues-2021-05-19.json5"
};
static const unsigned char coin_crash[] = {
#embed "scenarios/coin-crash.json5"
};
static const unsigned char ladder_or_market[] = {
#embed "scenarios/ladder-or-market.json5"
};
static const unsigned char replay[] = {
#embed "scenarios/replay.json5"
};
static const unsigned char recorded_crash[] = {
#embed "scenarios/recorded-crash.json5"
};
static const unsigned char binance_usdm[] = {
#embed "venues/binance-usdm.json5"
};
static const unsigned char binance_coinm[] = {
#embed "venues/binance-coinm.json5"
};
static const unsigned char bybit_usdt[] = {
#embed "venues/bybit-usdt.json5"
};
static const unsigned char bybit_inverse[] = {
#embed "venues/bybit-inverse.json5"
};
static const unsigned char okx[] = {
#embed "venues/okx.json5"
};
static const unsigned char bitmex[] = {
#embed "venues/bitmex.json5"
};
static const unsigned char deribit[] = {
#embed "venues/deribit.json5"
};
static const unsigned char kraken[] = {
#embed "venues/kraken.json5"
};
static const unsigned char hyperliquid[] = {
#embed "venues/hyperliquid.json5"
};
static const unsigned char dydx_v4[] = {
#embed "venues/dydx-v4.json5"
};
static const unsigned char drift_v2[] = {
#embed "venues/drift-v2.json5"
};
static const unsigned char paradex[] = {
#embed "venues/paradex.json5"
};
static const unsigned char lighter[] = {
#embed "venues/lighter.json5"
};
static const unsigned char gmx_v2[] = {
#embed "venues/gmx-v2.json5"
};
static const unsigned char synthetix_v3[] = {
#embed "venues/synthetix-v3.json5"
};
static const unsigned char mango_v4[] = {
#embed "venues/mango-v4.json5"
};
static const unsigned char ftx[] = {
#embed "venues/ftx.json5"
};
static const unsigned char maker_clip[] = {
#embed "venues/maker-clip.json5"
};
static const unsigned char compound_v3[] = {
#embed "venues/compound-v3.json5"
};
static const unsigned char aave_v3[] = {
#embed "venues/aave-v3.json5"
};

#define DOCUMENT(name, bytes) {name, bytes, sizeof bytes}

// The default comparison first.
static const EmbeddedDocument scenarios[] = {
  DOCUMENT("flash-crash", flash_crash),
  DOCUMENT("calm-btc", calm_btc),
  DOCUMENT("btc-2021-05-19", btc_2021_05_19),
  DOCUMENT("avax-2025-10-10", avax_2025_10_10),
  DOCUMENT("venues-crash", venues_crash),
  DOCUMENT("venues-2021-05-19", venues_2021_05_19),
  DOCUMENT("coin-crash", coin_crash),
  DOCUMENT("ladder-or-market", ladder_or_market),
  DOCUMENT("replay", replay),
  DOCUMENT("recorded-crash", recorded_crash),
};

// Exchanges, chains, history, lending.
static const EmbeddedDocument venues[] = {
  DOCUMENT("binance-usdm", binance_usdm),
  DOCUMENT("binance-coinm", binance_coinm),
  DOCUMENT("bybit-usdt", bybit_usdt),
  DOCUMENT("bybit-inverse", bybit_inverse),
  DOCUMENT("okx", okx),
  DOCUMENT("bitmex", bitmex),
  DOCUMENT("deribit", deribit),
  DOCUMENT("kraken", kraken),
  DOCUMENT("hyperliquid", hyperliquid),
  DOCUMENT("dydx-v4", dydx_v4),
  DOCUMENT("drift-v2", drift_v2),
  DOCUMENT("paradex", paradex),
  DOCUMENT("lighter", lighter),
  DOCUMENT("gmx-v2", gmx_v2),
  DOCUMENT("synthetix-v3", synthetix_v3),
  DOCUMENT("mango-v4", mango_v4),
  DOCUMENT("ftx", ftx),
  DOCUMENT("maker-clip", maker_clip),
  DOCUMENT("compound-v3", compound_v3),
  DOCUMENT("aave-v3", aave_v3),
};

size_t embedded_scenario_count(void) { return sizeof scenarios / sizeof scenarios[0]; }
EmbeddedDocument embedded_scenario(size_t index) { return scenarios[index]; }
size_t embedded_venue_count(void) { return sizeof venues / sizeof venues[0]; }
EmbeddedDocument embedded_venue(size_t index) { return venues[index]; }
