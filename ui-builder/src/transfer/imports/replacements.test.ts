import { describe, expect, it } from 'vitest';
import { repeatedTexts, replaced, replaceOption } from './replacements';

describe('replacements', () => {
  it('go to the server by column, trimmed as cells are', () => {
    const lines = { Product: [{ from: ' GTXPro ', to: 'GTX Pro' }] };
    expect(replaceOption(lines, { Product: 'product' })).toEqual({
      Product: { GTXPro: 'GTX Pro' },
    });
  });

  it('may stand for a blank', () => {
    const lines = { City: [{ from: 'n/a', to: '' }] };
    expect(replaceOption(lines, { City: 'city' })).toEqual({ City: { 'n/a': '' } });
  });

  it('leave out empty lines and columns that are not imported', () => {
    const lines = { City: [{ from: 'x', to: 'y' }], Zip: [{ from: ' ', to: 'y' }] };
    expect(replaceOption(lines, { City: '', Zip: 'zip' })).toEqual({});
  });

  it('are shown in the samples', () => {
    const lines = [{ from: 'GTXPro', to: 'GTX Pro' }];
    expect(['GTXPro', 'GTXPro 2'].map((sample) => replaced(sample, lines))).toEqual([
      'GTX Pro',
      'GTXPro 2',
    ]);
  });

  it('name each text once', () => {
    const lines = ['a', 'b', 'a '].map((from) => ({ from, to: '' }));
    expect(repeatedTexts(lines)).toEqual(new Set(['a']));
  });
});
