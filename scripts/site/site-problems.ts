import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { foreignRequestsOf } from "./foreign-requests.ts";

/** Returns what a built site would load from other hosts. */
export const siteProblemsOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:html|css|m?js|svg)$/.test(name))
    .flatMap((name) =>
      foreignRequestsOf(readFileSync(join(folder, name), "utf8")).map(
        (address) => `${name} loads ${address}: the site makes no request to another host`,
      ),
    );
