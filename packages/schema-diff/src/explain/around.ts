import { meaningKey } from "../normalize/meaning-key.ts";
import { mentions, partsMention, type Says } from "../prove/mentions.ts";
import type { Prover } from "../prove/prover.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { type Meaning, meaningOf, narrow, type Shape, type Union } from "../normalize/shape.ts";

/** What else the old schema requires of the values of a comparison; `hidden` where that can't be determined. */
export type Around = "hidden" | readonly Meaning[];

/** More meanings than this count as hidden: each set of them makes a comparison of its own. */
const mostAround = 8;

interface Surrounded {
  readonly prover: Prover;
  readonly oldMeaning: Meaning;
  readonly oldShape: Shape;
  readonly around: Around;
}

const isSilent = ({ members, required, names, unions, none, opaque, typeIsOpen }: Shape): boolean =>
  [members, names, unions, none].every((list) => list.length === 0) && required.size + opaque.size === 0 && !typeIsOpen;

/** The surroundings of one branch of a choice: the keywords next to the choice, and other branches that may match too. */
export const aroundBranch = ({ prover, oldMeaning, around }: Surrounded, union: Union, branch: Place): Around => {
  if (around === "hidden") return around;
  const beside = narrow(oldMeaning, {}, union.key);
  const others = union.places.filter(
    (place) => place !== branch && !prover.areDisjoint(meaningOf(place), meaningOf(branch)),
  );
  const all = [...around, beside, ...others.map((place) => meaningOf(place))].filter(
    (meaning) => !isSilent(prover.flatten(meaning)),
  );
  const different = [...new Map(all.map((meaning) => [meaningKey(meaning), meaning])).values()];
  return different.length > mostAround ? "hidden" : different;
};

/** The surroundings of a property or item: hidden where another part of the schema may constrain it. */
export const aroundBelow = ({ prover, oldShape, around }: Surrounded, says: Says): Around =>
  around === "hidden" ||
  oldShape.opaque.size > 0 ||
  partsMention(oldShape, says, prover) ||
  around.some((meaning) => mentions(prover.flatten(meaning), says, prover))
    ? "hidden"
    : [];
