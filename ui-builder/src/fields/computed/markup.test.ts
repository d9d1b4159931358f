import { describe, expect, it } from 'vitest';
import { asText, pieces, safeAddress, safeImage } from './markup';

describe('the markup of formulas', () => {
  it('is read as the functions write it', () => {
    expect(
      pieces('At <a href="https://a.example/?x=1&amp;y=2" target="_self">A &lt;b&gt;</a><br>now'),
    ).toEqual([
      { is: 'text', text: 'At ' },
      { is: 'link', url: 'https://a.example/?x=1&y=2', label: 'A <b>', target: '_self' },
      { is: 'break' },
      { is: 'text', text: 'now' },
    ]);
    expect(pieces('<img src="/a.png" alt="A &quot;b&quot;" height="20" width="30.5"/>')).toEqual([
      { is: 'image', url: '/a.png', alternative: 'A "b"', height: 20, width: 30.5 },
    ]);
  });

  it.each([
    '<b>bold</b>',
    '<script>alert(1)</script>',
    '<a href="/x" onclick="alert(1)" target="_blank">x</a>',
    '<img src="/x" alt="" onerror="alert(1)"/>',
    '<a href="/x" target="_blank"><b>x</b></a>',
    '&lt;br&gt; &amp;',
  ])('is nothing else: %s', (text) => {
    expect(pieces(text)).toEqual([{ is: 'text', text }]);
  });

  it.each([
    'https://a.example',
    'http://a.example',
    'mailto:a@b.example',
    'tel:+861',
    '/o/deal',
    'x',
  ])('leads to %s', (url) => {
    expect(safeAddress(url)).toBe(url);
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:x',
    '',
  ])('does not lead to %j', (url) => {
    expect(safeAddress(url)).toBeUndefined();
    expect(safeImage(url)).toBeUndefined();
  });

  it('is one line where there is room for one', () => {
    expect(asText('a<br><a href="/x" target="_blank">b</a><img src="/x" alt="c"/>')).toBe('a bc');
    expect(safeImage('mailto:a@b.example')).toBeUndefined();
  });
});
