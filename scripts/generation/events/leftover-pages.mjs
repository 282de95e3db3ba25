import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The pages of events that are no more. */
export const findLeftoverPages = (folder, expected) => {
  const pages = join(folder, "events");
  if (!existsSync(pages)) return [];
  return readdirSync(pages, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).replaceAll("\\", "/"))
    .filter((file) => !expected.includes(file.slice(folder.length + 1)));
};
