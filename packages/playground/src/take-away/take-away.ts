import { escapeUnseen } from "../copying/literal.ts";
import type { Settings } from "../options/settings.ts";
import { toCurl } from "./curl.ts";
import { toTypes } from "./event-type.ts";
import { takeEvent, whichEvent, type TakenEvent } from "./taken-event.ts";
import { toTicket } from "./ticket.ts";
import { toVitestTest } from "./vitest-test.ts";

/** A text to take away. */
export interface TakeAwayText {
  readonly name: string;
  readonly about: string;
  readonly text: string;
}

/** What can be taken away of an event. */
export interface TakeAway {
  readonly sentence: string;
  readonly texts: readonly TakeAwayText[];
}

const maxBytes = 200_000;

const callTexts = ({ diagnosis: { call } }: TakenEvent, origin: string | undefined): readonly TakeAwayText[] => {
  if (call === undefined) return [];
  const where =
    origin === undefined ? "PIPELINES_URL is the origin of the API or of a sandbox." : "Sends it to this sandbox.";
  return [
    { name: "Semantic JSON", about: "The call that is sent.", text: escapeUnseen(JSON.stringify(call, undefined, 2)) },
    {
      name: "curl",
      about: `${where} PIPELINES_WRITE_KEY is the write key. In strict mode, the answer says what is wrong.`,
      text: toCurl(call, origin),
    },
  ];
};

const sentenceOf = ({ diagnosis: { call, name } }: TakenEvent, number: number): string => {
  const event = whichEvent(number, name);
  return call === undefined ? `${event} Nothing is sent for it, so there is no call: Explain says why.` : event;
};

/** What is taken away, and how. */
export interface TakeAwayWish {
  /** The number of the event in the text, from 1. */
  readonly number: number;
  /** The sandbox that serves the page; absent where none does. */
  readonly origin: string | undefined;
  readonly settings: Settings;
}

/**
 * Returns what can be taken away of an event of a text.
 *
 * @throws TypeError for options that a mapper refuses.
 */
export const takeAway = async (text: string, { number, origin, settings }: TakeAwayWish): Promise<TakeAway> => {
  const taken = takeEvent(text, number, settings);
  if (taken === undefined) return { sentence: `The text has no event ${number}.`, texts: [] };
  const ticket: TakeAwayText = {
    name: "Report for a ticket",
    about:
      "Markdown. Addresses, ids, tokens and traits are masked. Read it before you send it: other properties are not.",
    text: toTicket(taken),
  };
  if (taken.diagnosis.bytes > maxBytes)
    return { sentence: `Event ${number} is too large to be taken away; its report isn't.`, texts: [ticket] };
  return {
    sentence: sentenceOf(taken, number),
    texts: [
      ...callTexts(taken, origin),
      { name: "Test", about: "For vitest: the event as a fixture, and what happens to it.", text: toVitestTest(taken) },
      ...(taken.value === undefined
        ? []
        : [{ name: "TypeScript type", about: "The types of the event and of its call.", text: await toTypes(taken) }]),
      ticket,
    ],
  };
};
