import type { Settings } from "../options/settings.ts";

/** What the tabs share: a text of events, and how they are mapped. */
export interface GivenEvent {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
}
