/** Checks every property but those named or matched. */
export function eachOther(object, sink, named, patterns, check) {
  for (const name of Object.keys(object)) {
    const value = object[name];
    const isOther = value !== undefined && !named.includes(name) && !patterns.some((pattern) => pattern.test(name));
    if (isOther && !check(value, sink?.at(name))) return false;
  }
  return true;
}
