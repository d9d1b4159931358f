/** Texts made fit for pages, scripts and addresses. */

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\u00a9': '&copy;',
  '\u2028': '<br>',
  '\u2029': '<p>',
};

const SCRIPT: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '<': '\\u003C',
  '>': '\\u003E',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

export const html = (text: string): string =>
  text.replace(/[&<>"'\u00a9\u2028\u2029]/g, (found) => HTML[found] ?? found);

export const script = (text: string): string =>
  text.replace(/[\\'"\n\r\t\f\b<>\u2028\u2029]/g, (found) => SCRIPT[found] ?? found);

/** As forms send it: a blank is a plus. */
export const url = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))
    .replace(/[!'()~]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

export const link = (address: string, label: string, target: string | null): string =>
  `<a href="${html(address)}" target="${html(target ?? '_blank')}">${html(label)}</a>`;

export const image = (
  address: string,
  alternative: string,
  height: string | null,
  width: string | null,
): string =>
  `<img src="${html(address)}" alt="${html(alternative)}"` +
  `${attribute('height', height)}${attribute('width', width)}/>`;

const attribute = (name: string, value: string | null): string =>
  value === null ? '' : ` ${name}="${value}"`;
