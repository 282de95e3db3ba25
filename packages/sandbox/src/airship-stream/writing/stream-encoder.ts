import { constants, createGzip } from "node:zlib";

/** Turns lines into the bytes of a body. */
export interface StreamEncoder {
  /** Resolves to bytes that all of the lines can be read from at once. */
  readonly encode: (lines: Buffer) => Promise<Buffer>;
  /** Resolves to the bytes that complete the body. */
  readonly finish: () => Promise<Buffer>;
  readonly destroy: () => void;
}

const nothing = Buffer.alloc(0);

const plain: StreamEncoder = {
  encode: (lines) => Promise.resolve(lines),
  finish: () => Promise.resolve(nothing),
  destroy: () => undefined,
};

/** Packs into one gzip member, which stays open between two of them. */
const createPacker = (): StreamEncoder => {
  const gzip = createGzip({ level: 1 });
  let parts: Buffer[] = [];
  gzip.on("data", (part: Buffer) => parts.push(part));
  // `destroy` during a write emits one, and nothing waits for the bytes any more.
  gzip.on("error", () => undefined);
  const take = (): Buffer => {
    const bytes = Buffer.concat(parts);
    parts = [];
    return bytes;
  };
  return {
    encode: (lines) =>
      new Promise((resolve) => {
        const onClose = (): void => resolve(nothing);
        gzip.once("close", onClose);
        gzip.write(lines);
        gzip.flush(constants.Z_SYNC_FLUSH, () => {
          gzip.removeListener("close", onClose);
          resolve(take());
        });
      }),
    finish: () =>
      new Promise((resolve) => {
        gzip.once("close", () => resolve(take()));
        gzip.end();
      }),
    destroy: () => void gzip.destroy(),
  };
};

/** Makes an encoder for one body. */
export const createStreamEncoder = (isGzip: boolean): StreamEncoder => (isGzip ? createPacker() : plain);
