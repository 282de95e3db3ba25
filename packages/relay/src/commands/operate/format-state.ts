import type { CheckReport, RepairReport } from "@email-events/store";
import { quote } from "../../terminal/quote.ts";
import { countEvents } from "./count-events.ts";

const maxShown = 100;

/** What was lost, and what follows from it. */
const consequences: Readonly<Record<RepairReport["lost"][number], string>> = {
  offsets: "Offsets are lost: set them with email-events offset set, or the sources start over.",
  seen: "Ids of events that were seen are lost: events may be delivered twice, with the same message id.",
  values: "The identity of the streams is lost: the next run that uses this state takes it over.",
};

/** Returns the damage that a check has found. */
export const formatCheck = (path: string, { isSound, problems, damagedEvents }: CheckReport): readonly string[] => {
  const file = quote(path);
  if (isSound) return [`${file} is sound.`];
  const left = damagedEvents.length - maxShown;
  return [
    `${file} is damaged:`,
    ...problems.map((problem) => `  ${problem}`),
    ...damagedEvents
      .slice(0, maxShown)
      .map(({ table, number }) => `  ${table} event ${number}: its checksum doesn't match`),
    ...(left > 0 ? [`  and ${countEvents(left)} more`] : []),
    `Stop the run, and repair the state with: email-events state repair --state ${file}`,
  ];
};

/** Returns what a repair has made of a state. */
export const formatRepair = (path: string, report: RepairReport): readonly string[] => {
  const { pending, setAside, damaged, missing, lost, keptAs } = report;
  const left = damaged.length - maxShown;
  const named = `${damaged.slice(0, maxShown).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
  return [
    `${quote(path)} has ${countEvents(pending)} pending and ${countEvents(setAside)} set aside.`,
    ...(damaged.length > 0 ? [`Set aside as damaged: ${named} (email-events rejects show ID).`] : []),
    ...(missing > 0 ? [`${countEvents(missing)} can't be read and are not in it.`] : []),
    ...lost.map((what) => consequences[what]),
    `The file as it was is kept as ${quote(keptAs)}.`,
  ];
};
