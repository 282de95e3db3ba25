import { createGunzip } from "node:zlib";

/** The result of decompressing one chunk. */
export interface Unpacked {
  readonly bytes: readonly Buffer[];
  /** Number of bytes of the chunk that were read: fewer if padding follows the compressed data. */
  readonly readBytes: number;
  readonly error?: Error;
}

/** Decompresses gzip, one member after the other. */
export interface Unpacker {
  readonly write: (piece: Uint8Array) => Promise<Unpacked>;
  /** Resolves to an error if the compressed data ends too early. */
  readonly end: () => Promise<Error | undefined>;
  readonly destroy: () => void;
}

const outputBytes = 262_144;

/** Creates a decompressor. After an error, nothing more can be written. */
export const createUnpacker = (): Unpacker => {
  const gunzip = createGunzip({ chunkSize: outputBytes });
  let bytes: Buffer[] = [];
  let error: Error | undefined;
  let onError: () => void = () => undefined;
  gunzip.on("data", (chunk: Buffer) => void bytes.push(chunk));
  gunzip.on("error", (cause: Error) => {
    error = cause;
    onError();
  });
  // A failed stream doesn't call back.
  const settle = (start: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      onError = resolve;
      start(resolve);
    });
  return {
    write: async (piece) => {
      const before = gunzip.bytesWritten;
      await settle((done) => gunzip.write(piece, (cause) => (cause ? undefined : done())));
      const unpacked = { bytes, readBytes: gunzip.bytesWritten - before, ...(error !== undefined && { error }) };
      bytes = [];
      return unpacked;
    },
    end: async () => {
      await settle((done) => gunzip.once("end", done).end());
      return error;
    },
    destroy: () => void gunzip.destroy(),
  };
};
