import { placeOf, type SchemaSet } from "@email-events/json-schema";
import { lineComment } from "../source-text/comment.ts";
import { joined, js, type Source } from "../source-text/source.ts";
import type { Declaration } from "./declarations.ts";
import type { ZodRefusal } from "./refuse.ts";

/** A declaration that isn't emitted as a zod schema. */
export interface Omission {
  readonly declaration: Declaration;
  /** What zod can't express, in it or in what it refers to. */
  readonly refusal: ZodRefusal;
  /** The declaration that contains it, if that is another. */
  readonly through: Declaration | undefined;
}

/** The refused declarations and all that refer to them, in order. */
export const withoutUsers = (
  all: readonly Declaration[],
  refusals: ReadonlyMap<Declaration, ZodRefusal>,
): readonly Omission[] => {
  const byPlace = new Map(all.map((declaration) => [placeOf(declaration.node), declaration]));
  const users = new Map<Declaration, Declaration[]>();
  for (const declaration of all) {
    for (const used of new Set(declaration.uses.flatMap((node) => byPlace.get(placeOf(node)) ?? [])))
      users.set(used, [...(users.get(used) ?? []), declaration]);
  }
  const found = new Map<Declaration, Omission>();
  for (const [declaration, refusal] of refusals) found.set(declaration, { declaration, refusal, through: undefined });
  const waiting = [...found.keys()];
  for (let used = waiting.pop(); used; used = waiting.pop()) {
    const { refusal, through = used } = found.get(used)!;
    for (const declaration of users.get(used) ?? []) {
      if (found.has(declaration)) continue;
      found.set(declaration, { declaration, refusal, through });
      waiting.push(declaration);
    }
  }
  return all.flatMap((declaration) => found.get(declaration) ?? []);
};

/** Why a declaration isn't emitted, on one line. */
export const describeOmission = ({ written }: SchemaSet, { declaration, refusal, through }: Omission): string =>
  through === undefined
    ? `${declaration.name}: ${written.inWords(refusal)}: ${refusal.limit}`
    : `${declaration.name}: it refers to ${through.name}`;

/** The comment that lists the omitted schemas. */
export const omissionsComment = (set: SchemaSet, omissions: readonly Omission[]): Source =>
  omissions.length === 0
    ? js``
    : joined(
        [
          lineComment("Left out, since zod can't express them:"),
          ...omissions.map((omission) => lineComment(`- ${describeOmission(set, omission)}`)),
        ],
        "\n",
      );
