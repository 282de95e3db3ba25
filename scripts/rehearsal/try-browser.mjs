// Runs packages in Chromium, where they promise to run in browsers.
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { launchChromium } from "../shared/chromium.mjs";
import { promiseOf } from "./promises.mjs";
import { problemOf } from "./run.mjs";

const bundle = async ({ folder }) => {
  const { outputFiles } = await build({
    entryPoints: [join(folder, "web.mjs")],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0].text;
};

/** Serves a page and a script, on loopback. */
const serve = async (scripts) => {
  const server = createServer(({ url = "/" }, response) => {
    const script = scripts.get(url.slice(1));
    response.writeHead(200, { "content-type": script === undefined ? "text/html" : "text/javascript" });
    response.end(script ?? "<!doctype html><title>a page</title>");
  });
  await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

/** Resolves to the problems of packages in a browser, each as a module of one page. */
export const tryBrowser = async (projects) => {
  const promised = projects.filter(({ short }) => promiseOf(short).runtimes.includes("browsers"));
  const scripts = new Map();
  const problems = [];
  for (const project of promised)
    problems.push(
      ...(await problemOf(`${project.name}, bundled for browsers`, async () => {
        scripts.set(`${basename(project.folder)}.js`, await bundle(project));
      })),
    );
  const site = await serve(scripts);
  const browser = await launchChromium("--disable-component-update", "--disable-sync");
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    for (const file of scripts.keys())
      problems.push(
        ...(await problemOf(`${file} in Chromium`, () => page.evaluate(`import("/${file}").then(() => true)`))),
      );
  } finally {
    await browser.close();
    site.close();
  }
  return problems;
};
