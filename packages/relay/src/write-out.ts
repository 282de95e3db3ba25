import type { Writable } from "node:stream";
import { writeText, type Written } from "./write-text.ts";

const chunkChars = 65_536;

/** Text that is written with what comes after it, or `undefined` where what there is should be written now. */
export type OutputPart = string | undefined;

async function* join(parts: AsyncIterable<OutputPart>): AsyncGenerator<string, void, undefined> {
  let chunk = "";
  for await (const part of parts) {
    chunk += part ?? "";
    if (chunk === "" || (part !== undefined && chunk.length < chunkChars)) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/** Writes text as fast as the reader takes it, and reads no further once that fails. */
export const writeOut = async (parts: AsyncIterable<OutputPart>, stdout: Writable): Promise<Written> => {
  for await (const chunk of join(parts)) {
    const written = await writeText(stdout, chunk);
    if (!written.ok) return written;
  }
  return { ok: true };
};
