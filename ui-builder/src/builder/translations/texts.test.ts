import { expect, it } from 'vitest';
import { textsOf } from './texts';

it('finds labels, help and values', () => {
  const texts = textsOf('field', {
    kind: 'field',
    name: 'deal.stage',
    label: { en: 'Stage' },
    help: 'Where it stands',
    type: 'picklist',
    values: ['Open', { value: 'Won', label: { 'zh-CN': '赢单' } }],
  });
  expect(texts.map((text) => text.path)).toEqual([
    'field/deal.stage/label',
    'field/deal.stage/help',
    'field/deal.stage/values/Open',
    'field/deal.stage/values/Won',
  ]);
});

it('finds the headings of a layout', () => {
  const texts = textsOf('layout', {
    kind: 'layout',
    name: 'deal.main',
    sections: [{ fields: [] }, { label: 'More', fields: [] }],
  });
  expect(texts.map((text) => text.path)).toEqual(['layout/deal.main/sections/1/label']);
});
