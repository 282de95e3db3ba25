import { escapeUnseen } from "../copying/literal.ts";
import { toCommand } from "../options/settings.ts";
import { createMask } from "./mask-report.ts";
import { shortName, type TakenEvent } from "./taken-event.ts";

/** Characters that mean something in Markdown. Underscores within a word don't. */
const special = /[\\`*[\]<>|#~!]|(?<!\w)_|_(?!\w)/g;

/** Writes a text as Markdown that shows it as it is, on one line, and mentions nobody. */
const toMarkdown = (text: string): string =>
  escapeUnseen(text)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(special, String.raw`\$&`)
    .replaceAll("@", "&#64;");

/** Writes lines as code, in a fence that is in none of them. */
const toFence = (text: string, language: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
};

const maxTextChars = 20_000;

const toBlock = (value: unknown): string => {
  const text = escapeUnseen(JSON.stringify(value, undefined, 2));
  return text.length > maxTextChars ? "It is too long for a report." : toFence(text, "json");
};

/**
 * Returns a report in Markdown on what happens to an event. Addresses, ids and what else identifies a person, a message or
 * a device are masked. A text that isn't JSON, or repeats a key, is left out, because ids are found by the names of
 * members.
 */
export const toTicket = ({ diagnosis, settings, value }: TakenEvent): string => {
  const { bytes, call, endsAt, name, stages, vocabulary } = diagnosis;
  const mask = createMask([value, call]);
  const write = (text: string): string => toMarkdown(mask.text(text));
  const ends =
    endsAt === undefined ? "It arrives." : `It ${endsAt.status} at "${endsAt.name}". ${write(endsAt.sentence)}`;
  const rows = stages.flatMap(({ findings, name: stage, sentence, status }) => {
    const told = findings.map((finding) => [finding.sentence, finding.pointer, finding.next ?? ""] as const);
    const all = told.some(([said]) => said === sentence) ? told : [[sentence, "", ""] as const, ...told];
    return all.map(([said, pointer, next], index) => {
      const head = index === 0 ? `${stage} | ${status}` : " | ";
      return `| ${head} | ${write(`${said} ${pointer}`)} | ${write(next)} |`;
    });
  });
  return [
    `# An email event: ${write(shortName(name ?? "no name"))}`,
    "",
    ends,
    "",
    `- Vocabulary: ${write(vocabulary ?? "not recognized")}`,
    `- Size: ${bytes.toLocaleString("en")} bytes`,
    ...(endsAt?.next === undefined ? [] : [`- Next step: ${write(endsAt.next)}`]),
    "",
    "The same on the command line:",
    "",
    toFence(mask.text(toCommand(settings)), "sh"),
    "",
    "| stage | status | what | next step |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "## The event, masked",
    "",
    value === undefined ? "It isn't a plain JSON value, and is left out." : toBlock(mask.value(value)),
    "",
    ...(call === undefined || vocabulary === "semantic"
      ? []
      : ["## The call, masked", "", toBlock(mask.value(call)), ""]),
  ].join("\n");
};
