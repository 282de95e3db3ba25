import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";

const fail = (): never => {
  throw new Error("not to be read");
};

const traps = [
  "get",
  "has",
  "ownKeys",
  "getOwnPropertyDescriptor",
  "getPrototypeOf",
  "isExtensible",
  "defineProperty",
] as const;

const revoked = (target: object): unknown => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

const cyclic = (): unknown => {
  const value: Record<string, unknown> = { a: "x" };
  value["next"] = value;
  value["list"] = [value, [value]];
  return value;
};

const cyclicList = (): unknown => {
  const list: unknown[] = [];
  list.push(list, list);
  return list;
};

/** An object that goes on below for as long as it is read. */
const endless = (): unknown =>
  new Proxy({}, { get: () => endless(), ownKeys: () => ["a", "next"], getOwnPropertyDescriptor: () => descriptor });

const descriptor = { value: 1, enumerable: true, configurable: true, writable: true };

const withLength = (length: unknown): unknown =>
  new Proxy([], { get: (list, key, receiver) => (key === "length" ? length : Reflect.get(list, key, receiver)) });

const deep = (levels: number, wrap: (below: unknown) => unknown): unknown => {
  let value: unknown = { a: "x" };
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
};

class Coercible {
  [Symbol.toPrimitive] = fail;
  toString = fail;
  valueOf = fail;
  toJSON = fail;
}

/** Values that no JSON text holds, by what they are. */
const hostileValues: Readonly<Record<string, () => unknown>> = {
  "a getter that throws": () => ({
    get a() {
      return fail();
    },
  }),
  "a getter that throws in a list": () => Object.defineProperty([], 0, { get: fail, enumerable: true }),
  "a getter that throws something else": () => ({
    get a() {
      throw undefined;
    },
  }),
  "a revoked object": () => revoked({}),
  "a revoked list": () => revoked([]),
  "a revoked function": () => revoked(fail),
  "an object with a revoked part": () => ({ a: revoked({}), next: revoked([]), list: [revoked({})] }),
  "an object with a revoked list": () => ({ list: revoked([]) }),
  ...Object.fromEntries(
    traps.flatMap((trap) => [
      [`an object whose ${trap} throws`, () => new Proxy({ a: "x" }, { [trap]: fail })],
      [`a list whose ${trap} throws`, () => new Proxy(["x"], { [trap]: fail })],
    ]),
  ),
  "an object that won't be text": () => new Coercible(),
  "an object with parts that won't be text": () => ({
    a: new Coercible(),
    next: new Coercible(),
    list: [new Coercible()],
  }),
  "a function that won't be text": () => Object.assign(() => 1, { toString: fail, [Symbol.toPrimitive]: fail }),
  "a BigInt": () => 2n ** 300_000n,
  "an object of BigInts": () => ({ a: 1n, next: { a: 10n ** 5000n }, list: [1n, 1n] }),
  "a symbol": () => Symbol("a"),
  "an object of symbols": () => ({ a: Symbol("a"), [Symbol("b")]: 1, list: [Symbol.iterator] }),
  "an object that holds itself": cyclic,
  "a list that holds itself": cyclicList,
  "an object without end": endless,
  "objects in objects": () => deep(200_000, (next) => ({ next })),
  "lists in lists": () => deep(200_000, (below) => [below]),
  "a list of four thousand million holes": () => Object.assign([], { length: 2 ** 32 - 1 }),
  "an object with a list of as many holes": () => ({ list: Object.assign([], { length: 2 ** 32 - 1 }) }),
  "a list of endless length": () => withLength(Infinity),
  "a list of a length that is no number": () => withLength(Number.NaN),
  "a list of a BigInt's length": () => withLength(1n),
  "a list of a length that won't be a number": () => withLength(new Coercible()),
  "a list of a symbol's length": () => withLength(Symbol("length")),
  "a list of negative length": () => withLength(-1),
  "an object without a prototype": () => Object.create(null),
  "an object with a foreign prototype": () => Object.create(revoked({}) as object),
  "a list with an iterator without end": () => {
    const list: unknown[] = ["x"];
    list[Symbol.iterator] = function* () {
      for (;;) yield "x";
    };
    return list;
  },
  "a list that overrides its methods": () => Object.assign(["x"], { every: fail, map: fail, some: fail, length: 1 }),
  "an object that overrides what every object has": () => ({
    hasOwnProperty: fail,
    constructor: fail,
    valueOf: 1,
    a: 1,
  }),
  "a date of no time": () => new Date(Number.NaN),
  "a map": () => new Map([["a", fail]]),
  "a promise": () => Promise.resolve(1),
  nothing: () => undefined,
  "a half pair": () => ({ a: "\ud800", "\udc00": "\ud800" }),
};

const self = { $ref: "#" };

