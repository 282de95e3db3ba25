import { collect } from "./collect.js";
import { explain } from "./explain.js";
import { pathOf } from "./path-of.js";
/*:: import type { $Check } from "./collect.js"; */
/*:: import type { Issue } from "./reported.js"; */

/** All issues of a value, at most `limit`; none for a valid one. */
export function issuesOf(value /*: unknown */, check /*: $Check */, limit = 20) /*: Issue[] */ {
  let asked = "";
  // Whether the check itself reads a place, which takes one more run. If all paths exceed 100,000 characters, every
  // place counts as read, and no hint is given.
  const isAsked = (path /*: readonly (string | number)[] */) /*: boolean */ => {
    if (!asked) collect(value, check, 1e4, (part) => asked.length > 1e5 || (asked += `\n${pathOf(part).join()}\n`));
    return asked.length > 1e5 || asked.includes(`\n${path.join()}\n`);
  };
  try {
    return collect(value, check, limit)
      .slice(0, limit)
      .map((one) => explain(one, value, isAsked));
  } catch {
    // A getter throws, a proxy is revoked, or there is no end to it.
    const unreadable = { pointer: "", code: "unreadable", expected: "a value", received: "an error" };
    return [unreadable].slice(0, limit);
  }
}
