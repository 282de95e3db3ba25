/** Returns an error and what caused it, outermost first. */
export const causesOf = (error: unknown): readonly Error[] => {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && !chain.includes(at); at = at.cause) chain.push(at);
  return chain;
};
