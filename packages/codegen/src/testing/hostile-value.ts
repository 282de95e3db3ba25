import { hostileTexts } from "../source-text/testing/hostile-texts.ts";
import { plainNames } from "./hostile-schema.ts";
import type { Random } from "./random.ts";

const fail = (): never => {
  throw new Error("must not be read");
};

const revoked = (target: object): unknown => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

const traps = ["get", "has", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf"] as const;

const lengths = [Infinity, -1, Number.NaN, 2 ** 32, 1n, null, "2", Symbol("length"), {}] as const;

type Make = (random: Random, depth: number, above: readonly object[]) => unknown;

const scalar: Make = (random) =>
  random.pick([
    null,
    true,
    0,
    -0,
    1.5,
    Number.NaN,
    Infinity,
    1n,
    10n ** 900n,
    "",
    "a",
    Symbol("a"),
    undefined,
    fail,
    new Date(NaN),
  ]);

const plain: Make = (random, depth, above) => {
  const value: Record<string, unknown> = {};
  const entries = Array.from({ length: random.below(4) }, () => random.pick(plainNames));
  for (const name of entries) {
    const below = hostileValue(random, depth - 1, [...above, value]);
    Object.defineProperty(value, name, { value: below, enumerable: true, configurable: true, writable: true });
  }
  return value;
};

const list: Make = (random, depth, above) => {
  const value: unknown[] = [];
  for (let left = random.below(4); left > 0; left -= 1) value.push(hostileValue(random, depth - 1, [...above, value]));
  return value;
};

const makers: readonly Make[] = [
  scalar,
  (random) => random.pick(hostileTexts),
  plain,
  plain,
  list,
  list,
  // A value that contains itself.
  (random, _, above) => (above.length === 0 ? {} : random.pick(above)),
  (random, depth, above) =>
    Object.defineProperty(plain(random, depth, above) as object, random.pick(plainNames), {
      get: random.pick([fail, () => 1, () => hostileValue(random, 1, [])]),
      enumerable: true,
      configurable: true,
    }),
  (random, depth, above) => new Proxy(plain(random, depth, above) as object, { [random.pick(traps)]: fail }),
  (random, depth, above) => new Proxy(list(random, depth, above) as object, { [random.pick(traps)]: fail }),
  (random) => revoked(random.pick([{}, [], fail])),
  (random) => {
    const length = random.pick(lengths);
    return new Proxy([1], { get: (items, key) => (key === "length" ? length : Reflect.get(items, key)) });
  },
  (random) => Object.assign([], { length: random.pick([3, 1000, 2 ** 32 - 1]) }),
  (random, depth, above) =>
    Object.setPrototypeOf(plain(random, depth, above), random.pick([null, [], { a: 1 }])) as unknown,
  () => ({ toString: fail, valueOf: fail, toJSON: fail, [Symbol.toPrimitive]: fail }),
];

/** A value that isn't JSON: parts that throw, are infinite, contain themselves or have a false length. */
export const hostileValue = (random: Random, depth = 3, above: readonly object[] = []): unknown =>
  (depth <= 0 ? scalar : random.pick(makers))(random, depth, above);
