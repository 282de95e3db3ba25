import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const examples = fileURLToPath(new URL("../../../schemas/examples/", import.meta.url));

/** Examples that look like what a platform sends come first. */
const preferred = [/^valid\.(?:all-|observed|reference)/, /^valid\.unknown-extra/, /^valid\./];

const chooseExample = (files: readonly string[]): string | undefined =>
  preferred.map((pattern) => files.find((file) => pattern.test(file))).find((file) => file !== undefined);

const namesIn = (folder: string): readonly string[] => readdirSync(folder).toSorted();

/** Reads an example of every event. */
export const readSamples = (): readonly {
  readonly vocabulary: string;
  readonly name: string;
  readonly text: string;
}[] =>
  namesIn(examples).flatMap((vocabulary) =>
    namesIn(join(examples, vocabulary)).flatMap((name) => {
      const folder = join(examples, vocabulary, name);
      const file = chooseExample(namesIn(folder));
      if (file === undefined) return [];
      const event: unknown = JSON.parse(readFileSync(join(folder, file), "utf8"));
      return [{ vocabulary, name, text: JSON.stringify(event, undefined, 2) }];
    }),
  );

const id = "virtual:samples";

/** Provides the module `virtual:samples`: an example of every event of every vocabulary. */
export const samples = (): Plugin => ({
  name: "samples",
  resolveId: (source) => (source === id ? `\0${id}` : undefined),
  load: (source) => (source === `\0${id}` ? `export const samples = ${JSON.stringify(readSamples())};` : undefined),
});
