import { once } from "node:events";
import { start, startProgram } from "../relay/processes.mjs";

const streamPath = new URL("../relay/stream.mjs", import.meta.url).pathname;

/** Starts a stream, and `ingest` that reads it; resolves once the stream is open. */
export const startIngest = async (servers, prefix, options) => {
  const { child: server, first } = await start(streamPath, [JSON.stringify(options), "plain"]);
  const opened = once(server, "message");
  const child = startProgram([
    "ingest",
    "--source=airship",
    `--airship-url=http://127.0.0.1:${first.port}`,
    "--airship-start=earliest",
    `--nats=${servers.join(",")}`,
    `--prefix=${prefix}`,
    "--report=json",
  ]);
  await opened;
  return { child, server };
};
