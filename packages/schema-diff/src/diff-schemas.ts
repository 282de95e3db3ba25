import { appendToken, createWrittenPlaces, pointersUp, valueAt, type WrittenPlaces } from "@email-events/json-schema";
import type { ChangeKind } from "./change-kinds.ts";
import type { Change, Verdict } from "./change.ts";
import { createProver } from "./prove/create-prover.ts";
import { type DeclaredPlace, isFileNow, matchDeclared } from "./match-declared.ts";
import { diffAnnotations } from "./explain/diff-annotations.ts";
import { createExplain } from "./explain/explain.ts";
import { writtenText } from "./normalize/fingerprint.ts";
import { type Finding, classifyChange } from "./classify-change.ts";
import { mergeFindings } from "./explain/merge-findings.ts";
import type { Prover } from "./prove/prover.ts";
import { createSchemaFolder, placeName, type SchemaDocuments } from "./normalize/schema-folder.ts";
import { meaningOf } from "./normalize/shape.ts";
import { createBudget, stepsFor } from "./prove/budget.ts";

const declared = (
  { place, typeName }: DeclaredPlace,
  [fileKind, definitionKind]: readonly [ChangeKind, ChangeKind],
  verb: string,
  oldDataUnderNew: Verdict = "valid",
): Finding => ({
  file: place.file,
  pointer: place.pointer,
  change: place.pointer === "" ? fileKind : definitionKind,
  detail: `${typeName} ${verb}`,
  oldDataUnderNew,
  newDataUnderOld: "valid",
});

const removed = (was: DeclaredPlace): Finding =>
  // Data of a removed file has no schema now; data of a removed definition still has the schema that referred to it.
  declared(
    was,
    ["schema-removed", "definition-removed"],
    "was removed",
    was.place.pointer === "" ? "may fail" : "valid",
  );

const added = (is: DeclaredPlace): Finding => declared(is, ["schema-added", "definition-added"], "was added");

const moved = ([was, is]: readonly [DeclaredPlace, DeclaredPlace], { inWords }: WrittenPlaces): readonly Finding[] => {
  const words = `moved from ${inWords(was.place)}`;
  if (!isFileNow([was, is])) return [declared(is, ["schema-moved", "definition-moved"], words)];
  // The file is new, for those who import it; the type is not.
  return [added(is), { ...added(is), change: "definition-moved", detail: `${is.typeName} ${words}` }];
};

/** Leaves out definitions whose file or outer definition is in the list too: they were added or removed with it. */
const outermost = (places: readonly DeclaredPlace[]): readonly DeclaredPlace[] => {
  const names = new Set(places.map(({ place }) => placeName(place)));
  return places.filter(({ place }) =>
    pointersUp(place.pointer)
      .slice(1)
      .every((up) => !names.has(`${place.file}#${up}`)),
  );
};

const renamed = ([was, is]: readonly [DeclaredPlace, DeclaredPlace]): readonly Finding[] => {
  if (was.typeName === is.typeName) return [];
  const at = { ...is, place: { ...is.place, pointer: appendToken(is.place.pointer, "title") } };
  return [declared(at, ["type-renamed", "type-renamed"], `renamed from ${was.typeName}`)];
};

/** Reports what isn't proved valid and no finding covers, so that no difference goes unreported. */
const remaining = (
  [was, is]: readonly [DeclaredPlace, DeclaredPlace],
  findings: readonly Finding[],
  prover: Prover,
): readonly Finding[] => {
  const [oldMeaning, newMeaning] = [meaningOf(was.place), meaningOf(is.place)];
  const forward = prover.includes(oldMeaning, newMeaning);
  const backward = prover.includes(newMeaning, oldMeaning);
  const at = { file: is.place.file, pointer: is.place.pointer };
  if (forward === "valid" && backward === "valid") {
    if (findings.length > 0 || writtenText(was.place) === writtenText(is.place)) return [];
    const detail = "written differently; the same data is valid";
    return [{ ...at, change: "rewritten", detail, oldDataUnderNew: "valid", newDataUnderOld: "valid" }];
  }
  const isSaid =
    (forward === "valid" || findings.some((finding) => finding.oldDataUnderNew !== "valid")) &&
    (backward === "valid" || findings.some((finding) => finding.newDataUnderOld !== "valid"));
  if (isSaid) return [];
  const detail = "may not allow the same values";
  return [{ ...at, change: "meaning-changed", detail, oldDataUnderNew: forward, newDataUnderOld: backward }];
};

/**
 * Returns every difference between two folders of schemas, with its effect on data and code.
 *
 * Meanings are compared, not texts: references are resolved and `allOf` is merged first, so moving a definition or
 * extracting a base changes nothing. "valid" is proved; everything else is "may fail" or "unknown" and requires a major
 * bump. A reference that leads out of the folder means the same as long as its text is the same. When the step budget
 * is spent, schemas with different texts are "unknown".
 *
 * @param oldDocuments path inside the folder (with `/`) to parsed schema, as last published
 * @param newDocuments the same, in the current version
 */
export const diffSchemas = (oldDocuments: SchemaDocuments, newDocuments: SchemaDocuments): readonly Change[] => {
  const [onceWritten, nowWritten] = [createWrittenPlaces(oldDocuments), createWrittenPlaces(newDocuments)];
  const oldFolder = createSchemaFolder("old", oldDocuments);
  const newFolder = createSchemaFolder("new", newDocuments);
  const prover = createProver(createBudget(stepsFor(oldDocuments, newDocuments)));
  const explain = createExplain(prover);
  const match = matchDeclared(oldFolder, newFolder);
  const compared = [...match.kept, ...match.moved].flatMap((pair) => {
    const [was, is] = pair;
    const findings = explain(meaningOf(was.place), meaningOf(is.place), is.place);
    return [...findings, ...remaining(pair, findings, prover), ...renamed(pair)];
  });
  const findings = [
    ...outermost(match.removed).map(removed),
    ...outermost(match.added).map(added),
    ...match.moved.flatMap((pair) => moved(pair, onceWritten)),
    ...compared,
    ...diffAnnotations(oldDocuments, newDocuments),
  ];
  return mergeFindings(findings).map((finding) => {
    // What was removed only has a place on the old side.
    const isNew = valueAt(newDocuments.get(finding.file), finding.pointer) !== undefined;
    return classifyChange({ ...finding, pointer: (isNew ? nowWritten : onceWritten).pointerOf(finding) });
  });
};
