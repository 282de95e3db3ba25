import { constants, createGzip } from "node:zlib";

/** Packs text so far that each byte of it can be unpacked, without ending the gzip member. */
export const packed = async (text: string | Buffer): Promise<Buffer> => {
  const gzip = createGzip();
  const parts: Buffer[] = [];
  gzip.on("data", (part: Buffer) => parts.push(part));
  gzip.write(text);
  await new Promise<void>((resolve) => gzip.flush(constants.Z_SYNC_FLUSH, resolve));
  return Buffer.concat(parts);
};
