import { explainText } from "./explain-text.ts";
import type { Question, Reply } from "./messages.ts";
import { noticeCalls } from "./notice-calls.ts";
import { traceText } from "./trace-text.ts";

const answer = async (question: Question): Promise<Reply> => {
  try {
    if (question.kind === "trace") return { kind: "trace", answer: traceText(question.text) };
    if (question.kind === "notice") return { kind: "notice", answer: noticeCalls(question.calls) };
    const { options, text } = question;
    const given = typeof text === "string" ? text : new Uint8Array(await text.arrayBuffer());
    return { kind: "explain", answer: explainText(given, options) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : "The diagnosis failed." };
  }
};

addEventListener("message", ({ data, ports }: MessageEvent<Question>) => {
  void answer(data).then((reply) => ports[0]?.postMessage(reply));
});
