import type { Issue } from "@email-events/core";
import type { SetAside } from "./set-aside.ts";

const maxChars = 200;

/** Text from outside may hold an address, which belongs in no log, or control characters, which belong on no terminal. */
const tame = (text: string): string => {
  const plain = text.replaceAll(/\p{C}+/gu, " ").replaceAll(/[^\s"'<>:]+@[^\s"'<>]+/g, "[address]");
  return plain.length <= maxChars ? plain : `${plain.slice(0, maxChars)}...`;
};

const formatIssue = ({ pointer, expected, received, hint }: Issue): string =>
  tame(
    `${pointer}${pointer === "" ? "" : ": "}expected ${expected}, received ${received}${hint === undefined ? "" : ` (${hint})`}`,
  );

/** Says in lines of text what is wrong with an event, an issue a line; never the event itself. */
export const formatSetAside = ({ line, outcome, issues }: SetAside): string => {
  const found = issues.length === 0 ? ["a kind of event that has no mapping"] : issues.map(formatIssue);
  return found.map((issue) => `line ${line}: ${outcome}: ${issue}\n`).join("");
};
