import type { IncomingMessage } from "node:http";
import type { Readable, TransformOptions } from "node:stream";
import { constants, createGunzip, type ZlibOptions } from "node:zlib";

/** Zlib passes the options of a stream on, which its type lacks. */
const gunzipOptions: ZlibOptions & Pick<TransformOptions, "writableHighWaterMark"> = {
  // Large enough that little is done for each piece; the default of 16 KB takes twice the time for each event.
  chunkSize: 262_144,
  // With the default of 16 KB, the response is paused after each of its parts of 64 KB.
  writableHighWaterMark: 262_144,
  finishFlush: constants.Z_SYNC_FLUSH,
};

const gzipNames: readonly string[] = ["gzip", "x-gzip"];
const plainNames: readonly string[] = ["", "identity"];

const nameOf = ({ headers }: IncomingMessage): string => (headers["content-encoding"] ?? "").trim().toLowerCase();

/** Whether the body of a response has an accepted encoding. */
export const isDecodable = (response: IncomingMessage): boolean =>
  [...gzipNames, ...plainNames].includes(nameOf(response));

/** Returns the decoded body. If the compressed data is cut off, the body ends after what could be decompressed. */
export const decodeBody = (response: IncomingMessage): Readable => {
  if (!gzipNames.includes(nameOf(response))) return response;
  const gunzip = createGunzip(gunzipOptions);
  // A pipe passes on the end of its source, and not its failure.
  response.once("close", () => {
    if (!gunzip.writableEnded) gunzip.end();
  });
  return response.pipe(gunzip);
};
