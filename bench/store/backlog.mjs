// Opens a store and reads all of its backlog; prints what that takes as JSON: node backlog.mjs FILE
import { openStore } from "../../packages/store/dist/index.js";

const [, , path] = process.argv;
const megabytes = () => Math.round(process.memoryUsage.rss() / 1_000_000);

// Above a start that has opened nothing, with the package loaded.
const start = megabytes();
const from = performance.now();
const store = openStore(path, { rememberIds: 1_000_000 });
const openMs = performance.now() - from;
const openMegabytes = megabytes() - start;
let [events, most] = [0, 0];
for (let after = 0; after !== undefined;) {
  const page = store.pendingPage({ after });
  events += page.events.length;
  after = page.next;
  most = Math.max(most, megabytes());
}
store.close();
console.log(JSON.stringify({ events, openMs, openMegabytes, readMegabytes: most - start }));
