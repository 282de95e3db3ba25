import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

const chunkChars = 65_536;

async function* join(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let chunk = "";
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < chunkChars) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/**
 * Writes lines as fast as the reader takes them, and stops quietly when the reader goes away (`| head`).
 *
 * @returns Whether all was written.
 */
export const writeOut = async (lines: AsyncIterable<string>, stdout: Writable): Promise<boolean> => {
  try {
    await pipeline(join(lines), stdout, { end: false });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EPIPE") return false;
    throw error;
  }
};
