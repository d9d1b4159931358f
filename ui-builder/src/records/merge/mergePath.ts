/** The page that compares these records; the first is kept unless the person says otherwise. */
export const mergePath = (object: string, ids: readonly string[]): string =>
  `/o/${object}/merge?ids=${ids.map(encodeURIComponent).join(',')}`;
