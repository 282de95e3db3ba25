import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findVocabularyProblem } from "./find-vocabulary-problem.mjs";
import { listSources, repository } from "./vocabularies.mjs";

it.each(listSources())("finds nothing wrong with %s", (name) => {
  const path = join(repository, "packages/core/src/generated", name, "types.json");
  const { types } = JSON.parse(readFileSync(path, "utf8")) as { readonly types: object };
  expect(findVocabularyProblem(name, Object.keys(types))).toBeUndefined();
});

it("asks for the title that the types of a vocabulary begin with", () => {
  expect(findVocabularyProblem("mail-tracker", ["MailEvent", "mailTrackerEvent"])).toBe(
    'schemas/mail-tracker/event.schema.json: give it the title "mail tracker event", which makes the type MailTrackerEvent',
  );
});

it.each(["Mail", "mail_tracker", "3mail", "mail tracker", "__proto__"])("asks for another name than %s", (name) => {
  expect(findVocabularyProblem(name, ["MailEvent"])).toContain(`schemas/${name}: name the folder in small letters`);
});
