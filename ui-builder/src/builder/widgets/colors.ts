/** Distinct on light and on dark grounds. */
export const colors = [
  '#4f7df0',
  '#2f9e8f',
  '#3f9b4f',
  '#8aa63a',
  '#d9a520',
  '#e07b39',
  '#d1495b',
  '#c2559d',
  '#8b5cf6',
  '#5b7083',
  '#8a6d5a',
];
