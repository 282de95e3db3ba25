import { createGunzip } from "node:zlib";

/** What came of one piece of packed bytes. */
export interface Unpacked {
  readonly bytes: readonly Buffer[];
  /** How many bytes of the piece were read: fewer where padding follows the packed data. */
  readonly readBytes: number;
  readonly error?: Error;
}

/** Unpacks gzip, one member after the other. */
export interface Unpacker {
  readonly write: (piece: Uint8Array) => Promise<Unpacked>;
  /** Resolves to the error when the packed data ends too early. */
  readonly end: () => Promise<Error | undefined>;
  readonly destroy: () => void;
}

const outputBytes = 262_144;

/** Creates an unpacker. After an error, nothing more can be written. */
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
  // A stream that fails calls back to nobody.
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
