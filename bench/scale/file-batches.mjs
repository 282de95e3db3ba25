// Makes batches of a file, which go nowhere, once per message: node file-batches.mjs FILE EVENTS
import "../relay/probe.mjs";
import { toBatches } from "../path/ours.mjs";

const [file, events] = process.argv.slice(2);
const relayFile = toBatches(file, Number(events));
process.on("message", (message) => {
  if (message.relay !== undefined) void relayFile().then(() => process.send({ done: true }));
});
process.on("disconnect", () => process.exit());
process.send({ ready: true });
