import { memberAt } from "./member-rules.ts";
import { meaningKey } from "./meaning-key.ts";
import { mentions, partsMention, type Says } from "./mentions.ts";
import type { Prover } from "./prover.ts";
import type { Place } from "./schema-folder.ts";
import { type Meaning, meaningOf, narrow, type Shape, type Union } from "./shape.ts";

/** What else the old schema says of the values of a comparison; `hidden` where that isn't to be told. */
export type Around = "hidden" | readonly Meaning[];

/** Where more stands around a comparison, it is taken for hidden: each set of it is a comparison of its own. */
const mostAround = 8;

interface Surrounded {
  readonly prover: Prover;
  readonly oldMeaning: Meaning;
  readonly oldShape: Shape;
  readonly around: Around;
}

const constantsOf = (shape: Shape, name: string, prover: Prover): readonly unknown[] | undefined =>
  shape.required.has(name) ? prover.flatten(memberAt(shape, name)).values : undefined;

/** Whether two branches require a property that has other constants in each, by which types tell them apart. */
const areToldApart = (one: Place, other: Place, prover: Prover): boolean => {
  const [own, theirs] = [one, other].map((place) => prover.flatten(meaningOf(place)));
  if (!own || !theirs) return false;
  return [...own.required].some((name) => {
    const [ours, others] = [constantsOf(own, name, prover), constantsOf(theirs, name, prover)];
    return (
      ours !== undefined && others !== undefined && ours.every((value) => isText(value) && !others.includes(value))
    );
  });
};

const isText = (value: unknown): boolean => typeof value === "string";

const isSilent = ({ members, required, names, unions, none, opaque, typeIsOpen }: Shape): boolean =>
  [members, names, unions, none].every((list) => list.length === 0) && required.size + opaque.size === 0 && !typeIsOpen;

/** What stands around one branch of a choice: what stands beside the choice, and the branches that may fit as well. */
export const aroundBranch = ({ prover, oldMeaning, around }: Surrounded, union: Union, branch: Place): Around => {
  if (around === "hidden") return around;
  const beside = narrow(oldMeaning, {}, union.key);
  const others = union.places.filter((place) => place !== branch && !areToldApart(place, branch, prover));
  const all = [...around, beside, ...others.map((place) => meaningOf(place))].filter(
    (meaning) => !isSilent(prover.flatten(meaning)),
  );
  const different = [...new Map(all.map((meaning) => [meaningKey(meaning), meaning])).values()];
  return different.length > mostAround ? "hidden" : different;
};

/** What stands around values inside of those compared, of which a shape may or may not say something. */
export const aroundBelow = ({ prover, oldShape, around }: Surrounded, says: Says): Around =>
  around === "hidden" ||
  oldShape.opaque.size > 0 ||
  partsMention(oldShape, says, prover) ||
  around.some((meaning) => mentions(prover.flatten(meaning), says, prover))
    ? "hidden"
    : [];
