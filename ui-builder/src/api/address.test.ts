import { describe, expect, it } from 'vitest';
import { address, apiUrl } from './address';

describe('address', () => {
  it('writes values so that they stay one step of the path', () => {
    expect(address('/records/{object}/{id}', { object: 'deal', id: 'a/b' })).toBe(
      '/api/v1/records/deal/a%2Fb',
    );
  });

  it('leaves out what was not asked', () => {
    expect(address('/search', {}, { q: 'tea & co', limit: 20, cursor: undefined })).toBe(
      '/api/v1/search?q=tea+%26+co&limit=20',
    );
    expect(address('/me', {}, { cursor: null, q: '' })).toBe('/api/v1/me');
  });

  it('takes only what the platform describes', () => {
    // @ts-expect-error there is no such address
    const unknown = () => apiUrl('/recordz', {});
    // @ts-expect-error the id is missing
    const incomplete = () => apiUrl('/files/{id}', { path: {} });
    // @ts-expect-error nothing can be fetched there
    const unfetchable = () => apiUrl('/imports/preview', {});
    expect([unknown, incomplete, unfetchable]).toHaveLength(3);
  });
});
