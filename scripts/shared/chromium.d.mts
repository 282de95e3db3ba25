import type { Browser } from "playwright-core";

export const hasChromium: boolean;
export const launchChromium: (...more: readonly string[]) => Promise<Browser>;
