import { expect, it } from 'vitest';
import { textIn, withText } from './localized';

it('a blank text is no text in any language', () => {
  expect(withText('', 'zh-CN', '商机')).toEqual({ 'zh-CN': '商机' });
  expect(withText({ en: 'Deal' }, 'en', '')).toBeUndefined();
});

it('a plain string is the English text', () => {
  expect(withText('Deal', 'zh-CN', '商机')).toEqual({ en: 'Deal', 'zh-CN': '商机' });
});

it('falls back to English, then to anything', () => {
  expect(textIn({ en: 'Deal', 'zh-CN': '商机' }, 'fr')).toBe('Deal');
  expect(textIn({ 'zh-CN': '商机' }, 'en')).toBe('商机');
});
