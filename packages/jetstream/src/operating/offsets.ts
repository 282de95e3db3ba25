import type { Connection } from "../connection/open-connection.ts";
import { readLast } from "../offsets/offset-log.ts";
import { formatRecord, operatorHolder, parseSource, parseRecord } from "../offsets/record.ts";
import { QueueError } from "../queue-error.ts";
import { isPartition } from "../wire/numbers.ts";
import { fromToken, type Names } from "../wire/names.ts";
import type { OffsetOperations, QueueOffset } from "./queue-operator.ts";

/** Creates the operations on the offsets of a queue. */
export const createOffsetOperations = (connection: Connection, names: Names): OffsetOperations => {
  const { ask, manager, stream } = connection;

  const subjectsOf = async (filter: string): Promise<readonly string[]> => {
    const { state } = await ask(() => manager.streams.info(names.offsets, { subjects_filter: filter }));
    return Object.keys(state.subjects ?? {});
  };
  const partitionsOf = async (source: string): Promise<number | undefined> => {
    const { text } = await readLast(connection, names, names.offsetSubject(source, "partitions"));
    return text === undefined ? undefined : parseSource(text).partitions;
  };
  const readOffset = async (subject: string): Promise<readonly QueueOffset[]> => {
    const [token = "", slot = ""] = subject.split(".").slice(-2);
    if (!isPartition(slot)) return [];
    const source = fromToken(token);
    const { text } = await readLast(connection, names, subject);
    if (text === undefined) return [];
    const { offset, holder, storedAt } = parseRecord(text);
    return [{ source, partition: Number(slot), partitions: await partitionsOf(source), offset, holder, storedAt }];
  };

  return {
    offsets: async () => {
      const found = await Promise.all((await subjectsOf(`${names.prefix}.offset.>`)).map(readOffset));
      return found.flat().toSorted((a, b) => a.source.localeCompare(b.source) || a.partition - b.partition);
    },
    setOffset: async ({ source, partition }, offset) => {
      const subject = names.offsetSubject(source, partition);
      const { text } = await readLast(connection, names, subject);
      if (text === undefined) {
        throw new QueueError("refused", `No offset of partition ${partition} of ${source} is stored.`);
      }
      const record = formatRecord({ holder: operatorHolder, offset, storedAt: Date.now() });
      await ask(() => stream.publish(subject, record));
    },
    forgetOffsets: async (source) => {
      const filter = names.offsetSubject(source, "partitions").replace(/partitions$/, "*");
      const subjects = await subjectsOf(filter);
      await ask(() => manager.streams.purge(names.offsets, { filter }));
      return subjects.length > 0;
    },
  };
};
