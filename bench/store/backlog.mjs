// Opens a store and reads all of its backlog; prints what that takes as JSON: node backlog.mjs FILE [raw]
import { createRequire } from "node:module";
import { openStore } from "../../packages/store/dist/index.js";

const [, , path, mode] = process.argv;
const megabytes = () => Math.round(process.memoryUsage.rss() / 1_000_000);

/** Yields how many events each page has. */
function* readStore(store) {
  for (let after = 0; after !== undefined;) {
    const page = store.pendingPage({ after });
    after = page.next;
    yield page.events.length;
  }
}

/** The same rows by SQLite alone. */
function* readRaw(database) {
  const statement = database.prepare("SELECT * FROM pending WHERE number > ? ORDER BY number LIMIT 500");
  for (let after = 0; ;) {
    const rows = statement.all(after);
    if (rows.length === 0) return;
    after = rows.at(-1).number;
    yield rows.length;
  }
}

const openRaw = () => {
  const { DatabaseSync } =
    process.getBuiltinModule("node:sqlite") ??
    createRequire(new URL("../../packages/store/package.json", import.meta.url))("@photostructure/sqlite");
  return new DatabaseSync(path);
};

// Above a start that has opened nothing, with the package loaded.
const start = megabytes();
const from = performance.now();
const opened = mode === "raw" ? openRaw() : openStore(path, { rememberIds: 1_000_000 });
const openMs = performance.now() - from;
const openMegabytes = megabytes() - start;
let [events, most] = [0, 0];
for (const count of mode === "raw" ? readRaw(opened) : readStore(opened)) {
  events += count;
  most = Math.max(most, megabytes());
}
opened.close();
console.log(JSON.stringify({ events, openMs, openMegabytes, readMegabytes: most - start }));
