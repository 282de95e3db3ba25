/** A JSON Schema that is hard to process. */
export type Schema = Readonly<Record<string, unknown>> | boolean;

const times = <Item>(count: number, make: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

const named = <Value>(count: number, make: (index: number) => readonly [string, Value]) =>
  Object.fromEntries(times(count, make));

const leaf: Schema = { type: "string" };
const base: Schema = { type: "object", properties: { z: leaf } };
const object = (properties: Readonly<Record<string, Schema>>) => ({ type: "object", properties });
const refer = (index: number): Schema => ({ $ref: `#/$defs/d${index}` });

/** Schemas that use one schema twice: nested, their number of paths is a power of two. */
const doublings: Readonly<Record<string, (inner: Schema, level: number) => Schema>> = {
  anyOf: (inner) => ({ anyOf: [inner, inner] }),
  oneOf: (inner) => ({ oneOf: [inner, inner] }),
  allOf: (inner) => ({ allOf: [inner, inner] }),
  properties: (inner) => object({ a: inner, b: inner }),
  prefixItems: (inner) => ({ type: "array", prefixItems: [inner, inner] }),
  items: (inner) => ({ type: "array", prefixItems: [inner], items: inner }),
  patternProperties: (inner) => ({ type: "object", patternProperties: { a: inner, b: inner } }),
  additionalProperties: (inner) => ({ ...object({ a: inner }), additionalProperties: inner }),
  not: (inner) => ({ allOf: [{ not: inner }, { not: inner }] }),
  conditions: (inner) => ({ if: inner, then: inner, else: inner }),
  contains: (inner) => ({ type: "array", contains: inner, items: inner }),
  dependentSchemas: (inner) => ({ dependentSchemas: { a: inner, b: inner } }),
  propertyNames: (inner) => ({ type: "object", propertyNames: inner, additionalProperties: inner }),
  unevaluated: (inner) => ({ allOf: [inner, inner], unevaluatedProperties: false }),
  unevaluatedChoice: (inner) => ({ anyOf: [inner, inner], unevaluatedProperties: inner }),
  reference: (inner) => ({ ...(inner as object), anyOf: [inner, { type: "number" }] }),
  bases: (inner, level) => ({ ...object({ [`p${level}`]: leaf }), allOf: [inner, inner], required: [`p${level}`] }),
  tagged: (inner) => ({
    oneOf: ["x", "y"].map((tag) => ({ ...object({ t: { const: tag }, a: inner }), required: ["t"] })),
  }),
  required: (inner) => ({ oneOf: ["a", "b"].map((name) => ({ ...object({ [name]: inner }), required: [name] })) }),
};

const ladder = (levels: number, step: (inner: Schema, level: number) => Schema, last: Schema): Schema => ({
  ...(step(refer(0), 0) as object),
  $defs: named(levels, (level) => [`d${level}`, level === levels - 1 ? last : step(refer(level + 1), level)]),
});

const nested = (depth: number, step: (inner: Schema) => Schema): Schema =>
  times(depth, () => step).reduce<Schema>((inner, wrap) => wrap(inner), leaf);

const single: readonly (readonly [string, Schema])[] = [
  ["constants as branches", { anyOf: times(400, (index) => ({ const: `v${index}` })) }],
  [
    "objects as branches",
    { oneOf: times(120, (index) => ({ ...object({ [`a${index}`]: leaf }), required: [`a${index}`] })) },
  ],
  ["bounds as branches", { oneOf: times(300, (index) => ({ minimum: index })) }],
  [
    "branches in branches",
    {
      anyOf: times(100, (index) => object({ [`a${index}`]: { $ref: "#/$defs/in" } })),
      $defs: { in: { anyOf: times(100, (index) => ({ minLength: index })) } },
    },
  ],
  [
    "two choices",
    { anyOf: times(100, (index) => ({ minLength: index })), oneOf: times(100, (index) => ({ maxLength: index })) },
  ],
  [
    "choices at once",
    { allOf: times(30, (one) => ({ oneOf: times(6, (other) => ({ minLength: one * 6 + other })) })) },
  ],
  [
    "conditions at once",
    { allOf: times(80, (index) => ({ if: { minLength: index }, then: { maxLength: 200 - index } })) },
  ],
  ["exclusions", { allOf: times(200, (index) => ({ not: { minLength: index } })) }],
  ["nested choices", nested(120, (inner) => ({ anyOf: [inner, { type: "null" }] }))],
  ["nested exclusions", nested(120, (inner) => ({ oneOf: [{ not: inner }, { type: "null" }] }))],
  ["nested lists", nested(120, (inner) => ({ type: "array", prefixItems: [inner] }))],
  ["nested pairs", nested(120, (inner) => ({ type: "array", prefixItems: [inner, {}] }))],
  ["nested conditions", nested(120, (inner) => ({ if: true, then: inner }))],
  ["a long tuple", { type: "array", prefixItems: times(3000, () => true) }],
  ["a tuple of texts", { type: "array", prefixItems: times(400, () => leaf) }],
  ["tuples of tuples", ladder(6, (inner) => ({ type: "array", prefixItems: times(60, () => inner) }), leaf)],
  ["many constants", { enum: times(2500, (index) => index) }],
  ["many objects as constants", { enum: times(600, (index) => ({ a: index })) }],
  ["a long chain", ladder(250, (inner) => ({ allOf: [inner] }), leaf)],
  ["many bases", { allOf: times(200, (index) => object({ p: { minLength: index } })) }],
  [
    "everything refers to everything",
    {
      ...(refer(0) as object),
      $defs: named(20, (one) => [`d${one}`, object(named(20, (other) => [`p${other}`, refer(other)]))]),
    },
  ],
  [
    "a web of bases",
    {
      ...(refer(0) as object),
      $defs: named(24, (one) => [
        `d${one}`,
        { allOf: [...times(23 - one, (more) => refer(one + 1 + more)), object({ [`q${one}`]: leaf })] },
      ]),
    },
  ],
  [
    "a circle of choices",
    {
      ...(refer(0) as object),
      $defs: named(80, (one) => [
        `d${one}`,
        { anyOf: [object({ a: refer((one + 1) % 80) }), object({ b: refer((one * 7) % 80) }), { type: "null" }] },
      ]),
    },
  ],
  [
    "many patterns of names",
    { type: "object", patternProperties: named(200, (index) => [`^a${index}`, { minLength: index }]) },
  ],
  [
    "large numbers",
    {
      type: "array",
      maxItems: 9e15,
      minItems: 9e15,
      contains: leaf,
      minContains: 1e15,
      items: { minLength: 1e15, maxLength: 1e308, multipleOf: 1e-300 },
    },
  ],
  [
    "many dependent schemas",
    {
      ...object({}),
      dependentSchemas: named(100, (index) => [`a${index}`, object({ [`b${index}`]: { minLength: index } })]),
      unevaluatedProperties: false,
    },
  ],
  ["many properties", object(named(900, (index) => [`p${index}`, {}]))],
  [
    "meanings without end",
    {
      $id: "http://x/r",
      ...object({ a: { $ref: "http://x/0" } }),
      $defs: named(16, (one) => [
        `p${one}`,
        {
          $id: `http://x/${one}`,
          ...object({
            a: { $dynamicRef: `#n${one}` },
            b: { $ref: `http://x/${(one + 1) % 16}` },
            c: { $ref: `http://x/${(one + 2) % 16}` },
          }),
          $defs: { n: { $dynamicAnchor: `n${one}` }, m: { $dynamicAnchor: `n${(one + 1) % 16}` } },
        },
      ]),
    },
  ],
  ["many slow patterns", { allOf: times(250, (index) => ({ pattern: `^(\\p{L}|${index})*$` })) }],
  ["a long pattern", { pattern: `^(${times(1500, (index) => `a${index}`).join("|")})*$` }],
  ["a pattern of powers", { pattern: "((((a{12}){12}){12}){12}){12}" }],
];

/** Schemas of about 10 kB that are expensive to walk naively, by description. */
export const hostileSchemas = (): ReadonlyMap<string, Schema> => {
  const kinds = Object.entries(doublings);
  const last = (name: string): Schema => (/^(?:allOf|bases)$/.test(name) ? base : leaf);
  return new Map([
    ...kinds.flatMap(([name, step]) =>
      [20, 80].map((levels) => [`${levels} times ${name}`, ladder(levels, step, last(name))] as const),
    ),
    ...kinds.flatMap(([one, first]) =>
      kinds
        .filter(([other]) => other !== one)
        .map(([other, second]): readonly [string, Schema] => [
          `${one} and ${other}`,
          ladder(40, (inner, level) => (level % 2 === 0 ? first : second)(inner, level), base),
        ]),
    ),
    ...single,
  ]);
};
