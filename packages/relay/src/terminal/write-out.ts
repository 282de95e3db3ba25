import type { Writable } from "node:stream";
import { writeText, type Written } from "@email-events/cli";
import { toText, type Output } from "./to-text.ts";

const chunkChars = 65_536;

/** An output that is buffered, or `undefined` to flush. */
export type OutputPart = Output | undefined;

async function* join(parts: AsyncIterable<OutputPart>): AsyncGenerator<string, void, undefined> {
  let chunk = "";
  for await (const part of parts) {
    if (part !== undefined) chunk += toText(part);
    if (chunk === "" || (part !== undefined && chunk.length < chunkChars)) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/** Prints outputs as fast as they are read, and stops after an error. */
export const writeOut = async (parts: AsyncIterable<OutputPart>, stdout: Writable): Promise<Written> => {
  for await (const chunk of join(parts)) {
    const written = await writeText(stdout, chunk);
    if (written.status === "failed") return written;
  }
  return { status: "written" };
};
