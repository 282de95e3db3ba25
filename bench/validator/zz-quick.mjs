import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { makeBundles } from "./bundles.mjs";
import { percentile, race, ratioOf } from "./measure.mjs";
import { examplesOf, unions } from "./unions.mjs";
const work = process.argv[2] ?? "/tmp/tree-out/bench"; mkdirSync(work, { recursive: true });
let files;
if (process.argv[3]) files = { ours: `${work}/ours.mjs`, oursLax: `${work}/ours-lax.mjs`, ajv: `${work}/ajv.mjs`, ajvLax: `${work}/ajv-lax.mjs`, ajvAll: `${work}/ajv-all.mjs` };
else files = (await makeBundles(work)).files;
const m = {};
for (const k of ["ours","oursLax","ajv","ajvLax","ajvAll"]) m[k] = await import(pathToFileURL(files[k]).href);
const before = process.argv[3] && process.argv[3] !== "x" ? { ours: await import(`${process.argv[3]}/ours.mjs`), oursLax: await import(`${process.argv[3]}/ours-lax.mjs`) } : undefined;
for (const { name, vocabulary } of unions.toReversed()) {
  const all = examplesOf(vocabulary);
  const is = m.ours[`is${name}`];
  const valid = all.filter((e) => is(e) && m.ajv[name](e));
  const invalid = all.filter((e) => !is(e) && !m.ajv[name](e));
  const show = (title, c, ev) => { const r = race(c, ev, 150); const base = r.ajv; console.log(title.padEnd(30), Object.entries(r).map(([k, t]) => `${k} ${percentile(t, .25).toFixed(0)}ns x${ratioOf(t, base).toFixed(2)}`).join("   ")); };
  const isLax = m.oursLax[`is${name}`], ajvLax = m.ajvLax[name], iss = m.ours[`issuesOf${name}`], ajvAll = m.ajvAll[name];
  const b = (mod, fn, f) => before ? { before: f(before[mod][fn]) } : {};
  for (let i = 0; i < 2; i++) {
  show(`${name} valid lax`, { ours: isLax, ajv: (e) => ajvLax(e), ...b("oursLax", `is${name}`, (f) => f) }, valid);
  show(`${name} invalid all`, { ours: (e) => iss(e).length > 0, ajv: (e) => !ajvAll(e), ...b("ours", `issuesOf${name}`, (f) => (e) => f(e).length > 0) }, invalid);
  }
}
