import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The interface's variables reach into the shadow root, and with them light and dark. */
export const theme = EditorView.theme({
  '&': {
    border: '1px solid var(--border-strong)',
    borderRadius: 'var(--radius-m)',
    background: 'var(--bg-raised)',
    color: 'var(--text)',
    fontSize: 'var(--text-md)',
  },
  '&:hover': { borderColor: 'var(--text-faint)' },
  '&.cm-focused': {
    outline: '2px solid var(--focus)',
    outlineOffset: '-1px',
    borderColor: 'transparent',
  },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.6',
    minHeight: 'var(--editor-height, 5.4em)',
    maxHeight: '40vh',
    overflow: 'auto',
  },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text)' },
  '.cm-placeholder': { color: 'var(--text-faint)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { background: 'var(--bg-active)' },
  '&.cm-focused .cm-matchingBracket': {
    background: 'var(--accent-soft)',
    outline: '1px solid var(--accent)',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    background: 'var(--danger-soft)',
    outline: '1px solid var(--danger)',
  },
  '.cm-shown': { background: 'var(--warning-soft)', borderRadius: '2px' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger) 1px',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius-m)',
    background: 'var(--bg-raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow-l)',
    fontFamily: 'var(--font)',
    fontSize: 'var(--text-md)',
    zIndex: '10',
  },
  '.cm-tooltip.cm-tooltip-hover': { maxWidth: 'min(420px, calc(100vw - 16px))' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: 'none' },
  '.cm-value': {
    display: 'flex',
    gap: '8px',
    padding: '6px 10px',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-sm)',
    overflowWrap: 'anywhere',
  },
  '.cm-value.cm-failed': { color: 'var(--danger)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font)',
    maxHeight: '14em',
    maxWidth: 'min(460px, calc(100vw - 16px))',
    minWidth: 'min(260px, calc(100vw - 16px))',
    padding: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'baseline',
    gap: '10px',
    padding: '4px 8px',
    borderRadius: 'var(--radius-s)',
    lineHeight: '1.4',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: 'var(--bg-active)',
    color: 'var(--text)',
  },
  '.cm-completionLabel': { fontFamily: 'var(--font-mono)', fontSize: 'var(--text-sm)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': {
    marginLeft: 'auto',
    fontStyle: 'normal',
    fontSize: 'var(--text-sm)',
    color: 'var(--text-soft)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '.cm-tooltip.cm-completionInfo': {
    padding: '8px 10px',
    maxWidth: 'min(340px, calc(100vw - 16px))',
    lineHeight: '1.45',
  },
  '.cm-help': { display: 'grid', gap: '4px' },
  '.cm-help code': {
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--text-sm)',
    color: 'var(--text-soft)',
    overflowWrap: 'anywhere',
  },
  '@media (pointer: coarse)': {
    // Smaller text makes phones zoom into the field.
    '.cm-scroller': { fontSize: '16px' },
  },
});

export const highlighting = HighlightStyle.define([
  { tag: tags.string, color: 'var(--success)' },
  { tag: tags.number, color: 'var(--warning)' },
  { tag: tags.comment, color: 'var(--text-faint)', fontStyle: 'italic' },
  { tag: tags.function(tags.variableName), color: 'var(--link)', fontWeight: '600' },
  { tag: tags.keyword, color: 'var(--accent-ink)', fontWeight: '600' },
  { tag: tags.special(tags.variableName), color: 'var(--accent-ink)' },
  { tag: tags.operator, color: 'var(--text-soft)' },
]);
