import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const gc: unknown = runInNewContext("gc");

/**
 * Collects garbage. `@photostructure/sqlite` closes the files of a database only when its statements are collected, and a
 * test that opens thousands would run out of descriptors.
 */
export const collectGarbage = async (): Promise<void> => {
  if (typeof gc === "function") gc();
  // Native objects are released in a turn of their own.
  await new Promise(setImmediate);
};
