import { placeInWords, printable, type SchemaError, SchemaErrors } from "@email-events/json-schema";

/** Limits on what is printed of many refusals. */
const most = { groups: 25, places: 10, problem: 1000, place: 1800, detail: 200 };

type Alike = readonly [SchemaError, ...SchemaError[]];

/** Returns the line of one place, or of the first of several that share a detail. */
const placeLine = ([{ file, pointer, detail }, ...more]: Alike): string => {
  const place = printable(placeInWords(file, pointer), most.place);
  const what = detail === undefined ? "" : `: ${printable(detail, most.detail)}`;
  return `  ${place}${what}${more.length > 0 ? ` (and ${more.length} more)` : ""}`;
};

/** Groups the places of one reason that share a detail, the largest group first. Places without a detail stand alone. */
const alike = (errors: readonly SchemaError[]): readonly Alike[] => {
  const groups = new Map<unknown, [SchemaError, ...SchemaError[]]>();
  for (const error of errors) {
    const key = error.detail ?? error;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [error]);
    else known.push(error);
  }
  return [...groups.values()].toSorted((a, b) => b.length - a.length);
};

const groupLines = ([problem, errors]: readonly [string, readonly SchemaError[]]): readonly string[] => {
  const lines = alike(errors);
  const rest = lines.slice(most.places).reduce((sum, { length }) => sum + length, 0);
  return [
    `${errors.length} x ${printable(problem, most.problem)}`,
    ...lines.slice(0, most.places).map(placeLine),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
};

/** Groups refusals by their reason, the most frequent first. */
const byProblem = (errors: readonly SchemaError[]): readonly (readonly [string, readonly SchemaError[]])[] => {
  const groups = new Map<string, SchemaError[]>();
  for (const error of errors) {
    const group = groups.get(error.problem) ?? [];
    group.push(error);
    groups.set(error.problem, group);
  }
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length);
};

/** Returns the lines of a schema error: one, or those of all refusals, grouped by reason with a count. */
export const refusalLines = (error: SchemaError): readonly string[] => {
  if (!(error instanceof SchemaErrors)) return [error.message];
  const groups = byProblem(error.errors);
  const files = new Set(error.errors.map(({ file }) => file)).size;
  const rest = groups.length - most.groups;
  return [
    `${error.errors.length} places in ${files} file(s) are refused, for ${groups.length} reason(s):`,
    ...groups.slice(0, most.groups).flatMap(groupLines),
    ...(rest > 0 ? [`and ${rest} more reasons`] : []),
  ];
};
