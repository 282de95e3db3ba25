import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser, type Page } from "playwright-core";
import { expect } from "vitest";

/** Debian's: the one without windows takes a third less of the processors' time. */
const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path)) ?? "";
const args =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** Whether there is a Chromium to test with. */
export const isChromiumThere = executablePath !== "";

/** What the name of a test says where it is skipped. */
export const whySkipped = isChromiumThere ? "" : " (skipped: there is no Chromium)";

/** Starts a Chromium. */
export const launchChromium = (): Promise<Browser> => chromium.launch({ executablePath, args: args.split(" ") });

/** Keeps what a page says on its console, and the addresses that it asks for. */
export const listenTo = (view: Page, said: string[], asked = new Set<string>()): void => {
  view.on("console", (message) => said.push(message.text()));
  view.on("pageerror", (error) => said.push(String(error)));
  view.on("request", (request) => asked.add(request.url()));
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Returns the violations of a page in light and in dark. A page that has axe keeps it: it is half a megabyte of code. */
const violationsOf = async (view: Page): Promise<readonly string[]> => {
  const found: string[] = [];
  if (!(await view.evaluate<boolean>(`"axe" in window`))) await view.evaluate(axeSource);
  for (const colorScheme of ["light", "dark"] as const) {
    await view.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const violations = await view.evaluate<readonly { readonly id: string; readonly nodes: readonly object[] }[]>(
      `axe.run({ runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations)`,
    );
    found.push(...violations.map(({ id, nodes }) => `${colorScheme}: ${id} ${JSON.stringify(nodes)}`));
  }
  return found;
};

/** Returns what moves although the reader asked for less motion, in the shadow trees of editors, too. */
const movingOf = (view: Page): Promise<readonly string[]> =>
  view.evaluate<readonly string[]>(`(() => {
    const roots = [document, ...Array.from(document.querySelectorAll("*"), ({ shadowRoot }) => shadowRoot).filter(Boolean)];
    const isMoving = ({ animationName, transitionDuration }) =>
      animationName !== "none" || !/^0s(, 0s)*$/.test(transitionDuration);
    return roots
      .flatMap((root) => Array.from(root.querySelectorAll("*")))
      .filter((element) => isMoving(getComputedStyle(element)))
      .map((element) => element.tagName + "." + element.className);
  })()`);

const isWiderThanScreen = (view: Page): Promise<boolean> =>
  view.evaluate<boolean>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

/** What every tab has to be, in whatever state it is: accessible, still, and as narrow as a phone. */
export const expectFitForEveryone = async (view: Page): Promise<void> => {
  expect(await violationsOf(view)).toEqual([]);
  expect(await movingOf(view)).toEqual([]);
  await view.setViewportSize({ width: 360, height: 740 });
  expect(await isWiderThanScreen(view)).toBe(false);
  await view.setViewportSize({ width: 1280, height: 900 });
};
