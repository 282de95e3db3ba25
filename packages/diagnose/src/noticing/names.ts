import { semanticEmailEventNames } from "@email-events/core";
import { isOneEdit } from "./is-one-edit.ts";
import { none, type Notice } from "./notice.ts";

const known: ReadonlySet<unknown> = new Set(semanticEmailEventNames);

/** Returns the words of a name, in lower case. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");

/** Normalizes a name for comparison: without word endings and words such as "email". */
const coreOf = (name: string): string =>
  wordsOf(name)
    .filter((word) => !["email", "e", "mail", "a", "as", "link"].includes(word))
    .map((word) => word.replace(/(?:ed|e|s|ing)$/, "").replace(/(.)\1$/, "$1"))
    .join(" ");

const cores = new Map(semanticEmailEventNames.toReversed().map((name) => [coreOf(name), name]));

const maxNameChars = 100;

/** Returns the semantic event whose name a custom one resembles: another form of it, or one that is misspelled by one edit. */
export const nearName = (name: string): string | undefined => {
  if (known.has(name) || name.length > maxNameChars) return undefined;
  const isMisspelled = (one: string): boolean => isOneEdit(wordsOf(name).join(" "), wordsOf(one).join(" "));
  return cores.get(coreOf(name)) ?? semanticEmailEventNames.find(isMisspelled);
};

const source = "Customer.io, Email events specification: the names of the semantic events";

/** A name that is nearly one of a semantic event passes as a custom event. */
export const nearSemanticName: Notice = ({ call }) => {
  const { event } = call;
  const near = typeof event === "string" ? nearName(event) : undefined;
  if (near === undefined) return none;
  return [
    {
      code: "near-name",
      sentence: `The name is nearly that of a semantic event, ${near}. As it is, it counts as a custom event.`,
      pointer: "/event",
      next: `If it is the semantic event, name it exactly: ${near}.`,
      source,
    },
  ];
};

/** The pages of Customer.io disagree on the name of an unsubscribe. */
export const twoNamesOfUnsubscribe: Notice = ({ call, vocabulary }) => {
  if (call["event"] !== "Email Unsubscribed") return none;
  const next =
    vocabulary === "semantic"
      ? "Check which name your campaigns and segments expect, and send that one everywhere."
      : `Check which name your campaigns expect; --map "${vocabulary}.unsubscribeEvent=Unsubscribed" sends the other.`;
  return [
    {
      code: "unsubscribe-name",
      sentence: "An unsubscribe has two names: what matches exact names may know only Unsubscribed.",
      pointer: "/event",
      next,
      source: "Customer.io: the specification page says Unsubscribed, the Pipelines API page Email Unsubscribed",
    },
  ];
};
