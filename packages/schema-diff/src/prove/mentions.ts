import type { Prover } from "./prover.ts";
import { type Place, placeKey } from "../normalize/schema-folder.ts";
import { meaningOf, type Shape } from "../normalize/shape.ts";

/** Something that a shape may say itself, its branches left out. */
export type Says = (shape: Shape) => boolean;

/** Every place that a shape's choices, conditions and exclusions are made of. */
const partsOf = ({ unions, none }: Shape): readonly Place[] => [
  ...unions.flatMap(({ branches }) => branches.flatMap((branch) => [...branch.all, ...branch.none])),
  ...none,
];

/** Whether a part of a shape at any depth says something, or may say it, since nobody can see through it. */
export const partsMention = (
  shape: Shape,
  says: Says,
  prover: Prover,
  seen: Set<string> = new Set<string>(),
): boolean =>
  partsOf(shape).some((place) => {
    if (seen.has(placeKey(place))) return false;
    seen.add(placeKey(place));
    return mentions(prover.flatten(meaningOf(place)), says, prover, seen);
  });

/** Whether a shape or a part of it says something, or may say it, since nobody can see through it. */
export const mentions = (shape: Shape, says: Says, prover: Prover, seen?: Set<string>): boolean =>
  says(shape) || shape.opaque.size > 0 || partsMention(shape, says, prover, seen);
