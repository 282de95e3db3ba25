import { convertedPointer } from "../dialects/written-places.ts";
import type { Addresses } from "./addresses.ts";
import { dynamicPlaces } from "./dynamic-places.ts";
import { createLocator, decoded, packagesFolder } from "./locate.ts";
import { createOtherCase } from "./other-case.ts";
import { appendToken } from "../json-pointer.ts";
import { keyOf, placeOf, type SchemaNode } from "../json-schema.ts";
import { SchemaError } from "../schema-error.ts";

/** Resolves references within the given documents. */
export interface References {
  /** The target of a `$ref`. */
  readonly locate: (node: SchemaNode, ref: string) => SchemaNode;
  /** The target of a `$dynamicRef` in the scope of its place. */
  readonly locateDynamic: (node: SchemaNode, ref: string) => SchemaNode;
  /** A place in the dynamic scope of another. */
  readonly enter: (node: SchemaNode, from?: SchemaNode) => SchemaNode;
}

/** The package in a reference that looks like the path of a package's file. */
const packageIn = (ref: string): string | undefined =>
  /^(@[\w~][\w.~-]*\/[\w~][\w.~-]*|[a-z~][\w.~-]*)\/[^:]*\.(?:json|ya?ml)(?:#|$)/.exec(ref)?.[1];

/** The message for a reference that leads nowhere. */
const nothingAt = (ref: string, isInstalled: boolean): string => {
  const problem = `no schema found at ${ref}`;
  if (/^(?:https?|urn|tag):/.test(ref))
    return `${problem} (addresses are looked up in the folder and in packages, never fetched); give its file by --map-ref ${ref.split("#")[0]}=FILE`;
  if (ref.startsWith(packagesFolder))
    return `${problem}; a package's file is named from the package: ${ref.slice(packagesFolder.length)}`;
  const name = packageIn(ref);
  if (name === undefined || isInstalled) return problem;
  return `${problem}; if it is a file of the package ${name}, install that: npm install --save-dev ${name}`;
};

const isDynamicAnchor = (node: SchemaNode, name: string): boolean =>
  typeof node.schema === "object" && node.schema.$dynamicAnchor === name;

/** @param unchecked returns the schema at a place before it was checked */
export const createReferences = (
  addresses: Addresses,
  unchecked: (place: Pick<SchemaNode, "file" | "pointer">) => unknown,
): References => {
  const { places, resourceOf } = addresses;
  const { locate } = createLocator(addresses, (resource, below) => {
    const pointer = convertedPointer(unchecked(resource), below);
    return pointer === undefined ? undefined : places.get(`${placeOf(resource)}${pointer}`);
  });

  const dynamic = dynamicPlaces(places.values(), locate);
  const meanings = new Set<string>();
  const mostMeanings = 2_000 + 4 * places.size;

  const enter = (node: SchemaNode, from: SchemaNode = node): SchemaNode => {
    const { file, pointer, schema } = node;
    if (!dynamic.has(placeOf(node))) return node.scope === undefined ? node : { file, pointer, schema };
    const anchors = new Map([...resourceOf(node).dynamicAnchors, ...(from.scope?.anchors ?? [])]);
    if (anchors.size === 0) return { file, pointer, schema };
    const key = [...anchors].map(([name, place]) => `${name}=${placeOf(place)}`).toSorted();
    const entered = { file, pointer, schema, scope: { key: key.join(" "), anchors } };
    meanings.add(keyOf(entered));
    if (meanings.size > mostMeanings) {
      const problem = "$dynamicRef gives these schemas too many meanings; use $ref";
      throw new SchemaError(file, pointer, problem);
    }
    return entered;
  };

  const otherCase = createOtherCase(addresses);

  const find = (node: SchemaNode, ref: string, keyword: string): SchemaNode => {
    const target = locate(node, ref);
    if (target) return target;
    const meant = otherCase(node, ref);
    if (meant !== undefined) {
      const problem = `no schema found at ${ref}; did you mean ${meant}?`;
      throw new SchemaError(node.file, appendToken(node.pointer, keyword), problem);
    }
    const isPackaged = [...places.values()].some(({ file }) => file.startsWith(`${packagesFolder}${packageIn(ref)}/`));
    throw new SchemaError(node.file, appendToken(node.pointer, keyword), nothingAt(ref, isPackaged));
  };

  return {
    enter,
    locate: (node, ref) => enter(find(node, ref, "$ref"), node),
    locateDynamic: (node, ref) => {
      const initial = find(node, ref, "$dynamicRef");
      const name = decoded(ref.split("#")[1] ?? "");
      const bound = isDynamicAnchor(initial, name) ? node.scope?.anchors.get(name) : undefined;
      return enter(bound ?? initial, node);
    },
  };
};
