import { describe, expect, it } from 'vitest';
import type { LayoutDocument } from '../model/documents';
import {
  documentOf,
  draftOf,
  shifted,
  unplaced,
  visibleWhen,
  withFieldAt,
  withItem,
  withVisibleWhen,
  withoutField,
} from './layoutDraft';

const layout: LayoutDocument = {
  kind: 'layout',
  name: 'deal.main',
  default: true,
  sections: [
    { columns: 2, fields: ['code', 'account', { field: 'amount', required: true }] },
    { label: { en: 'More' }, columns: 1, fields: ['notes'] },
  ],
};
const draft = draftOf(layout);
const names = (of = draft) => of.sections.map((section) => section.items.map((item) => item.field));

it('comes back as it was', () => {
  expect(documentOf('deal.main', draft)).toEqual(layout);
});

it('takes conditions on and off', () => {
  const conditioned = withVisibleWhen(
    withVisibleWhen(draft, { section: 1 }, 'amount > 5'),
    { field: 'code' },
    'ISBLANK(notes)',
  );
  expect(documentOf('deal.main', conditioned).sections).toEqual([
    {
      columns: 2,
      fields: [
        { field: 'code', visible_when: 'ISBLANK(notes)' },
        'account',
        { field: 'amount', required: true },
      ],
    },
    { label: { en: 'More' }, columns: 1, visible_when: 'amount > 5', fields: ['notes'] },
  ]);
  const again = draftOf(documentOf('deal.main', conditioned));
  expect(visibleWhen(again, { section: 1 })).toBe('amount > 5');
  expect(visibleWhen(again, { field: 'code' })).toBe('ISBLANK(notes)');
  const bare = withVisibleWhen(withVisibleWhen(again, { section: 1 }, ''), { field: 'code' }, '');
  expect(documentOf('deal.main', bare)).toEqual(layout);
});

describe('withFieldAt', () => {
  it('moves within a section, forwards and backwards', () => {
    expect(names(withFieldAt(draft, 'code', { section: 0, index: 2 }))[0]).toEqual([
      'account',
      'code',
      'amount',
    ]);
    expect(names(withFieldAt(draft, 'amount', { section: 0, index: 0 }))[0]).toEqual([
      'amount',
      'code',
      'account',
    ]);
  });

  it('moves to another section with its settings', () => {
    const moved = withFieldAt(draft, 'amount', { section: 1, index: 1 });
    expect(names(moved)).toEqual([
      ['code', 'account'],
      ['notes', 'amount'],
    ]);
    expect(moved.sections[1]?.items[1]?.required).toBe(true);
  });

  it('places a field that stood nowhere', () => {
    expect(names(withFieldAt(draft, 'stage', { section: 1, index: 0 }))[1]).toEqual([
      'stage',
      'notes',
    ]);
  });
});

describe('shifted', () => {
  it('steps over the border of a section', () => {
    expect(names(shifted(draft, 'amount', 1))).toEqual([
      ['code', 'account'],
      ['amount', 'notes'],
    ]);
    expect(names(shifted(draft, 'notes', -1))).toEqual([
      ['code', 'account', 'amount', 'notes'],
      [],
    ]);
  });

  it('steps within a section', () => {
    expect(names(shifted(draft, 'code', 1))[0]).toEqual(['account', 'code', 'amount']);
    expect(names(shifted(draft, 'account', -1))[0]).toEqual(['account', 'code', 'amount']);
  });

  it('stays at the ends', () => {
    expect(shifted(draft, 'code', -1)).toEqual(draft);
    expect(shifted(draft, 'notes', 1)).toEqual(draft);
  });
});

it('knows what stands nowhere', () => {
  expect(unplaced(withoutField(draft, 'notes'), ['code', 'notes', 'stage'])).toEqual([
    'notes',
    'stage',
  ]);
});

it('writes settings of a field only when there are any', () => {
  const plain = withItem(draft, 'amount', { required: false });
  expect(documentOf('deal.main', plain).sections[0]?.fields[2]).toBe('amount');
});
