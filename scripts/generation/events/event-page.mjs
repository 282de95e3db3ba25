import { basename, relative } from "node:path";
import { describe, examplesOf, readSchema, typeOf } from "./read-properties.mjs";
import { typeNameOf } from "./type-name.mjs";

const cell = (text) =>
  text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("{{", "{ {").trim();

/** Code in a cell. Inside of it only the bar needs an escape. */
const code = (text) => `\`${text.replaceAll("|", "\\|")}\``;

const table = (head, rows) =>
  rows.length === 0
    ? ""
    : [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n") + "\n";

const json = (value) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`;

/** The page of an event, by its path below `docs/`. */
export const pageOf = (file) => `events/${file.replace(/\.schema\.json$/, ".md")}`;

const linkTo = (from, path) => relative(`docs/${pageOf(from)}/..`, path).replaceAll("\\", "/");

/** What comes from a source property: also from what is inside of it, where the schema doesn't say what that is. */
const targetsOf = (key, { properties, origins = [] }) => {
  const isDescribed = properties.some(({ path }) => path.join(".").startsWith(`${key}.`));
  const isFrom = (origin) => {
    const source = origin.replaceAll(/\[\d*\]/g, "");
    return source === key || (!isDescribed && source.startsWith(`${key}.`));
  };
  return origins.filter((property) => property.origins.flat().some(isFrom)).map(({ path }) => path);
};

const propertiesOf = (page) => {
  const { properties, outcome } = page;
  const isMapped = outcome?.status === "mapped";
  const rows = properties.map((property) => {
    const key = property.path.join(".");
    const becomes = targetsOf(key, page).map(code).join(", ");
    const examples = examplesOf(property).map((value) => code(JSON.stringify(value)));
    return [
      code(key),
      cell(typeOf(property.place)).replaceAll("&lt;", "<"),
      property.requiredBy.length > 1
        ? property.requiredBy.map(code).join(" or ")
        : property.requiredBy.length > 0
          ? "yes"
          : "",
      cell(describe(property)),
      examples.slice(0, 2).join(", "),
      ...(isMapped ? [becomes] : []),
    ];
  });
  const head = ["property", "type", "required", "what it is", "examples", ...(isMapped ? ["becomes"] : [])];
  return `## Properties\n\n${table(head, rows)}`;
};

const sayOrigin = (path) => (path.endsWith(".*") ? `what else is in ${code(path.slice(0, -2))}` : code(path));

const turnsOf = (origins) =>
  origins.length === 0
    ? "the same in every event"
    : origins.map((from) => from.map(sayOrigin).join(" and ")).join(", else ");

const sayOutcome = ({ status, reason, event }) =>
  status === "mapped" ? `mapped to \`${event.event}\`` : `${status}${reason === undefined ? "" : `: \`${reason}\``}`;

const optionsOf = ({ changes = [] }) =>
  changes.length === 0
    ? ""
    : `\n${table(
        ["option", "the event is"],
        changes.map(({ setting, outcome }) => [code(setting), sayOutcome(outcome)]),
      )}`;

const exceptionsOf = ({ file, exceptions = [] }) =>
  exceptions.length === 0
    ? ""
    : `\nSome examples have another outcome:\n\n${table(
        ["example", "the event is"],
        exceptions.map(({ path, setting, outcome }) => [
          `[${basename(path).replace(/^valid\.|\.json$/g, "")}](${linkTo(file, path)})${setting === undefined ? "" : `, with ${code(setting)}`}`,
          sayOutcome(outcome),
        ]),
      )}`;

/** What becomes of an event; where it is mapped only with an option, with that option. */
const mappingOf = (page) => {
  if (page.default === undefined) return "";
  const first = `Without options, the event is ${sayOutcome(page.default)}.\n`;
  const head = `## Mapping\n\n${first}${optionsOf(page)}${exceptionsOf(page)}`;
  if (page.outcome.status !== "mapped") return head;
  const rows = page.origins.map(({ path, origins }) => [code(path), turnsOf(origins)]);
  const withOption = page.mapping ? ` With \`${page.mapping.setting}\`:` : "";
  return `${head}
Where each property comes from: found by running the mapper, with one source value changed or removed at a time.${withOption}

${table(["property", "comes from"], rows)}`;
};

const exampleSection = ({ example, shown }) =>
  `## Example\n\n${json(example)}${shown?.status === "mapped" ? `\nMapped:\n\n${json(shown.event)}` : ""}`;

const sourceOf = (file) => (path) =>
  readSchema(path).$comment === undefined
    ? []
    : [`- [${basename(path)}](${linkTo(file, `schemas/${path}`)}): ${cell(readSchema(path).$comment)}`];

const sourcesSection = ({ file, files }) => `## Sources\n\n${files.flatMap(sourceOf(file)).join("\n")}\n`;

/** Which source events become a semantic event, and from what. */
const originSection = ({ file }, pages) => {
  const name = [readSchema(file).properties?.event ?? {}].flatMap(({ const: only, enum: several = [] }) =>
    only === undefined ? several : [only],
  );
  const from = pages.filter(({ outcome }) => outcome?.status === "mapped" && name.includes(outcome.event.event));
  if (from.length === 0) return "";
  const titleOf = (page) => `[${readSchema(page.file).title}](${linkTo(file, `docs/${pageOf(page.file)}`)})`;
  const paths = [...new Set(from.flatMap(({ origins }) => origins.map(({ path }) => path)))];
  const rows = paths.map((path) => [
    code(path),
    ...from.map(({ origins }) => {
      const found = origins.find((origin) => origin.path === path);
      return found ? turnsOf(found.origins) : "";
    }),
  ]);
  const notes = from
    .filter(({ mapping }) => mapping)
    .map((page) => `${titleOf(page)} is mapped with \`${page.mapping.setting}\` only.`);
  return `## Where it comes from

Found by running the mappers, with one source value changed or removed at a time.${notes.length > 0 ? ` ${notes.join(" ")}` : ""}

${table(["property", ...from.map(titleOf)], rows)}`;
};

/** Returns the page of an event as Markdown. `pages` has those of all events. */
export const eventPage = (page, pages) => {
  const schema = readSchema(page.file);
  const origin = page.default === undefined ? originSection(page, pages) : mappingOf(page);
  return [
    `<!-- Generated by scripts/generate.mjs from schemas/${page.file}, and by running the mappers. Don't edit. -->\n`,
    `# ${schema.title}\n`,
    `${cell(schema.description ?? "")} Schema: [${page.file}](${linkTo(page.file, `schemas/${page.file}`)}). Type: \`${typeNameOf(schema)}\` of [@email-events/core](${linkTo(page.file, "packages/core/README.md")}).\n`,
    propertiesOf(page),
    ...(origin === "" ? [] : [origin]),
    exampleSection(page),
    sourcesSection(page),
  ].join("\n");
};
