/** Indents JSON text without touching its numbers. */
export function prettyJson(json: string): string {
  let depth = 0;
  let inText = false;
  let result = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (let i = 0; i < json.length; i++) {
    const char = json[i] ?? '';
    if (inText) {
      result += char;
      if (char === '\\') result += json[++i] ?? '';
      else if (char === '"') inText = false;
    } else if (char === '{' || char === '[') {
      const close = char === '{' ? '}' : ']';
      if (json[i + 1] === close) {
        result += char + close;
        i++;
      } else {
        depth++;
        result += char + line();
      }
    } else if (char === '}' || char === ']') {
      depth--;
      result += line() + char;
    } else if (char === ',') {
      result += char + line();
    } else {
      if (char === '"') inText = true;
      result += char === ':' ? ': ' : char;
    }
  }
  return result;
}
