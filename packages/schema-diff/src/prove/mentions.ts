import type { Prover } from "./prover.ts";
import { type Place, placeKey } from "../normalize/schema-folder.ts";
import { meaningOf, type Shape } from "../normalize/shape.ts";

/** Whether a shape itself constrains something, without its branches. */
export type Says = (shape: Shape) => boolean;

/** Every place in a shape's choices, conditions and exclusions. */
const partsOf = ({ unions, none }: Shape): readonly Place[] => [
  ...unions.flatMap(({ branches }) => branches.flatMap((branch) => [...branch.all, ...branch.none])),
  ...none,
];

/** Whether a part of a shape at any depth constrains something, or may do so because it is opaque. */
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

/** Whether a shape or a part of it constrains something, or may do so because it is opaque. */
export const mentions = (shape: Shape, says: Says, prover: Prover, seen?: Set<string>): boolean =>
  says(shape) || shape.opaque.size > 0 || partsMention(shape, says, prover, seen);
