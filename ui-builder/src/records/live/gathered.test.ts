import { describe, expect, it } from 'vitest';
import { GatheredChanges } from './gathered';

describe('GatheredChanges', () => {
  it('counts each record once, by object, and begins anew when taken', () => {
    const gathered = new GatheredChanges();
    gathered.add({ object: 'deal', action: 'created', ids: ['a'] });
    gathered.add({ object: 'deal', action: 'updated', ids: ['a', 'b'] });
    gathered.add({ object: 'task', action: 'updated', ids: ['c'] });
    const taken = gathered.take();
    expect([...taken.keys()]).toEqual(['deal', 'task']);
    expect(taken.get('deal')?.ids).toEqual(new Set(['a', 'b']));
    expect(gathered.take().size).toBe(0);
  });

  it('knows what is gone, unless it came back', () => {
    const gathered = new GatheredChanges();
    gathered.add({ object: 'deal', action: 'deleted', ids: ['a', 'b'] });
    gathered.add({ object: 'deal', action: 'restored', ids: ['a'] });
    expect(gathered.take().get('deal')?.removed).toEqual(new Set(['b']));
  });
});
