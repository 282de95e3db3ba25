import { banner } from "./banner.mjs";
import { toCamelCase } from "./vocabularies.mjs";

const schemasFile = (vocabularies) => `${banner}
${vocabularies.map((name) => `import ${toCamelCase(name)} from "@email-events/core/schemas/${name}/event.json";`).join("\n")}

/** The schema of the events of each vocabulary, by its name. */
export const eventSchemas: {
${vocabularies.map((name) => `  readonly ${JSON.stringify(name)}: unknown;`).join("\n")}
} = {
${vocabularies.map((name) => `  ${JSON.stringify(name)}: ${toCamelCase(name)},`).join("\n")}
};
`;

/** The files of the playground that list vocabularies, by their path below `src/generated/`. */
export const playgroundFiles = ({ vocabularies }) => ({ "event-schemas.ts": schemasFile(vocabularies) });
