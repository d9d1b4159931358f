/** What the functions HYPERLINK, IMAGE and BR made of a text, and the text between. */
export type Piece =
  | { is: 'text'; text: string }
  | { is: 'link'; url: string; label: string; target: string }
  | { is: 'image'; url: string; alternative: string; height?: number; width?: number }
  | { is: 'break' };

const LINK = /<a href="([^"<>]*)" target="([^"<>]*)">([^<>]*)<\/a>/;
const IMAGE =
  /<img src="([^"<>]*)" alt="([^"<>]*)"(?: height="([\d.]+)")?(?: width="([\d.]+)")?\/>/;
const MARKUP = new RegExp(`${LINK.source}|${IMAGE.source}|<br>`, 'g');

/** Takes exactly what the functions write; anything else that looks like markup is text. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKUP)) {
    if (match.index > from) found.push({ is: 'text', text: text.slice(from, match.index) });
    found.push(piece(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ is: 'text', text: text.slice(from) });
  return found;
}

function piece(match: RegExpMatchArray): Piece {
  const [whole, href, target, label, src, alternative, height, width] = match;
  if (href !== undefined) {
    return {
      is: 'link',
      url: plain(href),
      label: plain(label ?? ''),
      target: plain(target ?? ''),
    };
  }
  if (src === undefined) return whole === '<br>' ? { is: 'break' } : { is: 'text', text: whole };
  return {
    is: 'image',
    url: plain(src),
    alternative: plain(alternative ?? ''),
    ...(height && { height: Number(height) }),
    ...(width && { width: Number(width) }),
  };
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&copy;': '\u00a9',
};

/** HTMLENCODE backwards. */
const plain = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39|copy);/g, (entity) => ENTITIES[entity] ?? entity);

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/**
 * An address that does nothing but lead somewhere; undefined for all others, such as scripts.
 * Browsers pass over control characters within a scheme, so what has any is no address.
 */
export function safeAddress(url: string, schemes = /^(?:https?|mailto|tel):/i): string | undefined {
  const address = url.trim();
  // eslint-disable-next-line no-control-regex
  if (address === '' || /[\u0000-\u001f\u007f]/.test(address)) return undefined;
  return SCHEME.test(address) && !schemes.test(address) ? undefined : address;
}

/** Mail and telephones show no picture. */
export const safeImage = (url: string) => safeAddress(url, /^https?:/i);

/** The same as one line of text, for where nothing else fits. */
export const asText = (text: string): string =>
  pieces(text)
    .map((each) => {
      switch (each.is) {
        case 'text':
          return each.text;
        case 'link':
          return asText(each.label);
        case 'image':
          return each.alternative;
        case 'break':
          return ' ';
      }
    })
    .join('');
