/** The items with one of them at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const result = [...items];
  result.splice(to, 0, ...result.splice(from, 1));
  return result;
}
