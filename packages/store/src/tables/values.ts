import type { Database } from "../sqlite/sqlite.ts";
import { readStoredText, toStoredText } from "../sqlite/text.ts";

/** Values under keys, as a caller keeps them: what the state belongs to. */
export interface Values {
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => void;
}

export const createValues = (database: Database): Values => {
  const get = database.prepare("SELECT value FROM state_values WHERE key = ?");
  const set = database.prepare("INSERT OR REPLACE INTO state_values VALUES (?, ?)");
  return {
    get: (key) => readStoredText(get.get(toStoredText(key))?.["value"]),
    set: (key, value) => void set.run(toStoredText(key), toStoredText(value)),
  };
};
