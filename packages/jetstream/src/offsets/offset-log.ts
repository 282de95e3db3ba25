import type { StoredMsg } from "@nats-io/jetstream";
import type { Connection } from "../connection/open-connection.ts";
import { causesOf } from "../connection/causes.ts";
import { notStored } from "../connection/explain.ts";
import { publishMessage } from "../publish.ts";
import { QueueError } from "../queue-error.ts";
import type { Names } from "../wire/names.ts";

/** The last message of a subject. `sequence` is 0 where there is none. */
export interface LastMessage {
  readonly sequence: number;
  readonly text: string | undefined;
}

/** `StreamWrongLastSequence`, and the same without the number. */
const wrongSequenceCodes: readonly unknown[] = [10071, 10164];

/** Reads the last message of a subject, at the leader. */
export const readLast = async ({ ask, manager }: Connection, names: Names, subject: string): Promise<LastMessage> => {
  const found: StoredMsg | null = await ask(() => manager.streams.getMessage(names.offsets, { last_by_subj: subject }));
  return found === null ? { sequence: 0, text: undefined } : { sequence: found.seq, text: found.string() };
};

/** What became of a write: the sequence of the new message, or the message that came in between. */
export type Written = { readonly sequence: number } | { readonly other: LastMessage };

/**
 * Writes the message of a subject if its last one has this sequence.
 *
 * @throws QueueError: `unavailable` while the broker still stores another message of the subject, such as one that got no
 *   confirmation
 */
export const writeAfter = async (
  connection: Connection,
  names: Names,
  subject: string,
  text: string,
  lastSubjectSequence: number,
): Promise<Written> => {
  try {
    const message = { stream: names.offsets, subject, body: text, options: { expect: { lastSubjectSequence } } };
    const { seq } = await publishMessage(connection, message);
    return { sequence: seq };
  } catch (error) {
    const isOther = causesOf(error).some((cause) => "code" in cause && wrongSequenceCodes.includes(cause.code));
    if (!isOther) throw error;
  }
  const other = await readLast(connection, names, subject);
  if (other.sequence === lastSubjectSequence) throw new QueueError(...notStored);
  return { other };
};
