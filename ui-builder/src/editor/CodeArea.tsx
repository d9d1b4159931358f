import {
  acceptCompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  hoverTooltip,
  keymap,
  placeholder as placeholderText,
  type DecorationSet,
} from '@codemirror/view';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { completion, write } from './completion';
import type { Begun } from './FormulaEditor';
import { formulaLanguage } from './language';
import type { Suggestion, Surroundings } from './suggestions';
import { highlighting, theme } from './theme';

export type Range = { from: number; to: number };

/** What to say of a piece of the text that the pointer rests on. */
export type Remark = Range & { text: string; failed: boolean };

export type CodeAreaHandle = {
  /** At the cursor, in place of what is selected. */
  insert: (suggestion: Suggestion) => void;
};

export type CodeAreaProps = {
  ref?: Ref<CodeAreaHandle>;
  value: string;
  onChange: (value: string) => void;
  label: string;
  description?: string | undefined;
  placeholder?: string | undefined;
  invalid: boolean;
  begun: Begun | undefined;
  surroundings: Surroundings;
  problems: readonly (Range & { message: string })[];
  shown?: Range | undefined;
  remarks?: readonly Remark[] | undefined;
  /** Where the cursor is, for the help beside. */
  onCursor?: ((position: number | undefined) => void) | undefined;
  /** Whether names are being offered: the word is not finished. */
  onOffering?: ((offering: boolean) => void) | undefined;
};

const showRange = StateEffect.define<Range | undefined>();

const fromOutside = Annotation.define<boolean>();

const shownRange = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(showRange)) return mark(effect.value, transaction.state.doc.length);
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function mark(range: Range | undefined, length: number): DecorationSet {
  if (!range || range.from >= range.to || range.to > length) return Decoration.none;
  return Decoration.set(Decoration.mark({ class: 'cm-shown' }).range(range.from, range.to));
}

/**
 * The editor of formulas. It lives in a shadow root: there its styles are sheets that scripts have
 * made, which the content security policy allows, and in a page they would be inline.
 */
export default function CodeArea(props: CodeAreaProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const attributes = useRef(new Compartment());
  const sent = useRef<string[]>([]);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const editor = newEditor(root, latest, attributes.current, (text) => {
      sent.current.push(text);
      latest.current.onChange(text);
    });
    view.current = editor;
    if (latest.current.begun) {
      editor.dispatch({ selection: { anchor: editor.state.doc.length } });
      editor.focus();
      if (latest.current.begun === 'typed') startCompletion(editor);
    }
    return () => {
      view.current = undefined;
      editor.destroy();
    };
  }, []);

  const { ref, value, label, description, invalid, problems, shown } = props;
  useImperativeHandle(ref, () => ({
    insert: (suggestion) => {
      const editor = view.current;
      if (!editor) return;
      const { from, to } = editor.state.selection.main;
      write(editor, suggestion, from, to);
      editor.focus();
    },
  }));
  useEffect(() => {
    const editor = view.current;
    // What comes back of what was typed may be older than what has been typed since.
    const echo = sent.current.indexOf(value);
    sent.current.splice(0, echo + 1);
    if (!editor || echo >= 0 || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      annotations: fromOutside.of(true),
    });
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({
      effects: attributes.current.reconfigure(named(label, description, invalid)),
    });
  }, [label, description, invalid]);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { length } = editor.state.doc;
    const diagnostics = problems
      .filter(({ from }) => from <= length)
      .map(({ from, to, message }): Diagnostic => ({
        from,
        to: Math.min(to, length),
        severity: 'error',
        message,
      }));
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [problems]);
  useEffect(() => {
    view.current?.dispatch({ effects: showRange.of(shown) });
  }, [shown]);

  return <div ref={host} />;
}

const named = (label: string, description: string | undefined, invalid: boolean) =>
  EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-invalid': String(invalid),
    ...(description && { 'aria-description': description }),
    autocapitalize: 'off',
    spellcheck: 'false',
  });

function newEditor(
  root: ShadowRoot,
  latest: { readonly current: CodeAreaProps },
  attributes: Compartment,
  onChange: (text: string) => void,
): EditorView {
  const { value, label, description, invalid, placeholder } = latest.current;
  const editor = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: value,
      extensions: [
        theme,
        formulaLanguage,
        syntaxHighlighting(highlighting),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        completion(() => latest.current.surroundings),
        shownRange,
        EditorView.domEventHandlers({ beforeinput: typedOverSelection }),
        hoverTooltip((_view, position) => remarkAt(latest.current.remarks ?? [], position)),
        placeholder ? placeholderText(placeholder) : [],
        attributes.of(named(label, description, invalid)),
        // Tab takes what is offered, and otherwise leaves, as in every other field of a form.
        keymap.of([
          { key: 'Tab', run: acceptCompletion },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
        ]),
        EditorView.updateListener.of((update) => {
          const isOwn = !update.transactions.some((one) => one.annotation(fromOutside));
          if (update.docChanged && isOwn) onChange(update.state.doc.toString());
          const isOffering = completionStatus(update.state) === 'active';
          if (isOffering !== (completionStatus(update.startState) === 'active')) {
            latest.current.onOffering?.(isOffering);
          }
          if (update.docChanged || update.selectionSet || update.focusChanged) {
            const { head } = update.state.selection.main;
            latest.current.onCursor?.(update.view.hasFocus ? head : undefined);
          }
        }),
      ],
    }),
  });
  // What the editor has dealt with does not also close the dialog around it.
  root.addEventListener('keydown', (event) => {
    if (event.defaultPrevented && (event as KeyboardEvent).key === 'Escape') {
      event.stopPropagation();
    }
  });
  return editor;
}

/**
 * Left to itself the browser gives what replaces coloured text its colours as an inline style, which
 * the content security policy refuses with a complaint.
 */
function typedOverSelection(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const text = event.data;
  if (event.inputType !== 'insertText' || empty || text === null || event.isComposing) return false;
  const insert = () =>
    view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type' });
  const isHandled = view.state
    .facet(EditorView.inputHandler)
    .some((handler) => handler(view, from, to, text, insert));
  if (!isHandled) view.dispatch(insert());
  event.preventDefault();
  return true;
}

/** What the innermost piece at a place comes to. */
function remarkAt(remarks: readonly Remark[], position: number) {
  const [remark] = remarks
    .filter(({ from, to }) => from <= position && position <= to)
    .toSorted((a, b) => a.to - a.from - (b.to - b.from));
  if (!remark) return null;
  return {
    pos: remark.from,
    end: remark.to,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = remark.failed ? 'cm-value cm-failed' : 'cm-value';
      dom.textContent = remark.text;
      return { dom };
    },
  };
}
