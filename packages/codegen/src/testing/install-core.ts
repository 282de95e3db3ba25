import { cp, mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { vocabularies, writeInto } from "@email-events/json-schema/testing";

const core = resolve(import.meta.dirname, "../../../core");

/** Installs core in a folder, with its schemas and declarations of its generated types. */
export const installCore = async (folder: string): Promise<void> => {
  const installed = join(folder, "node_modules/@email-events/core");
  await mkdir(join(installed, "src"), { recursive: true });
  await cp(join(core, "package.json"), join(installed, "package.json"));
  for (const part of ["schemas", "src/generated"])
    await cp(join(core, part), join(installed, part), { recursive: true });
  for (const vocabulary of vocabularies) {
    const types = await readFile(join(core, `src/generated/${vocabulary}/types.ts`), "utf8");
    await writeInto(installed, `dist/${vocabulary}.d.ts`, types);
  }
  const lines = vocabularies.map((vocabulary) => `export type * from "./${vocabulary}.js";\n`);
  await writeInto(installed, "dist/index.d.ts", lines.join(""));
  await writeInto(installed, "dist/index.js", "export {};\n");
};
