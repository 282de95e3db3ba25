/** The strongly connected components of a graph, in reverse topological order (Tarjan, without recursion). */
export const strongComponents = (
  nodes: Iterable<number>,
  nextOf: (node: number) => Iterable<number>,
): ReadonlyMap<number, number> => {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const component = new Map<number, number>();
  const stack: number[] = [];

  const close = (node: number): void => {
    if (low.get(node) !== index.get(node)) return;
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      component.set(member, node);
      if (member === node) return;
    }
  };

  const lower = (node: number, to: number | undefined): void => {
    if (to !== undefined && to < (low.get(node) ?? Infinity)) low.set(node, to);
  };

  const open = (node: number): { readonly node: number; readonly edges: Iterator<number> } => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    return { node, edges: nextOf(node)[Symbol.iterator]() };
  };

  const explore = (start: number): void => {
    const path = [open(start)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = top.edges.next();
      if (edge.done) {
        path.pop();
        const above = path.at(-1);
        if (above) lower(above.node, low.get(top.node));
        close(top.node);
      } else if (!index.has(edge.value)) path.push(open(edge.value));
      else if (!component.has(edge.value)) lower(top.node, index.get(edge.value));
    }
  };

  for (const node of nodes) if (!index.has(node)) explore(node);
  return component;
};
