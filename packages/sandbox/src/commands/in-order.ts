/**
 * Gives requests their faults in order, once or again and again.
 *
 * @returns The fault of the next request; `undefined` for none.
 */
export const inOrder = <Fault>(faults: readonly Fault[], isRepeated: boolean): (() => Fault | undefined) => {
  let given = 0;
  return () => {
    const nth = given;
    given += 1;
    return faults[isRepeated ? nth % faults.length : nth];
  };
};