/** Schemas that read all of a value, each by other keywords. */
const schemas: Readonly<Record<string, unknown>> = {
  "properties and lists": {
    type: "object",
    required: ["a", "missing"],
    properties: {
      a: { type: "string", minLength: 1, format: "email" },
      next: self,
      list: { type: "array", items: self },
    },
    additionalProperties: false,
  },
  "any value inside": { properties: { next: self, list: self }, items: self, prefixItems: [self] },
  "all others": { additionalProperties: self, items: self, uniqueItems: true, contains: self, minProperties: 1 },
  "patterns and names": { patternProperties: { "": self }, propertyNames: { pattern: "^[a-z]+$" }, maxProperties: 2 },
  "a choice": {
    anyOf: [{ required: ["a"], properties: { next: self } }, { items: self, minItems: 1 }, { type: "string" }],
  },
  "one of many": { oneOf: [{ required: ["a"], properties: { next: self } }, { items: self }, { type: "string" }] },
  "a tag": {
    oneOf: ["x", "y"].map((tag) => ({
      type: "object",
      required: ["a"],
      properties: { a: { const: tag }, next: self, list: { items: self } },
    })),
  },
  "a tag that every object has": {
    oneOf: ["x", "y"].map((tag) => ({
      type: "object",
      required: ["constructor"],
      properties: { constructor: { const: tag } },
    })),
  },
  "what isn't looked at": {
    if: { properties: { next: self } },
    then: { items: self },
    unevaluatedProperties: self,
    unevaluatedItems: self,
  },
  constants: { enum: [{ a: "x" }, ["x"], 1], not: { const: { a: "x", next: {} } } },
  "numbers and texts": { multipleOf: 0.01, minimum: 1, maxLength: 3, pattern: "x" },
  "contained items": { contains: { type: "number" }, minContains: 2, maxContains: 3, unevaluatedItems: false },
  "what goes with another": {
    dependentRequired: { a: ["b"] },
    dependentSchemas: { a: { properties: { next: self } }, next: { required: ["z"] } },
  },
};

describe.each(Object.entries(schemas))("a validator of %s", (_, schema) => {
  const { is, issuesOf } = validatorOf(schema);

  it.each(Object.entries(hostileValues))("answers, and throws nothing, given %s", (__, make) => {
    const start = process.cpuUsage().user;
    const verdict = is(make());
    const issues = issuesOf(make());
    expect(typeof verdict).toBe("boolean");
    expect(issues.length === 0).toBe(verdict);
    expect(issues.length).toBeLessThanOrEqual(20);
    for (const issue of issues) {
      expect(issue.received.length).toBeLessThan(100);
      expect(typeof issue.pointer).toBe("string");
    }
    expect(issuesOf(make(), 0)).toEqual([]);
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(10_000);
  });
});

describe("a value that can't be read", () => {
  const { is, issuesOf } = validatorOf({
    type: "object",
    properties: { a: { type: "string" }, b: { type: "string" } },
  });

  it.each(["a getter that throws", "a revoked object"])("is an issue that says so: %s", (name) => {
    const value = hostileValues[name]!();
    expect(is(value)).toBe(false);
    expect(issuesOf(value)).toEqual([{ pointer: "", code: "unreadable", expected: "a value", received: "an error" }]);
  });

  it("doesn't matter where nothing asks for it", () => {
    const value = {
      a: "x",
      get c() {
        return fail();
      },
    };
    expect(is(value)).toBe(true);
    expect(issuesOf(value)).toEqual([]);
  });

  it("is told apart from a BigInt, which is named and not printed", () => {
    expect(issuesOf({ a: 10n ** 200_000n })).toMatchObject([{ pointer: "/a", received: "a bigint" }]);
  });
});

describe("inherited properties", () => {
  const names = ["a", "toString", "constructor", "__proto__"];
  const validatorFor = (name: string) => validatorOf({ type: "object", required: [name] });
  const inherits = (name: string) => Object.create(Object.defineProperty({}, name, { value: "x" })) as unknown;

  it("count as they do in their types, and are checked", () => {
    const { is } = validatorOf({ type: "object", required: ["a"], properties: { a: { type: "string" } } });
    expect([is(Object.create({ a: "x" })), is(Object.create({ a: 1 }))]).toEqual([true, false]);
  });

  it("don't count where every object has them: its functions, and __proto__", () => {
    expect(names.map((name) => validatorFor(name).is({}))).toEqual([false, false, false, false]);
    expect(names.map((name) => validatorFor(name).is(inherits(name)))).toEqual([true, true, true, false]);
  });
});

describe("hints for a value of long names", () => {
  const { issuesOf } = validatorOf({ type: "object", required: ["code"], additionalProperties: self });

  it("are left out before their paths fill the memory", () => {
    const parts = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`part ${index}`, { code: {} }]));
    const value = { coed: {}, ["a".repeat(1_000_000)]: parts };
    const before = process.memoryUsage().rss;
    expect(issuesOf(value)).toHaveLength(20);
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000);
  });
});
