import { expect, it } from 'vitest';
import { labelsIn } from './labels';

const translation = (locale: string, labels?: Record<string, string>) => ({
  kind: 'translation',
  name: locale,
  locale,
  ...(labels && { labels }),
});

it('says labels in the language that is wanted, and others where they are', () => {
  const translations = [
    translation('en', { greeting: 'Hello' }),
    translation('zh-CN', { greeting: '你好', bye: '再见' }),
    translation('fr'),
  ];
  expect(labelsIn('en', translations)).toEqual({ greeting: 'Hello', bye: '再见' });
  expect(labelsIn('zh-CN', translations)).toEqual({ greeting: '你好', bye: '再见' });
});
