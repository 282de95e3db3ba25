import { proseOf } from "./prose.ts";

/** An address of another host: absolute, or relative to the scheme. */
const foreign = String.raw`(?:(?:https?|wss?|ftp):)?//[^\s"'\`)<>]+`;

/** Code and markup that loads an address as soon as it is shown or run. A link that readers follow isn't among them. */
const loads: readonly RegExp[] = [
  // Attributes that load, in any tag but a link's, with or without quotes.
  new RegExp(
    String.raw`<(?!a\b)[a-z][\w-]*\b[^>]*?\s(?:src|srcset|poster|data|action|background)\s*=\s*["']?(${foreign})`,
    "gi",
  ),
  new RegExp(String.raw`<(?:link|image|use)\b[^>]*?\s(?:xlink:)?href\s*=\s*["']?(${foreign})`, "gi"),
  // Style sheets.
  new RegExp(String.raw`url\(\s*["']?(${foreign})`, "gi"),
  new RegExp(String.raw`@import\s+["'](${foreign})`, "gi"),
  // Scripts.
  new RegExp(
    String.raw`\b(?:fetch|import|importScripts|Worker|SharedWorker|WebSocket|EventSource|sendBeacon)\(\s*["'\`](${foreign})`,
    "g",
  ),
  new RegExp(String.raw`\b(?:from|import)\s*["'](${foreign})`, "g"),
  new RegExp(String.raw`\.(?:src|srcset)\s*=\s*["'\`](${foreign})`, "g"),
];

/** Addresses in scripts of the theme that this site never loads: what needs them isn't configured. */
const unused: readonly string[] = ["https://api.iconify.design/simple-icons/"]; // Icons of social links.

/** Returns the addresses of other hosts that a page, a style sheet or a script would load. */
export const foreignRequestsOf = (text: string): readonly string[] => {
  const read = text.replaceAll(/<!--[^]*?-->/g, "");
  const found = loads.flatMap((pattern) => [...read.matchAll(pattern)].map(([, address = ""]) => address));
  return [...new Set(found)].filter((address) => !unused.some((start) => address.startsWith(start)));
};

/** Returns the addresses of other hosts that a page would load, from its Markdown. */
export const foreignImagesOf = (text: string): readonly string[] => [
  ...Array.from(proseOf(text).matchAll(/!\[[^\]]*\]\(\s*<?((?:https?:)?\/\/[^\s)>]+)/g), ([, address = ""]) => address),
  ...foreignRequestsOf(proseOf(text)),
];
