/** Calls a function with each of the numbers below `count`, at most `width` calls at a time. */
export const inLanes = async (width, count, action) => {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await action(index);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
};
