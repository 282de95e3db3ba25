import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { foreignRequestsOf } from "./foreign-requests.ts";

const isPage = (name: string): boolean => /\.(?:html|css|m?js|svg)$/.test(name);

/** Returns what is wrong with the page at `/play/`: it must exist, and its policy must forbid every connection. */
const playProblemsOf = (folder: string): readonly string[] => {
  const page = join(folder, "play/index.html");
  if (!existsSync(page)) return ["play/index.html is missing"];
  const html = readFileSync(page, "utf8").replaceAll("&#39;", "'");
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  const isClosed = policy.includes("default-src 'none'") && policy.includes("connect-src 'none'");
  return isClosed && !/unsafe|https?:|\*/.test(policy) ? [] : ["play/index.html doesn't forbid connections"];
};

/** Returns what is wrong with a built site: with its page at `/play/`, and what it would load from other hosts. */
export const siteProblemsOf = (folder: string): readonly string[] => [
  ...playProblemsOf(folder),
  ...readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(isPage)
    .flatMap((name) =>
      foreignRequestsOf(readFileSync(join(folder, name), "utf8")).map(
        (address) => `${name} loads ${address}: the site makes no request to another host`,
      ),
    ),
];
