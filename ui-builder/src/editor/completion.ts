import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { functionHelp, parametersOf, type HelpedFunction } from './functionHelp';
import { suggestions, type Suggestion, type Surroundings } from './suggestions';
import { wantedAt } from './wanted';

/** Offers what fits while it is typed, and on demand. */
export const completion = (surroundings: () => Surroundings): Extension =>
  autocompletion({
    override: [(context) => offered(context, surroundings())],
    icons: false,
    maxRenderedOptions: 80,
    // Each letter asks anew: who types fast takes what is there.
    interactionDelay: 0,
  });

async function offered(
  context: CompletionContext,
  surroundings: Surroundings,
): Promise<CompletionResult | null> {
  const source = context.state.doc.toString();
  const wanted = wantedAt(source, context.pos);
  const begun =
    (wanted.name && (wanted.name.typed !== '' || wanted.name.way.length > 0)) || wanted.choice;
  if (!begun && !context.explicit) return null;
  const found = await suggestions(wanted, surroundings).catch(() => []);
  const from = found[0]?.from;
  if (from === undefined) return null;
  return {
    from,
    options: found.map((suggestion) => asCompletion(suggestion, surroundings)),
    // They are ranked by names and labels; asked again with each letter.
    filter: false,
  };
}

function asCompletion(suggestion: Suggestion, surroundings: Surroundings): Completion {
  const { kind, text, detail, from, to } = suggestion;
  return {
    label: text,
    detail,
    type: kind,
    apply: (view, _completion, _from, end) =>
      write(view, suggestion, from, Math.max(to ?? end, end)),
    ...(kind === 'function' && { info: () => helpNode(text as HelpedFunction, surroundings) }),
  };
}

/** A function comes with its parentheses and the cursor between them. */
export function write(
  view: EditorView,
  { kind, text }: Suggestion,
  from: number,
  to: number,
): void {
  const followed = view.state.sliceDoc(to, to + 1) === '(';
  if (kind !== 'function') {
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.complete',
    });
    return;
  }
  const takesNothing = parametersOf(functionHelp[text as HelpedFunction]).length === 0;
  view.dispatch({
    changes: { from, to, insert: followed ? text : `${text}()` },
    selection: { anchor: from + text.length + (takesNothing && !followed ? 2 : 1) },
    userEvent: 'input.complete',
  });
}

/** The library wants the element itself. */
function helpNode(name: HelpedFunction, { language }: Surroundings): HTMLElement {
  const { signature, example, [language]: text } = functionHelp[name];
  const node = document.createElement('div');
  node.className = 'cm-help';
  const line = (tag: string, content: string) => {
    const element = document.createElement(tag);
    element.textContent = content;
    node.append(element);
  };
  line('strong', signature);
  line('span', text);
  line('code', example);
  return node;
}
