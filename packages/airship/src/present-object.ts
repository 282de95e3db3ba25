import type { AirshipAbsent } from "@email-events/core";

/** Reads an object that may be absent: `null`, an empty string and anything else that isn't an object count as absent. */
export const presentObject = <T extends object>(value: T | AirshipAbsent | undefined): T | undefined =>
  typeof value === "object" && value !== null ? value : undefined;
