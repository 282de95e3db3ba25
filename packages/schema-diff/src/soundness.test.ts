import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Verdict } from "./change.ts";
import { diffSchemas } from "./diff-schemas.ts";
import { closedPairs } from "./testing/closed-schemas.ts";
import { confirmed, findCounterexamples, secondOpinion } from "./testing/find-instance.ts";
import { type RandomSchema, schemaAndEdit } from "./testing/random-schemas.ts";
import { taggedPairs } from "./testing/tagged-schemas.ts";
import { worst } from "./prove/verdicts.ts";

/** `DIFF_RUNS=20000 DIFF_SEED=7` looks longer and elsewhere; `DIFF_SHOW=1` prints the counts and what was left open. */
const runs = Number(process.env["DIFF_RUNS"] ?? 200);
const seed = Number(process.env["DIFF_SEED"] ?? 2026);
/** The second checker takes a tenth of a second a question. */
const secondRuns = Math.ceil(runs / 15);
const timeout = 3_600_000;

const show = (...lines: readonly string[]): void => {
  if (process.env["DIFF_SHOW"]) process.stderr.write(`${lines.join("\n")}\n`);
};

/** One direction of a diff: whether the values of one schema are values of the other, and those that aren't. */
interface Direction {
  readonly name: string;
  readonly verdict: Verdict;
  readonly fitted: RandomSchema;
  readonly refused: RandomSchema;
  readonly instances: readonly unknown[];
  readonly opinion: boolean | undefined;
}

const directionsOf = (was: RandomSchema, is: RandomSchema, isAsked = false): readonly Direction[] => {
  const changes = diffSchemas(new Map([["a.schema.json", was]]), new Map([["a.schema.json", is]]));
  const { forward, backward } = findCounterexamples(was, is, 4);
  const opinion = isAsked ? secondOpinion(was, is) : undefined;
  const oldUnderNew = worst(changes.map(({ oldDataUnderNew }) => oldDataUnderNew));
  const newUnderOld = worst(changes.map(({ newDataUnderOld }) => newDataUnderOld));
  const text = `${JSON.stringify(was)} => ${JSON.stringify(is)}`;
  return [
    {
      name: `old under new: ${text}`,
      verdict: oldUnderNew,
      fitted: was,
      refused: is,
      instances: forward,
      opinion: opinion?.forward,
    },
    {
      name: `new under old: ${text}`,
      verdict: newUnderOld,
      fitted: is,
      refused: was,
      instances: backward,
      opinion: opinion?.backward,
    },
  ];
};

const sample = (numRuns: number, isAsked: boolean, pairs = schemaAndEdit): readonly Direction[] =>
  fc.sample(pairs, { numRuns, seed }).flatMap(([was, is]) => directionsOf(was, is, isAsked));

const disproved = ({ verdict, fitted, refused, instances }: Direction): boolean =>
  verdict === "valid" && confirmed(fitted, refused, instances).length > 0;

describe("diffSchemas on random edits", () => {
  it("says valid only where no instance fails, and may fail where one does", { timeout }, () => {
    const directions = sample(runs, false);
    const of = (verdict: Verdict) => directions.filter((direction) => direction.verdict === verdict);
    const shown = of("may fail").filter(({ instances }) => instances.length > 0);
    const open = of("may fail").filter(({ instances }) => instances.length === 0);
    show(
      `valid ${of("valid").length}, may fail ${of("may fail").length} (${shown.length} shown), unknown ${of("unknown").length}`,
      ...open.map(({ name }) => name),
    );
    expect(directions.filter(disproved).map(({ name }) => name)).toEqual([]);
    // The rest are places that no value reaches, or that need a value larger than those that are tried.
    expect(shown.length / of("may fail").length).toBeGreaterThan(0.93);
    expect(of("valid").length).toBeGreaterThan(directions.length / 4);
    expect(of("unknown").length).toBeLessThan(directions.length / 20);
  });

  it("says the same of objects that are told apart by a tag, or come or cease to be", { timeout }, () => {
    const directions = sample(Math.ceil(runs / 3), false, taggedPairs);
    const of = (verdict: Verdict) => directions.filter((direction) => direction.verdict === verdict);
    const isShown = ({ instances }: Direction): boolean => instances.length > 0;
    const open = directions.filter((direction) => direction.verdict !== "valid" && !isShown(direction));
    show(
      `valid ${of("valid").length}, may fail ${of("may fail").length}, unknown ${of("unknown").length}, open ${open.length}`,
      ...open.map(({ name, verdict }) => `${verdict} ${name}`),
    );
    expect(directions.filter(disproved).map(({ name }) => name)).toEqual([]);
    expect(of("valid").length).toBeGreaterThan(directions.length / 6);
    // What no instance shows is called a break all the same: seldom.
    expect(open.length).toBeLessThan(directions.length / 20);
  });

  it("says the same of objects whose other properties depend on what a value matches", { timeout }, () => {
    const directions = sample(Math.ceil(runs / 8), false, closedPairs);
    const of = (verdict: Verdict) => directions.filter((direction) => direction.verdict === verdict);
    show(`valid ${of("valid").length}, may fail ${of("may fail").length}, unknown ${of("unknown").length}`);
    expect(directions.filter(disproved).map(({ name }) => name)).toEqual([]);
    expect(of("valid").length).toBeGreaterThan(directions.length / 20);
  });

  it("differs from a second checker only where an instance or a proof decides", { timeout }, () => {
    const asked = sample(secondRuns, true).filter(({ opinion }) => opinion !== undefined);
    const disputed = asked.filter(({ verdict, opinion }) => (verdict === "valid") !== opinion);
    const decidedByInstance = disputed.filter(({ verdict, instances }) => verdict !== "valid" && instances.length > 0);
    // No instance disproves ours: the second checker is careful about what it can't prove.
    const decidedByProof = disputed.filter((direction) => direction.verdict === "valid" && !disproved(direction));
    const undecided = disputed.filter((one) => !decidedByInstance.includes(one) && !decidedByProof.includes(one));
    show(
      `asked ${asked.length}, disputed ${disputed.length}: by instance ${decidedByInstance.length}, by proof ${decidedByProof.length}, undecided ${undecided.length}`,
      ...undecided.map(({ name }) => name),
    );
    expect(asked.length).toBeGreaterThan(secondRuns);
    expect(disputed.filter(disproved)).toEqual([]);
    expect(undecided.length / asked.length).toBeLessThan(0.05);
  });
});
