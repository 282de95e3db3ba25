import { isCall, isCallType } from "@email-events/validator/pipelines";
import { escapeUnseen } from "../copying/literal.ts";
import { toShellWord } from "../copying/shell-word.ts";

/**
 * Returns the command that sends a call in strict mode.
 *
 * @param origin - Where to, as `http://127.0.0.1:8080`; without it, the command takes it from `PIPELINES_URL`.
 */
export const toCurl = (call: unknown, origin: string | undefined): string => {
  const type = isCall(call) ? call["type"] : undefined;
  const isSingle = isCallType(type);
  const body = escapeUnseen(JSON.stringify(isSingle ? call : { batch: [call] }));
  const path = `/v1/${isSingle ? type : "batch"}`;
  const url = origin === undefined ? `"$PIPELINES_URL${path}"` : toShellWord(`${origin}${path}`);
  return [
    "curl --silent --show-error",
    '--user "${PIPELINES_WRITE_KEY:-key}:"',
    "--header 'Content-Type: application/json' --header 'X-Strict-Mode: 1'",
    `--data-raw ${toShellWord(body)}`,
    url,
  ].join(" ");
};
