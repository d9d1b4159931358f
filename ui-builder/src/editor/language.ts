import { StreamLanguage } from '@codemirror/language';
import { tags } from '@lezer/highlight';

type State = { inComment: boolean };

const keywords = /^(?:TRUE|FALSE|NULL|AND|OR|NOT|IN|LIKE)$/i;

/** Colours alone: whether a formula is right is the server's word. */
export const formulaLanguage = StreamLanguage.define<State>({
  name: 'formula',
  startState: () => ({ inComment: false }),
  token: (stream, state) => {
    if (state.inComment) {
      state.inComment = !stream.match(/^.*?\*\//);
      if (state.inComment) stream.skipToEnd();
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match('/*')) {
      state.inComment = true;
      return 'comment';
    }
    if (stream.match(/^"(?:\\.|[^"\\])*"?/) || stream.match(/^'(?:\\.|[^'\\])*'?/)) return 'string';
    if (stream.match(/^\d+(?:\.\d+)?/)) return 'number';
    if (stream.match(/^\$[\p{L}\p{N}_.]*/u)) return 'global';
    const name = stream.match(/^\p{L}[\p{L}\p{N}_.]*/u);
    if (Array.isArray(name)) {
      if (keywords.test(name[0])) return 'keyword';
      return /^\s*\(/.test(stream.string.slice(stream.pos)) ? 'function' : 'field';
    }
    const sign = stream.next() ?? '';
    return '()'.includes(sign) ? 'paren' : 'operator';
  },
  languageData: {
    commentTokens: { block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '"'] },
  },
  tokenTable: {
    global: tags.special(tags.variableName),
    function: tags.function(tags.variableName),
    field: tags.variableName,
    paren: tags.paren,
  },
});
