import { type Asked, askedBelow, askedInPlace, looks, once, partsOf } from "./asked.ts";
import { demandsOf, type ReadRule, type Rule, type RuleOf, type SchemaRule, visitRule } from "../rules/rule.ts";

/** How often each schema checks one value. */
export type Counts = ReadonlyMap<SchemaRule, number>;

/** How often schemas check one value, directly and through other schemas of the same value. */
export interface Reading {
  readonly counts: Counts;
  /** Schemas that check each item once more, to find the evaluated ones. */
  readonly items: Counts;
}

/** Counts the checks at the places of a value. */
export interface Readings {
  /** The checks of a value: one reading for each choice of branches by tags; `undefined` if there are too many. */
  readonly at: (entered: Counts) => readonly Reading[] | undefined;
  /** The number of checks that were followed so far. */
  readonly steps: () => number;
  /** The checks of the parts of that value, each kind of part once. */
  readonly below: (reading: Reading) => readonly Counts[];
}

const add = (counts: Map<SchemaRule, number>, rule: SchemaRule, count: number): void =>
  void counts.set(rule, (counts.get(rule) ?? 0) + count);

/** What a schema checks, regardless of tags. */
interface Facts {
  readonly demands: readonly Rule[];
  readonly asked: Asked;
  readonly items: Counts;
  /** Its unions whose branch a tag chooses. */
  readonly tagged: readonly RuleOf<"tagged">[];
}

/** The most choices of branches at one place. */
const mostWays = 5000;

/** @param kept schemas whose verdicts are cached, so that they check a value once */
export const createReadings = (ruleOf: ReadRule, kept: ReadonlySet<SchemaRule>): Readings => {
  let steps = 0;
  const lookedAt = new Map<SchemaRule, Pick<Reading, "counts" | "items">>();

  /** The checks that find what a schema evaluates. */
  const looking = (rule: SchemaRule): Pick<Reading, "counts" | "items"> => {
    const known = lookedAt.get(rule);
    if (known) return known;
    const counts = new Map<SchemaRule, number>();
    const items = new Map<SchemaRule, number>();
    for (const demand of demandsOf(rule)) {
      if (demand.kind === "contains") add(items, demand.rule, 1);
      const { asked, into } = visitRule(looks, demand, ruleOf);
      for (const [other, count] of asked) add(counts, other, count);
      for (const inner of into.map(looking)) {
        for (const [other, count] of inner.counts) add(counts, other, count);
        for (const [other, count] of inner.items) add(items, other, count);
      }
    }
    lookedAt.set(rule, { counts, items });
    return { counts, items };
  };

  type Ways = ReadonlyMap<Rule, SchemaRule>;

  const facts = new Map<SchemaRule, Facts>();

  const factsOf = (rule: SchemaRule): Facts => {
    const known = facts.get(rule);
    if (known) return known;
    const demands = demandsOf(rule);
    const look = demands.some(({ kind }) => kind === "unevaluated") ? looking(rule) : undefined;
    const asked = [...demands.flatMap((demand) => visitRule(askedInPlace, demand, ruleOf)), ...(look?.counts ?? [])];
    const tagged = demands.filter((demand) => demand.kind === "tagged");
    const found: Facts = { demands, asked, tagged, items: look?.items ?? new Map() };
    facts.set(rule, found);
    return found;
  };

  /** The schemas to which a schema passes its own value on. */
  const askedBy = (rule: SchemaRule, ways: Ways): Asked => {
    const { asked, tagged } = factsOf(rule);
    return tagged.length === 0 ? asked : [...asked, ...tagged.flatMap((union) => once(ways.get(union)))];
  };

  /** The schemas that check a value, each before those to which it passes the value on. */
  const inOrder = (entered: Counts, ways: Ways): readonly SchemaRule[] => {
    const done = new Set<SchemaRule>();
    const visit = (rule: SchemaRule): void => {
      if (done.has(rule)) return;
      for (const [other] of askedBy(rule, ways)) if (other !== rule) visit(other);
      done.add(rule);
    };
    for (const rule of entered.keys()) visit(rule);
    return [...done].toReversed();
  };

  const read = (entered: Counts, ways: Ways): Reading & { readonly open?: RuleOf<"tagged"> } => {
    const counts = new Map(entered);
    const items = new Map<SchemaRule, number>();
    let undecided: RuleOf<"tagged"> | undefined;
    for (const rule of inOrder(entered, ways)) {
      const asked = askedBy(rule, ways);
      const { items: looked, tagged } = factsOf(rule);
      steps += 1 + asked.length;
      undecided ??= tagged.find((union) => !ways.has(union));
      if (kept.has(rule)) counts.set(rule, 1);
      const times = counts.get(rule) ?? 0;
      for (const [other, count] of asked) add(counts, other, times * count);
      for (const [other, count] of looked) add(items, other, times * count);
    }
    return { counts, items, ...(undecided ? { open: undecided } : {}) };
  };

  const at = (entered: Counts): readonly Reading[] | undefined => {
    const readings: Reading[] = [];
    const waiting: Ways[] = [new Map()];
    for (let ways = waiting.pop(); ways; ways = waiting.pop()) {
      if (waiting.length + readings.length > mostWays) return undefined;
      const reading = read(entered, ways);
      const { open } = reading;
      if (!open) readings.push(reading);
      else for (const { rule } of open.branches) waiting.push(new Map([...ways, [open, rule]]));
    }
    return readings;
  };

  const below = ({ counts, items }: Reading): readonly Counts[] => {
    const demands = [...counts].flatMap(([rule, times]) => factsOf(rule).demands.map((demand) => ({ demand, times })));
    const parts = partsOf(demands.map(({ demand }) => demand));
    steps += parts.length * demands.length;
    return parts.map((part) => {
      const entered = new Map<SchemaRule, number>(part.of === "items" ? items : []);
      for (const { demand, times } of demands) {
        for (const [rule, count] of visitRule(askedBelow, demand, part)) add(entered, rule, times * count);
      }
      return entered;
    });
  };

  return { at, below, steps: () => steps };
};
