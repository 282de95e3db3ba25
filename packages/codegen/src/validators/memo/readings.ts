import { type Asked, askedBelow, askedInPlace, looks, once, partsOf } from "./asked.ts";
import { demandsOf, type ReadRule, type Rule, type RuleOf, type SchemaRule, visitRule } from "../rules/rule.ts";

/** How often each schema is asked about one value. */
export type Counts = ReadonlyMap<SchemaRule, number>;

/** Which schemas are asked about one value, directly and through those that look at the same value. */
export interface Reading {
  readonly counts: Counts;
  /** Schemas that are asked once more about each item, to tell what was looked at. */
  readonly items: Counts;
}

/** What is asked at the places of a value. */
export interface Readings {
  /** What is asked about a value: one reading for each way that tags may decide, `undefined` where there are too many. */
  readonly at: (entered: Counts) => readonly Reading[] | undefined;
  /** How many questions were looked at so far. */
  readonly steps: () => number;
  /** What is asked about the parts of that value, each kind of part once. */
  readonly below: (reading: Reading) => readonly Counts[];
}

const add = (counts: Map<SchemaRule, number>, rule: SchemaRule, count: number): void =>
  void counts.set(rule, (counts.get(rule) ?? 0) + count);

/** What one schema asks, whatever tags decide. */
interface Facts {
  readonly demands: readonly Rule[];
  readonly asked: Asked;
  readonly items: Counts;
  /** Its unions of which a tag chooses one branch. */
  readonly tagged: readonly RuleOf<"tagged">[];
}

/** How many ways tags may decide at one place. */
const mostWays = 5000;

/** @param kept schemas whose verdicts are kept, so that they are asked once about a value */
export const createReadings = (ruleOf: ReadRule, kept: ReadonlySet<SchemaRule>): Readings => {
  let steps = 0;
  const lookedAt = new Map<SchemaRule, Pick<Reading, "counts" | "items">>();

  /** What is asked to tell what a schema looks at. */
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

  /** What a schema asks about the value that it is asked about itself. */
  const askedBy = (rule: SchemaRule, ways: Ways): Asked => {
    const { asked, tagged } = factsOf(rule);
    return tagged.length === 0 ? asked : [...asked, ...tagged.flatMap((union) => once(ways.get(union)))];
  };

  /** The schemas that are asked about a value, each before those that it asks itself. */
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
