import { describe, expect, it } from "vitest";
import { openConnection, readNumber } from "../sqlite/connection.ts";
import { migrate, migrations } from "./schema.ts";

const steps = [...migrations, "CREATE TABLE more (text)", "ALTER TABLE more ADD COLUMN number"];
const versionOf = (database: ReturnType<typeof openConnection>): number => readNumber(database, "PRAGMA user_version");

describe("migrations", () => {
  it("bring a store of any older format to the newest one, and change nothing of the newest", () => {
    for (let from = 0; from <= steps.length; from += 1) {
      const database = openConnection(":memory:", 0);
      migrate("state", database, steps.slice(0, from));
      expect(versionOf(database)).toBe(from);
      migrate("state", database, steps);
      expect(versionOf(database)).toBe(steps.length);
      database.exec("INSERT INTO more VALUES ('a', 1)");
      migrate("state", database, steps);
      expect(readNumber(database, "SELECT count(*) FROM more")).toBe(1);
      database.close();
    }
  });

  it("are made whole or not at all", () => {
    const database = openConnection(":memory:", 0);
    const broken = [...steps.slice(0, 2), "CREATE TABLE half (text); SELECT nonsense"];
    expect(() => migrate("state", database, broken)).toThrow("nonsense");
    expect(versionOf(database)).toBe(2);
    expect(() => database.exec("SELECT * FROM half")).toThrow("no such table");
    database.close();
  });

  it("refuse a format that is newer than they are", () => {
    const database = openConnection(":memory:", 0);
    migrate("state", database, steps);
    expect(() => migrate("state", database, migrations)).toThrow(
      `has format ${steps.length}, and this version knows formats up to ${migrations.length}`,
    );
    expect(versionOf(database)).toBe(steps.length);
    database.close();
  });
});
