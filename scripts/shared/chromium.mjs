// Chromium for what `npm test` doesn't run; packages start their own.
import { existsSync } from "node:fs";

/** Debian's: the one without windows starts in less time. */
const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));

const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** Whether there is a Chromium to launch. */
export const hasChromium = executablePath !== undefined;

/** Starts a Chromium without a window, with more arguments than those of all. */
export const launchChromium = async (...more) => {
  if (!hasChromium) throw new Error("There is no Chromium: install Debian's chromium-headless-shell.");
  // Loaded when it is needed: it takes longer to load than most scripts take.
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath, args: [...args, ...more] });
};
