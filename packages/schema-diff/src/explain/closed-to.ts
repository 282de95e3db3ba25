import { takesAnything } from "../normalize/annotations.ts";
import type { Around } from "./around.ts";
import { choicesOf } from "../prove/implied-shape.ts";
import { memberAt } from "../normalize/members.ts";
import { mentions } from "../prove/mentions.ts";
import type { Prover } from "../prove/prover.ts";
import { meaningOf, type Shape, type Union } from "../normalize/shape.ts";

const everyBranch = (union: Union, holds: (branch: Shape) => boolean, prover: Prover): boolean =>
  union.places.every((place) => holds(prover.flatten(meaningOf(place))));

/** Remembers the answer for each shape: a branch can be reached in many ways. */
const once = (answer: (shape: Shape, prover: Prover) => boolean): ((shape: Shape, prover: Prover) => boolean) => {
  const known = new WeakMap<Shape, boolean>();
  return (shape, prover) => {
    const found = known.get(shape) ?? answer(shape, prover);
    known.set(shape, found);
    return found;
  };
};

/** Whether the type of a shape names properties, and so doesn't allow others by itself. */
const describes = once(
  (shape, prover) =>
    shape.members.some(({ properties }) => properties.size > 0) ||
    choicesOf(shape).some((union) => everyBranch(union, (branch) => describes(branch, prover), prover)),
);

/** Whether no part of the type of a shape allows properties of any name. */
const opensNowhere = once(
  (shape, prover) =>
    !shape.typeIsOpen &&
    choicesOf(shape).every((union) => everyBranch(union, (branch) => opensNowhere(branch, prover), prover)),
);

/** Whether a shape constrains the property of a name, or property names in general. */
const speaksOfName =
  (name: string) =>
  (shape: Shape): boolean =>
    !memberAt(shape, name).all.every(({ schema }) => takesAnything(schema)) ||
    shape.required.has(name) ||
    shape.names.length > 0;

/**
 * Whether the generated types of a shape and its surroundings certainly don't allow the property of a name: they describe
 * objects, none of them is open, and no schema, opaque ones included, constrains the name.
 */
export const closedTo = (name: string, shape: Shape, around: Around, prover: Prover): boolean =>
  around !== "hidden" &&
  !prover.isSpent() &&
  describes(shape, prover) &&
  [shape, ...around.map(prover.flatten)].every(
    (part) => !mentions(part, speaksOfName(name), prover) && opensNowhere(part, prover),
  );
