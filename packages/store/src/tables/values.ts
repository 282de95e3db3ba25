import type { Database, Row } from "../sqlite/sqlite.ts";
import { storeErrors } from "../store-error.ts";
import { readStoredText, toStoredText } from "../sqlite/text.ts";
import { isWholePair, pairChecksum } from "./pair.ts";

/** Key-value pairs of the caller, such as what the state belongs to. */
export interface Values {
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => void;
  /** Reads all of them: one whose key is damaged isn't found by its key. Throws a `corrupt` StoreError. */
  readonly check: () => void;
}

export const createValues = (place: string, database: Database): Values => {
  const get = database.prepare("SELECT * FROM state_values WHERE key = ?");
  const set = database.prepare("INSERT OR REPLACE INTO state_values VALUES (?, ?, ?)");
  const all = database.prepare("SELECT * FROM state_values");
  const checkRow = (row: Row): void => {
    if (!isWholePair(row["key"], row["value"], row)) {
      throw storeErrors.damaged(place, "a value isn't what was stored");
    }
  };
  return {
    get(name) {
      const row = get.get(toStoredText(name));
      if (row) checkRow(row);
      return row && readStoredText(row["value"]);
    },
    check() {
      for (const row of all.all()) checkRow(row);
    },
    set(name, text) {
      const [key, value] = [toStoredText(name), toStoredText(text)];
      set.run(key, value, pairChecksum(key, value));
    },
  };
};
