import { isMultipleOfDecimal, toDecimal } from "../normalize/decimal.ts";
import { fieldsOf, stableText } from "@email-events/json-schema";
import { meaningKey } from "../normalize/meaning-key.ts";
import { itemAt, memberAt } from "../normalize/members.ts";
import { fits } from "../normalize/pattern.ts";
import type { Prover } from "./prover.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { type Fragment, type LimitName, type Meaning, meaningOf, type Shape, type Union } from "../normalize/shape.ts";
import { atomOf } from "../normalize/type-atoms.ts";
import { type Answer, every, opposite } from "./verdicts.ts";
import type { Budget } from "./budget.ts";

type Measure = (value: unknown) => number | undefined;

const asNumber: Measure = (value) => (typeof value === "number" ? value : undefined);
const asLength: Measure = (value) => (typeof value === "string" ? Array.from(value).length : undefined);
const asItems: Measure = (value) => (Array.isArray(value) ? value.length : undefined);
const asFields: Measure = (value) => fieldsOf(value)?.size;

interface LimitCheck {
  readonly measure: Measure;
  readonly holds: (size: number, limit: number) => boolean;
}

const atLeast = (measure: Measure): LimitCheck => ({ measure, holds: (size, limit) => size >= limit });
const atMost = (measure: Measure): LimitCheck => ({ measure, holds: (size, limit) => size <= limit });

const limitChecks: Readonly<Record<LimitName, LimitCheck>> = {
  minimum: atLeast(asNumber),
  maximum: atMost(asNumber),
  exclusiveMinimum: { measure: asNumber, holds: (size, limit) => size > limit },
  exclusiveMaximum: { measure: asNumber, holds: (size, limit) => size < limit },
  minLength: atLeast(asLength),
  maxLength: atMost(asLength),
  minItems: atLeast(asItems),
  maxItems: atMost(asItems),
  minProperties: atLeast(asFields),
  maxProperties: atMost(asFields),
};

const yesIf = (holds: boolean): Answer => (holds ? "yes" : "no");

const limitsHold = (shape: Shape, value: unknown): Answer =>
  every(
    [...shape.limits].map(([name, limit]) => {
      const size = limitChecks[name].measure(value);
      return yesIf(size === undefined || limitChecks[name].holds(size, limit));
    }),
  );

const isMultiple = (value: number, of: number): Answer => yesIf(isMultipleOfDecimal(toDecimal(value), toDecimal(of)));

const scalarHolds = (shape: Shape, value: unknown, granted: Shape | undefined): readonly Answer[] => {
  if (typeof value === "number") return [...shape.multiples].map((of) => isMultiple(value, of));
  if (typeof value !== "string") return [];
  return [
    ...[...shape.patterns].map((pattern) => yesIf(fits(pattern, value))),
    ...[...shape.formats].map((format): Answer => (granted?.formats.has(format) ? "yes" : "unknown")),
  ];
};

/** Beyond these, the answer is unknown. */
const mostNested = 300;
const mostSteps = 20_000;

const listedTexts = new WeakMap<readonly unknown[], ReadonlySet<string>>();

const isListed = (values: readonly unknown[], value: unknown): boolean => {
  const texts = listedTexts.get(values) ?? new Set(values.map(stableText));
  listedTexts.set(values, texts);
  return texts.has(stableText(value));
};

/** Makes the evaluator of a prover: whether one value is valid. Formats and unknown keywords make the answer unknown. */
export const createAccepts = (flatten: Prover["flatten"], budget: Budget): Prover["accepts"] => {
  const fitsPlace = (place: Place, value: unknown): Answer => accepts(meaningOf(place), value);

  const fitsFragment = ({ all, none }: Fragment, value: unknown): Answer =>
    every([...all.map((place) => fitsPlace(place, value)), ...none.map((place) => opposite(fitsPlace(place, value)))]);

  const fitsUnion = ({ branches }: Union, value: unknown): Answer =>
    // The branches of oneOf and if exclude each other, so for every kind some branch must match.
    opposite(every(branches.map((branch) => opposite(fitsFragment(branch, value)))));

  const itemsHold = (shape: Shape, items: readonly unknown[]): readonly Answer[] => [
    yesIf(!shape.unique || new Set(items.map(stableText)).size === items.length),
    ...items.map((item, index) => accepts(itemAt(shape, index), item)),
    ...shape.contains.map(({ place, min, max = Infinity }): Answer => {
      const answers = items.map((item) => fitsPlace(place, item));
      const sure = answers.filter((answer) => answer === "yes").length;
      const possible = answers.filter((answer) => answer !== "no").length;
      if (possible < min || sure > max) return "no";
      return sure >= min && possible <= max ? "yes" : "unknown";
    }),
  ];

  const fieldsHold = (shape: Shape, fields: ReadonlyMap<string, unknown>): readonly Answer[] => [
    ...[...shape.required].map((name) => yesIf(fields.has(name))),
    ...[...fields].map(([name, field]) => accepts(memberAt(shape, name), field)),
    ...[...fields.keys()].flatMap((name) => shape.names.map((place) => fitsPlace(place, name))),
  ];

  const partsHold = (shape: Shape, value: unknown): readonly Answer[] => {
    if (Array.isArray(value)) return itemsHold(shape, value);
    const fields = fieldsOf(value);
    return fields ? fieldsHold(shape, fields) : [];
  };

  const answer = (meaning: Meaning, value: unknown, granted?: Shape): Answer => {
    const shape = flatten(meaning);
    if (!shape.types.has(atomOf(value))) return "no";
    if (shape.values && !isListed(shape.values, value)) return "no";
    return every([
      limitsHold(shape, value),
      ...scalarHolds(shape, value, granted),
      ...partsHold(shape, value),
      ...[...shape.opaque.keys()].map((text): Answer => (granted?.opaque.has(text) ? "yes" : "unknown")),
      ...shape.unions.map((union) => fitsUnion(union, value)),
      ...shape.none.map((place) => opposite(fitsPlace(place, value))),
    ]);
  };

  const open = new Map<string, unknown[]>();
  let nested = 0;
  let steps = 0;
  const accepts = (meaning: Meaning, value: unknown, granted?: Shape): Answer => {
    if (nested === 0) steps = 0;
    steps += 1;
    if (budget.isSpent()) return "unknown";
    const key = meaningKey(meaning);
    const asked = open.get(key) ?? [];
    // A schema that applies itself to the same value: unknown.
    if (nested > mostNested || steps > mostSteps || asked.some((known) => Object.is(known, value))) return "unknown";
    open.set(key, [...asked, value]);
    nested += 1;
    try {
      return answer(meaning, value, granted);
    } finally {
      nested -= 1;
      open.set(key, asked);
    }
  };
  return accepts;
};
