import { isDefinition, packagesFolder, schemasBelow, preferredName } from "@email-events/json-schema";
import { type Place, placeName, type SchemaFolder } from "./normalize/schema-folder.ts";

/** A place with a type of its own: a file or a definition. */
export interface DeclaredPlace {
  readonly place: Place;
  readonly typeName: string;
}

const below = (place: Place, isDeclared: boolean): readonly DeclaredPlace[] => [
  ...(isDeclared ? [{ place, typeName: preferredName(place) }] : []),
  ...schemasBelow(place.pointer, place.schema).flatMap((child) =>
    below({ ...place, ...child }, isDefinition(place, child)),
  ),
];

/**
 * Every declared place of a folder, by file and pointer. Declarations of packages are left out.
 *
 * A schema set also declares the targets of references inside other schemas. Here they are compared where they stand,
 * since they have no name that can be added or removed.
 */
const declaredPlaces = (folder: SchemaFolder): ReadonlyMap<string, DeclaredPlace> =>
  new Map(
    [...folder.documents]
      .filter(([file]) => !file.startsWith(packagesFolder))
      .flatMap(([file, schema]) => below({ folder, file, pointer: "", schema }, true))
      .map((declared) => [placeName(declared.place), declared]),
  );

/** The declared places of two folders, matched. */
export interface DeclaredMatch {
  readonly kept: readonly (readonly [DeclaredPlace, DeclaredPlace])[];
  /** Matched by the name of the type, at a different place. */
  readonly moved: readonly (readonly [DeclaredPlace, DeclaredPlace])[];
  readonly removed: readonly DeclaredPlace[];
  readonly added: readonly DeclaredPlace[];
}

const isFile = ({ place }: DeclaredPlace): boolean => place.pointer === "";

/** Whether a definition has become a file. Others import files by path, so that a file can only become another one. */
export const isFileNow = ([was, is]: readonly [DeclaredPlace, DeclaredPlace]): boolean => !isFile(was) && isFile(is);

/** Matches the declared places of two folders by file and pointer, and the rest by the names of their types. */
export const matchDeclared = (oldFolder: SchemaFolder, newFolder: SchemaFolder): DeclaredMatch => {
  const [oldPlaces, newPlaces] = [declaredPlaces(oldFolder), declaredPlaces(newFolder)];
  const kept = [...oldPlaces].flatMap(([name, was]) => {
    const is = newPlaces.get(name);
    return is ? [[was, is] as const] : [];
  });
  const removed = new Set([...oldPlaces].filter(([name]) => !newPlaces.has(name)).map(([, was]) => was));
  const added = new Set([...newPlaces].filter(([name]) => !oldPlaces.has(name)).map(([, is]) => is));
  const moved = [...removed].flatMap((was) => {
    const fits = (is: DeclaredPlace): boolean => isFile(is) === isFile(was) || isFileNow([was, is]);
    const is = [...added].find((other) => other.typeName === was.typeName && fits(other));
    if (!is) return [];
    removed.delete(was);
    added.delete(is);
    return [[was, is] as const];
  });
  return { kept, moved, removed: [...removed], added: [...added] };
};
