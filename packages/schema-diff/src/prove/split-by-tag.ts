import { stableText } from "@email-events/json-schema";
import { finiteValues } from "../normalize/finite-values.ts";
import { choicesOf } from "./implied-shape.ts";
import { memberAt } from "../normalize/members.ts";
import type { Prover } from "./prover.ts";
import type { Place } from "../normalize/schema-folder.ts";
import { type Meaning, meaningOf, narrow, type Shape } from "../normalize/shape.ts";

/** A tag with more values isn't split. */
const mostValues = 32;

/** How deep a tag is searched; `body.name` is two levels deep. */
const mostNested = 3;

/** A required property with few values, by its path. */
interface Tag {
  readonly path: readonly string[];
  readonly values: readonly unknown[];
}

const findTag = (shape: Shape, branches: readonly Shape[], prover: Prover, depth = 0): Tag | undefined => {
  for (const name of shape.required) {
    const member = prover.flatten(memberAt(shape, name));
    const theirs = branches.map((branch) => prover.flatten(memberAt(branch, name)));
    const values = finiteValues(member);
    if (values) {
      const isTag = values.length > 1 && values.length <= mostValues && theirs.some((inner) => inner.values);
      if (isTag) return { path: [name], values };
    } else if (depth + 1 < mostNested && theirs.some(({ members }) => members.length > 0)) {
      const below = findTag(member, theirs, prover, depth + 1);
      if (below) return { ...below, path: [name, ...below.path] };
    }
  }
  return undefined;
};

/** A schema that requires a constant at the path of a tag. */
const constantAt = (base: Place, { path }: Tag, value: unknown): Place => ({
  ...base,
  pointer: `${base.pointer}?${path.map(encodeURIComponent).join(".")}=${encodeURIComponent(stableText(value))}`,
  schema: path.reduceRight<unknown>((schema, name) => ({ properties: { [name]: schema } }), { const: value }),
});

/**
 * Splits the objects of a meaning by the value of a tag that the branches of a choice on the other side have as well.
 *
 * @returns `undefined` where there is no such tag
 */
export const splitByTag = (inner: Meaning, outer: Shape, prover: Prover): readonly Meaning[] | undefined => {
  const [base] = inner.all;
  const branches = choicesOf(outer).flatMap(({ places }) => places.map((place) => prover.flatten(meaningOf(place))));
  if (!base || branches.length === 0) return undefined;
  const tag = findTag(prover.flatten(inner), branches, prover);
  return tag?.values.map((value) => narrow(inner, { all: [constantAt(base, tag, value)] }));
};
