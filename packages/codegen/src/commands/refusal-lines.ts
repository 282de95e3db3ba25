import { printable } from "../printable.ts";
import { placeOf } from "../schema/json-schema.ts";
import { type SchemaError, SchemaErrors } from "../schema/schema-error.ts";

/** How much is printed of many refusals. */
const most = { groups: 25, places: 5, problem: 1000, place: 1800, detail: 200 };

const placeLine = ({ file, pointer, detail }: SchemaError): string => {
  const place = printable(placeOf({ file, pointer }), most.place);
  return detail === undefined ? `  ${place}` : `  ${place}: ${printable(detail, most.detail)}`;
};

const groupLines = ([problem, errors]: readonly [string, readonly SchemaError[]]): readonly string[] => {
  const rest = errors.length - most.places;
  return [
    `${errors.length} x ${printable(problem, most.problem)}`,
    ...errors.slice(0, most.places).map(placeLine),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
};

/** What is refused, by reason, the most frequent first. */
const byProblem = (errors: readonly SchemaError[]): readonly (readonly [string, readonly SchemaError[]])[] => {
  const groups = new Map<string, SchemaError[]>();
  for (const error of errors) {
    const group = groups.get(error.problem) ?? [];
    group.push(error);
    groups.set(error.problem, group);
  }
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length);
};

/** The lines that say what a schema error is about: one, or all that was refused, grouped by reason with a count. */
export const refusalLines = (error: SchemaError): readonly string[] => {
  if (!(error instanceof SchemaErrors)) return [error.message];
  const groups = byProblem(error.errors);
  const files = new Set(error.errors.map(({ file }) => file)).size;
  const rest = groups.length - most.groups;
  return [
    `${error.errors.length} places in ${files} file(s) can't be generated from, for ${groups.length} reason(s):`,
    ...groups.slice(0, most.groups).flatMap(groupLines),
    ...(rest > 0 ? [`and ${rest} more reasons`] : []),
  ];
};
