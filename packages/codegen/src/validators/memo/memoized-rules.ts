import { keyOf } from "@email-events/json-schema";
import { createReadings, type Counts, type Readings } from "./readings.ts";
import { demandsOf, type ReadRule, type SchemaRule } from "../rules/rule.ts";

/** How often a schema may check one value before its verdict is cached. */
const mostReadings = 64;

/** After following so many checks, a second of work at most, every verdict is cached to be safe. */
const mostSteps = (roots: number): number => 1_000_000 + 50_000 * roots;

const isComposite = (rule: SchemaRule): boolean => demandsOf(rule).some(({ kind }) => kind !== "test");

const keyOfPlace = (entered: Counts): string =>
  [...entered]
    .map(([rule, count]) => `${keyOf(rule.node)} ${count}`)
    .toSorted()
    .join("\n");

/**
 * The schemas that check one place in a root's values too often; `undefined` if there is too much to follow.
 *
 * @param known places that were visited already
 */
const oftenRead = (
  root: SchemaRule,
  readings: Readings,
  known: Set<string>,
  most: number,
): readonly SchemaRule[] | undefined => {
  const waiting: Counts[] = [new Map([[root, 1]])];
  for (let entered = waiting.pop(); entered; entered = waiting.pop()) {
    const key = keyOfPlace(entered);
    if (known.has(key)) continue;
    known.add(key);
    const here = readings.steps() > most ? undefined : readings.at(entered);
    if (here === undefined) return undefined;
    for (const reading of here) {
      const often = [...reading.counts].filter(([, count]) => count > mostReadings).map(([rule]) => rule);
      if (often.length > 0) return often;
      for (const below of readings.below(reading)) {
        const composite = new Map([...below].filter(([rule]) => isComposite(rule)));
        if (composite.size > 0) waiting.push(composite);
      }
    }
  }
  return [];
};

const keysOf = (rules: readonly SchemaRule[]): ReadonlySet<string> => new Set(rules.map(({ node }) => keyOf(node)));

/**
 * Returns the keys of the schemas that would check one part of a value too often, up to exponentially in the depth of
 * the value or of the schemas: their verdicts are cached for the time of a call.
 *
 * Walks the places of values like the states of an automaton, and counts the checks of each schema at each place.
 */
export const memoizedRules = (
  roots: readonly SchemaRule[],
  needed: readonly SchemaRule[],
  ruleOf: ReadRule,
): ReadonlySet<string> => {
  const kept = new Set<SchemaRule>();
  let left = mostSteps(roots.length);
  let known = new Set<string>();
  let readings = createReadings(ruleOf, kept);
  for (const root of roots) {
    for (;;) {
      const often = oftenRead(root, readings, known, left);
      if (often === undefined) return keysOf(needed.filter(isComposite));
      if (often.length === 0) break;
      for (const rule of often) kept.add(rule);
      left -= readings.steps();
      known = new Set();
      readings = createReadings(ruleOf, kept);
    }
  }
  return keysOf([...kept]);
};
