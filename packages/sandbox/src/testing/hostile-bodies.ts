import { gzipSync } from "node:zlib";
import * as fc from "fast-check";

const track = (more: string): string =>
  `{"type":"track","event":"Email Opened","userId":"ada","properties":{"email_id":"m-1"}${more}}`;
const repeat = (text: string, times: number): string => Array.from({ length: times }, () => text).join(",");
const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);

const bodies: readonly (string | Buffer)[] = [
  track(""),
  `{"batch":[${track("")}]}`,
  `{"batch":[${repeat(track(""), 40)}]}`,
  "",
  "{}",
  "[]",
  "null",
  "1e999",
  '"',
  '{"batch":[]}',
  '{"batch":{}}',
  '{"batch":[1,null,"x",[]]}',
  '{"batch":null}',
  `{"batch":[${repeat("{}", 9_000)}]}`,
  track(',"event":"__proto__"'),
  track(',"__proto__":{"a":1}'),
  track(',"type":"constructor"'),
  track(',"event":{}'),
  track(`,"context":{"traits":{${JSON.stringify("k".repeat(20_000))}:1}}`),
  track(`,"event":"${"n".repeat(20_000)}"`),
  nested("[", "]", 90_000),
  `{"batch":[${nested("[", "]", 240_000)}]}`,
  track(`,"x":${nested('{"a":', "1}", 99)}`),
  track(`,"properties":${`{"a":`.repeat(99)}1${"}".repeat(99)}`),
  track(`,"userId":"${"u".repeat(40_000)}"`),
  track(',"userId":"\\ud800"'),
  track(',"event":"\\u0000\\u001b[2J"'),
  "\u{feff}{}",
  `{"batch":[${track("")},`,
  Buffer.from([0xff, 0xfe, 0x7b, 0x7d, 0xc3, 0x28]),
  Buffer.alloc(600_000, "x"),
];

/** Ways to change a body with the encoding gzip. */
const packings: readonly ((body: Buffer) => Buffer)[] = [
  (body) => gzipSync(body),
  (body) => gzipSync(body),
  (body) => body,
  (body) => gzipSync(body).subarray(0, -6),
  (body) => Buffer.concat([gzipSync(body), Buffer.from("rest")]),
  (body) => Buffer.concat([gzipSync(body), gzipSync(body)]),
  (body) => gzipSync(gzipSync(body)),
  (body) => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0xff]), body]),
];

/** 5 MB of blanks and 3 MB of calls, in a few kilobytes. */
const bombs = [gzipSync(Buffer.alloc(5_000_000, " ")), gzipSync(`{"batch":[${repeat("{}", 1_000_000)}]}`)];

const chunk = (size: string, body: Buffer, end = "\r\n"): Buffer =>
  Buffer.concat([Buffer.from(`${size}\r\n`), body, Buffer.from(end)]);
const hex = (body: Buffer): string => body.length.toString(16);
const lastChunk = Buffer.from("0\r\n\r\n");

/** A header line, and the bytes after the headers. */
type Framing = (body: Buffer) => readonly [string, Buffer];

const trueLength: Framing = (body) => [`Content-Length: ${body.length}`, body];

const wrongFramings: readonly Framing[] = [
  (body) => [`Content-Length: ${body.length + 7}`, body],
  (body) => [`Content-Length: ${Math.max(0, body.length - 7)}`, body],
  (body) => [
    `Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`,
    Buffer.concat([chunk(hex(body), body), lastChunk]),
  ],
  ...[
    (body: Buffer) => [chunk(hex(body), body), lastChunk],
    (body: Buffer) => [chunk(hex(body), body)],
    (body: Buffer) => [chunk(`${hex(body)};a=${"b".repeat(20_000)}`, body), lastChunk],
    (body: Buffer) => [
      chunk(`0000000000${hex(body)}`, body),
      Buffer.from("0\r\ntrailer: x\r\nContent-Length: 9\r\n\r\n"),
    ],
    (body: Buffer) => [chunk("ffffffffffffffff", body), lastChunk],
    (body: Buffer) => [chunk("-1", body), lastChunk],
    (body: Buffer) => [chunk("", body), lastChunk],
    (body: Buffer) => [chunk(hex(body), body, ""), lastChunk],
    (body: Buffer) => [...Array.from(body.subarray(0, 500), (byte) => chunk("1", Buffer.of(byte))), lastChunk],
  ].map((cut) => (body: Buffer): readonly [string, Buffer] => ["Transfer-Encoding: chunked", Buffer.concat(cut(body))]),
];

/** Ways to send a body after its headers. */
export const framing = fc.oneof(
  { weight: 2, arbitrary: fc.constant(trueLength) },
  { weight: 1, arbitrary: fc.constantFrom(...wrongFramings) },
);

const plain = fc.constantFrom(...bodies).map((text) => Buffer.from(text));
const packed = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(plain, fc.constantFrom(...packings)).map(([text, pack]) => pack(text)) },
  { weight: 1, arbitrary: fc.constantFrom(...bombs) },
);

/** Bodies with calls and other values, with the header lines of their encoding. */
export const body = fc.oneof(
  { weight: 2, arbitrary: plain.map((bytes) => ({ bytes, lines: [] })) },
  { weight: 1, arbitrary: packed.map((bytes) => ({ bytes, lines: ["Content-Encoding: gzip"] })) },
);
