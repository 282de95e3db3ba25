import { finiteValues } from "../normalize/finite-values.ts";
import { memberAt, memberPatternsOf, namesOf, restMember } from "../normalize/members.ts";
import { type Meaning, meaningOf, type Shape } from "../normalize/shape.ts";
import type { Prover } from "./prover.ts";

/** Whether `propertyNames` may allow a name. */
export const nameFits = (shape: Shape, name: string, prover: Prover): boolean =>
  shape.names.length === 0 || prover.accepts(meaningOf(...shape.names), name) !== "no";

/** What `propertyNames` says of a name. */
export const nameMeaning = (shape: Shape): Meaning => ({ ...meaningOf(...shape.names), types: new Set(["string"]) });

const isString = (value: unknown): value is string => typeof value === "string";

/** The names that `propertyNames` lists, or that are described where no others are allowed. */
const listedNames = (shape: Shape, prover: Prover): readonly string[] | undefined => {
  const listed = shape.names.length === 0 ? undefined : finiteValues(prover.flatten(nameMeaning(shape)));
  if (listed) return listed.filter(isString);
  const isClosed = memberPatternsOf(shape).size === 0 && prover.isEmptyBelow(restMember(shape));
  return isClosed ? [...namesOf(shape)] : undefined;
};

/** The property names that objects of a shape can have, when they are known. */
export const possibleNames = (shape: Shape, prover: Prover): readonly string[] | undefined =>
  listedNames(shape, prover)?.filter(
    (name) => nameFits(shape, name, prover) && !prover.isEmptyBelow(memberAt(shape, name)),
  );
