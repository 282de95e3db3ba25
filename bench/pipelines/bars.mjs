const client = "@email-events/pipelines";
const iterator = "@email-events/pipelines, an iterator";
const track = "@email-events/pipelines, track";
const bare = "a bare undici loop, 4 in flight";
const bareAtOnce = "a bare undici loop, each event serialized at once";
const customerio = "customerio-node, batch(500) x 4";
const cdpDefaults = "@customerio/cdp-analytics-node, defaults";
const cdpBest = ["@customerio/cdp-analytics-node, 100 a batch", "@customerio/cdp-analytics-node, 500 a batch"];

const rate = "eventsPerSecond";
const ofTheBest = (race, peers) => Math.min(...peers.map((peer) => race.ratio(client, rate, peer)));
const ratio = (figure) => figure.toFixed(2);
const unit = (name) => (figure) => `${Math.round(figure).toLocaleString("en")} ${name}`;

/** The limits that the client must meet: how a figure is printed, its bound, and how it is computed from the races and the size. */
const bars = {
  "events a second, of the bare loop": [ratio, { min: 0.9 }, ({ duel }) => duel.ratio(client, rate, bare)],
  "the same, from an iterator": [ratio, { min: 0.95 }, ({ duel }) => duel.ratio(iterator, rate, bare)],
  "the same, `track` in one loop": [ratio, { min: 0.9 }, ({ duel }) => duel.ratio(track, rate, bare)],
  "`track`, of a bare loop that serializes each event at once": [
    ratio,
    { min: 0.9 },
    ({ duel }) => duel.ratio(track, rate, bareAtOnce),
  ],
  "of customerio-node": [ratio, { min: 1.4 }, ({ near }) => near.ratio(client, rate, customerio)],
  "of cdp-analytics-node at its defaults": [ratio, { min: 14 }, ({ near }) => near.ratio(client, rate, cdpDefaults)],
  "of cdp-analytics-node at its best": [ratio, { min: 9 }, ({ near }) => ofTheBest(near, cdpBest)],
  "of the same, answers after 100 ms": [ratio, { min: 5 }, ({ far }) => ofTheBest(far, cdpBest)],
  "CPU, of the bare loop": [ratio, { max: 1.3 }, ({ duel }) => duel.ratio(client, "cpuMs", bare)],
  "memory above start": [unit("MB"), { max: 60 }, ({ near }) => near.of(client, "memoryMb")],
  "longest event-loop stall": [unit("ms"), { max: 50 }, ({ near }) => near.of(client, "stallMs")],
  // 6,000 until the client checked the form of calls, separated integrations, distinguished a proxy's answers from the
  // API's, searched for what a 413 refuses, and had a clock of its own. Each prevents a lost, doubled or misattributed event.
  // 9,000 until it had `sendChunks`, and serialized the events of an iterator in bulk: each saves a fifth of a relay's time.
  "gzipped, for platforms with fetch": [unit("bytes"), { max: 9_400 }, ({ gzippedBytes }) => gzippedBytes],
  "events lost in any round": [
    unit("events"),
    { max: 0 },
    ({ near, duel, far }) => Math.max(...[near, duel, far].map((race) => race.worst(client, "lost"))),
  ],
};

/** Returns the limits as a Markdown table. */
export const toBarTable = (measured) => {
  const rows = Object.entries(bars).map(([what, [write, { min, max }, figureOf]]) => {
    const figure = figureOf(measured);
    const asked = min === undefined ? `at most ${write(max)}` : `at least ${write(min)}`;
    const isMet = figure >= (min ?? figure) && figure <= (max ?? figure);
    return `| ${what} | ${asked} | ${write(figure)} | ${isMet ? "met" : "**missed**"} |`;
  });
  return ["| | limit | measured | |", "| --- | --- | --- | --- |", ...rows].join("\n");
};

/** The contenders that are closest. */
export const duelNames = [bare, client, iterator, track, bareAtOnce];

/** The contenders with a far server. */
export const farNames = [bare, client, `${client}, 16 in flight`, ...cdpBest];
