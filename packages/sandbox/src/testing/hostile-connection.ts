import * as fc from "fast-check";
import { body, framing } from "./hostile-bodies.ts";
import { headers, methods, targets, versions, writeKey } from "./hostile-heads.ts";
import type { RawConnection } from "./raw-connection.ts";

/** Bytes that are inserted, removed or changed, at a position in thousandths of the length. */
const damage = fc.record({
  at: fc.nat(999),
  kind: fc.constantFrom("change", "insert", "delete", "cut", "double"),
  part: fc.constantFrom("\r\n", "\n", "\r", " ", ":", "\u{0}", "\u{ff}", "0", "\r\n\r\n", "}"),
});

const damaged = (
  bytes: Buffer,
  { at, kind, part }: typeof damage extends fc.Arbitrary<infer D> ? D : never,
): Buffer => {
  const place = Math.floor((bytes.length * at) / 1_000);
  const [before, behind] = [bytes.subarray(0, place), bytes.subarray(place)];
  const some = Buffer.from(part, "latin1");
  if (kind === "cut") return before;
  if (kind === "insert") return Buffer.concat([before, some, behind]);
  if (kind === "delete") return Buffer.concat([before, behind.subarray(some.length)]);
  if (kind === "double") return Buffer.concat([before, behind.subarray(0, 40), behind]);
  return Buffer.concat([before, some, behind.subarray(some.length)]);
};

const plainLine = fc.constantFrom("batch", "batch", "track").map((name) => `POST /v1/${name} HTTP/1.1`);
const hostileLine = fc
  .tuple(fc.constantFrom(...methods), fc.constantFrom(...targets), fc.constantFrom(...versions))
  .map((parts) => parts.join(" "));

const request = fc
  .record({
    line: fc.oneof({ weight: 3, arbitrary: plainLine }, { weight: 1, arbitrary: hostileLine }),
    strict: fc.boolean(),
    more: fc.oneof(fc.constant([]), fc.array(fc.constantFrom(...headers), { maxLength: 3 })),
    newline: fc.oneof(
      { weight: 9, arbitrary: fc.constant("\r\n") },
      { weight: 1, arbitrary: fc.constantFrom("\n", "\r") },
    ),
    body,
    framing,
  })
  .map(({ line, strict, more, newline, body: { bytes, lines }, framing: frame }) => {
    const [length, framed] = frame(bytes);
    const head = [
      line,
      "Host: 127.0.0.1",
      `Authorization: Basic ${btoa(`${writeKey}:`)}`,
      ...(strict ? ["X-Strict-Mode: 1"] : []),
      ...lines,
      length,
      ...more,
    ];
    return Buffer.concat([Buffer.from(`${head.join(newline)}${newline}${newline}`, "latin1"), framed]);
  });

const damages = fc.oneof(fc.constant([]), fc.array(damage, { maxLength: 3 }));

/** Connections with one to four requests, complete or damaged. */
export const hostileConnection: fc.Arbitrary<RawConnection> = fc.record({
  bytes: fc
    .tuple(fc.array(request, { minLength: 1, maxLength: 4 }), damages)
    .map(([requests, all]) => all.reduce(damaged, Buffer.concat(requests))),
  sizes: fc.oneof(
    { weight: 3, arbitrary: fc.constant([1 << 20]) },
    { weight: 1, arbitrary: fc.array(fc.integer({ min: 100, max: 200_000 }), { minLength: 1, maxLength: 3 }) },
  ),
  ending: fc.constantFrom("half-close", "half-close after an answer", "half-close after an answer", "destroy"),
});
