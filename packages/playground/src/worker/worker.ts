import { mapperOptionList } from "@email-events/diagnose/sources";
import { toMapperOptions } from "../options/settings.ts";
import { schemaOfEvent } from "../schema/schema-of-event.ts";
import type { Trial } from "../schema/trial/try-schema.ts";
import { takeAway } from "../take-away/take-away.ts";
import { explainText, type Explained } from "./explain-text.ts";
import type { Question, Reply } from "./messages.ts";
import { noticeCalls } from "./notice-calls.ts";
import { readFile } from "./read-file.ts";
import { traceText } from "./trace-text.ts";

/** How often the page hears how far an answer is. */
const progressEveryMs = 1_000;

const createProgress = (post: (reply: Reply) => void): ((events: number) => void) => {
  let told = performance.now();
  return (events) => {
    if (events % 100 !== 0 || performance.now() - told < progressEveryMs) return;
    told = performance.now();
    post({ kind: "progress", events });
  };
};

const explain = async (
  { options, settings, text }: Question & { readonly kind: "explain" },
  post: (reply: Reply) => void,
): Promise<Explained> => {
  const given = typeof text === "string" ? text : await readFile(text);
  const mapperOptions = toMapperOptions(mapperOptionList, settings);
  return explainText(given, { ...options, mapperOptions }, createProgress(post));
};

/** The largest schema that is read, and one byte that tells a larger one. */
const maxSchemaBytes = 10 * 1024 * 1024 + 1;

const tryOut = async ({ before, schema, value }: Question & { readonly kind: "trial" }): Promise<Trial> => {
  const { trySchema } = await import("../schema/trial/try-schema.ts");
  const given =
    typeof schema === "string" ? schema : new Uint8Array(await schema.slice(0, maxSchemaBytes).arrayBuffer());
  return trySchema({ before, schema: given, value });
};

const answer = async (question: Question, post: (reply: Reply) => void): Promise<Reply> => {
  try {
    if (question.kind === "options") return { kind: "options", answer: mapperOptionList };
    if (question.kind === "schema") {
      const { number, settings, text } = question;
      return { kind: "schema", answer: await schemaOfEvent(text, number, settings) };
    }
    if (question.kind === "take away")
      return { kind: "take away", answer: await takeAway(question.text, question.wish) };
    if (question.kind === "trace") {
      const { number, settings, text } = question;
      return { kind: "trace", answer: traceText(text, number, settings) };
    }
    if (question.kind === "trial") return { kind: "trial", answer: await tryOut(question) };
    if (question.kind === "notice") return { kind: "notice", answer: noticeCalls(question.calls) };
    return { kind: "explain", answer: await explain(question, post) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : "The diagnosis failed." };
  }
};

addEventListener("message", ({ data, ports: [port] }: MessageEvent<Question>) => {
  const post = (reply: Reply): void => port?.postMessage(reply);
  void answer(data, post).then(post);
});
