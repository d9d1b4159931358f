import { describe, expect, it } from 'vitest';
import { textOfWord, wordAt, words } from './words';

const kinds = (source: string) =>
  words(source).map((word) => `${word.kind}:${textOfWord(source, word)}${word.open ? '…' : ''}`);

describe('the words of a formula', () => {
  it('are names, globals, numbers, texts, signs and comments', () => {
    expect(kinds('a.b + $User.Id >= 1.5 && "x\\"y" /* c */')).toEqual([
      'name:a.b',
      'sign:+',
      'global:$User.Id',
      'sign:>=',
      'number:1.5',
      'sign:&&',
      'text:"x\\"y"',
      'comment:/* c */',
    ]);
  });

  it('may be unfinished', () => {
    expect(kinds('金额 = "赢')).toEqual(['name:金额', 'sign:=', 'text:"赢…']);
    expect(kinds('"a\\"')).toEqual(['text:"a\\"…']);
    expect(kinds("'a\\\\'")).toEqual(["text:'a\\\\'"]);
    expect(kinds('名 ＝ “赢"”')).toEqual(['name:名', 'sign:＝', 'text:“赢"”']);
    expect(kinds('“赢')).toEqual(['text:“赢…']);
    expect(kinds('/* c')).toEqual(['comment:/* c…']);
  });

  it('are underlined whole', () => {
    expect(wordAt('1 + amont', 4)).toEqual({ from: 4, to: 9 });
    expect(wordAt('1 + ', 4)).toEqual({ from: 2, to: 3 });
    expect(wordAt('', 0)).toEqual({ from: 0, to: 0 });
  });
});
