import type { Settings } from "../options/settings.ts";

/** What the tabs share: a text of events, and how they are mapped. */
export interface GivenEvent {
  readonly text: string;
  /** Takes another text, of which the first event is shown. */
  readonly onText: (text: string) => void;
  /** Takes the text as it is after a change, of which the same event is shown. */
  readonly onEdit: (text: string) => void;
  /** The number of the event that the tabs show, from 1. */
  readonly number: number;
  readonly onNumber: (number: number) => void;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
}
