import { constants, gunzipSync, gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gunzipIfNeeded } from "./gunzip-if-needed.ts";

const cut = (bytes: Uint8Array, chunkBytes: number): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  );

async function* streamOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks;
}

const unpack = async (bytes: Uint8Array, chunkBytes = 65_536) => {
  const parts: Uint8Array[] = [];
  let failure: string | undefined;
  try {
    for await (const part of gunzipIfNeeded(streamOf(cut(bytes, chunkBytes)))) parts.push(part);
  } catch (error) {
    failure = error instanceof Error ? error.message : "?";
  }
  return { text: Buffer.concat(parts).toString("latin1"), failure };
};

const text = Array.from(
  { length: 200 },
  (_, id) => `${JSON.stringify({ id, url: `https://example.com/${id * 7919}` })}\n`,
).join("");
const packed = gzipSync(text);
const whole = (failure?: string) => ({ text, failure });

describe("gunzipIfNeeded", () => {
  it("returns other data unchanged", async () => {
    for (const plain of ["", "{", "{}", text]) expect(await unpack(Buffer.from(plain), 1)).toEqual({ text: plain });
  });

  it.each([
    ["one member", [packed]],
    ["members in a row", [gzipSync(text.slice(0, 99)), gzipSync(""), gzipSync(text.slice(99))]],
    ["padding behind it", [packed, Buffer.alloc(70_000)]],
    ["padding between members", [gzipSync(text.slice(0, 99)), Buffer.alloc(512), gzipSync(text.slice(99))]],
  ])("decompresses %s, whatever the chunks", async (_what, parts) => {
    for (const chunkBytes of [1, 7, 4_096, 1 << 20]) {
      expect(await unpack(Buffer.concat(parts), chunkBytes)).toEqual(whole());
    }
  });

  const damaged = (place: number): Buffer => {
    const bytes = Buffer.from(packed);
    bytes[place] = (bytes[place] ?? 0) ^ 0xff;
    return bytes;
  };

  it.each([
    ["garbage behind it", Buffer.concat([packed, Buffer.from("garbage")]), "the gzip data is followed by other data"],
    ["garbage behind padding", Buffer.concat([packed, Buffer.alloc(99), Buffer.from("xy")]), /followed by other data/],
    ["a wrong checksum", damaged(packed.length - 6), "the gzip checksum is wrong"],
    ["a wrong length", damaged(packed.length - 2), "the gzip length is wrong"],
    ["no checksum", packed.subarray(0, -8), "unexpected end of file"],
    ["a second member that is cut off", Buffer.concat([packed, packed.subarray(0, 5)]), "unexpected end of file"],
  ])("yields all of the data with %s, then throws", async (_what, bytes, words) => {
    for (const chunkBytes of [1, 100, 1 << 20]) {
      const { text: unpacked, failure } = await unpack(bytes, chunkBytes);
      expect(unpacked).toBe(text);
      expect(failure).toMatch(words);
    }
  });

  it("yields everything that can be decompressed of truncated data", async () => {
    // As one block, as the longer text is.
    const short = gzipSync(text.slice(0, 3_000));
    for (let length = 2; length < short.length; length += 1) {
      const bytes = short.subarray(0, length);
      const expected = length < 11 ? "" : gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
      expect(await unpack(bytes)).toEqual({ text: expected, failure: "unexpected end of file" });
    }
  });

  it("yields at least everything before a damaged byte", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 400, max: packed.length - 9 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const bytes = Buffer.from(packed);
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          const before = gunzipSync(packed.subarray(0, at), { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
          const { text: unpacked, failure } = await unpack(bytes);
          expect(unpacked.slice(0, before.length)).toBe(before);
          // The last byte of the data has unused bits.
          expect(failure !== undefined || unpacked === text).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("yields everything before an error of the source", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield packed.subarray(0, 900);
      throw new Error("EIO");
    }
    const parts: Uint8Array[] = [];
    const read = async (): Promise<void> => {
      for await (const part of gunzipIfNeeded(failing())) parts.push(part);
    };
    await expect(read()).rejects.toThrow("EIO");
    expect(text.startsWith(Buffer.concat(parts).toString("latin1"))).toBe(true);
    expect(Buffer.concat(parts).length).toBeGreaterThan(0);
  });
});
