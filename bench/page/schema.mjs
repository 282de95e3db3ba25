import { median } from "../percentile.mjs";
import { openPage } from "./browser.mjs";

const properties = 5_000;

const click = { type: "click", event_id: "e", timestamp: "1773042072000", recipient: "nora@example.com", url: "x:y" };

const schemaOf = (title, count) =>
  JSON.stringify({
    title,
    type: "object",
    properties: Object.fromEntries(Array.from({ length: count }, (_, at) => [`property_${at}`, { type: "string" }])),
  });

/** Drops a file on the editor of the schema, and returns how long it takes until its types are shown, in ms. */
const tryFile = (page, text, title) =>
  page.evaluate(`(async () => {
    const start = performance.now();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([${JSON.stringify(text)}], "schema.json"));
    document
      .querySelector("[data-files=schema]")
      .dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
    const isThere = () => document.querySelector("[aria-label='Text of Types']")?.textContent.includes("interface ${title} ");
    while (!isThere()) await new Promise((next) => setTimeout(next, 5));
    return performance.now() - start;
  })()`);

/** Tries schemas of one property, and one of 5,000, whose types replace those of an event. */
export const measureSchema = async (url, rounds) => {
  const { browser, longTasks, page } = await openPage(url);
  try {
    const buffer = Buffer.from(JSON.stringify(click));
    await page.getByLabel("File").setInputFiles({ name: "event.json", mimeType: "text/plain", buffer });
    await page.getByRole("tab", { name: "Schema" }).click();
    await page.getByRole("region", { name: "Text of Types" }).waitFor();
    await longTasks();
    const times = [];
    for (let round = 0; round < rounds; round += 1)
      times.push(await tryFile(page, schemaOf(`Round${round}`, 1), `Round${round}`));
    const largeMs = await tryFile(page, schemaOf("Large", properties), "Large");
    return { ms: median(times), properties, largeMs, longestTaskMs: Math.max(0, ...(await longTasks())) };
  } finally {
    await browser.close();
  }
};
