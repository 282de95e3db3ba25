import { gzipSync } from "node:zlib";
import { eventGenerators } from "@email-events/sandbox";
import * as fc from "fast-check";
import { sourceVocabularyNames, type SourceVocabulary } from "@email-events/diagnose/sources";
import { framings, prints } from "./framings.ts";

/** A stream of bytes that was generated from valid events. */
export interface HostileBytes {
  readonly vocabulary: SourceVocabulary;
  /** The bytes of the source. */
  readonly bytes: Buffer;
  /** The sizes of its chunks, repeated. */
  readonly cuts: readonly number[];
}

const events = new Map(sourceVocabularyNames.map((name) => [name, [...eventGenerators[name]({ seed: 5, count: 60 })]]));

const keyOf = (table: object) => fc.constantFrom(...Object.keys(table));

/** Some events in one framing. */
const run = (vocabulary: HostileBytes["vocabulary"]): fc.Arbitrary<string> =>
  fc
    .record({
      list: fc.array(fc.constantFrom(...(events.get(vocabulary) ?? [])), { minLength: 1, maxLength: 8 }),
      print: keyOf(prints),
      framing: keyOf(framings),
    })
    .map(({ list, print, framing }) => framings[framing]?.(list.map((event) => prints[print]?.(event) ?? "")) ?? "");

const parts = [
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "\n",
  "\r",
  "\t",
  " ",
  "}{",
  "]}",
  '"}',
  "null",
  "1e999",
  "-",
  "0",
  "\u{1e}",
  "\u{feff}",
  "\u{0}",
  "\u{2028}",
  '\\ud800"',
  "é",
  '{"a":',
  "[[[[",
  '{"__proto__":1}',
  "x".repeat(900),

  "\n{",
  "}\n",
  "\n]\n",
  '"\n',
  "[".repeat(2_000),
  '{"a":'.repeat(2_000),
  '{"type":"OFFSET_UPDATE"}',
  "17\n",
  "// x\n",
].map((part) => Buffer.from(part));
const bytewise = [0x00, 0x80, 0xc3, 0xff, 0xef, 0xbb, 0x1f].map((value) => Buffer.of(value));

/** A change of bytes at a position in millionths of the length. */
const damage = fc.record({
  at: fc.nat(999_999),
  kind: fc.constantFrom("change", "insert", "insert", "delete", "cut", "double", "move"),
  part: fc.constantFrom(...parts, ...bytewise),
  length: fc.integer({ min: 1, max: 200 }),
});

interface Damage {
  readonly at: number;
  readonly kind: string;
  readonly part: Buffer;
  readonly length: number;
}

const damaged = (bytes: Buffer, { at, kind, part, length }: Damage): Buffer => {
  const place = Math.floor((bytes.length * at) / 1_000_000);
  const [before, behind] = [bytes.subarray(0, place), bytes.subarray(place)];
  const edits: Readonly<Record<string, readonly Buffer[]>> = {
    change: [before, part, behind.subarray(part.length)],
    insert: [before, part, behind],
    delete: [before, behind.subarray(length)],
    cut: [before],
    double: [before, behind.subarray(0, length), behind],
    move: [before, behind.subarray(length), behind.subarray(0, length)],
  };
  return Buffer.concat(edits[kind] ?? []);
};

/** How bytes are compressed. */
const packings: readonly ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes,
  (bytes) => bytes,
  (bytes) => bytes,
  (bytes) => gzipSync(bytes),
  (bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 700)), gzipSync(bytes.subarray(700)), Buffer.alloc(600)]),
];

const few = (max: number): fc.Arbitrary<readonly Damage[]> => fc.array(damage, { maxLength: max });

/** Events in any mix of framings, damaged, compressed, and damaged again. */
export const hostileBytes: fc.Arbitrary<HostileBytes> = fc.constantFrom(...sourceVocabularyNames).chain((vocabulary) =>
  fc
    .record({
      runs: fc.array(run(vocabulary), { minLength: 1, maxLength: 3 }),
      damages: few(4),
      pack: fc.constantFrom(...packings),
      packedDamages: fc.oneof({ weight: 4, arbitrary: few(0) }, { weight: 1, arbitrary: few(2) }),
      cuts: fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 4 }),
    })
    .map(({ runs, damages, pack, packedDamages, cuts }) => ({
      vocabulary,
      bytes: packedDamages.reduce(damaged, pack(damages.reduce(damaged, Buffer.from(runs.join(""))))),
      cuts,
    })),
);
