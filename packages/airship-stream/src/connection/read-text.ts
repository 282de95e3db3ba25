import type { Clock } from "../clock.ts";
import type { Connection } from "./open-connection.ts";

const maxBytes = 4_096;
const maxMs = 5_000;

/** Reads the beginning of an answer's body as text, for 5 seconds at most, and closes the connection. */
export const readText = async (connection: Connection, clock: Clock): Promise<string> => {
  const cancel = clock.after(maxMs, () => connection.close("closed"));
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  while (sizeBytes < maxBytes) {
    const bytes = await connection.read();
    if (bytes === undefined) break;
    parts.push(bytes);
    sizeBytes += bytes.length;
  }
  cancel();
  connection.close("closed");
  return Buffer.concat(parts).toString("utf8", 0, maxBytes);
};
