import { Bold, Italic, Link as LinkIcon, List, ListOrdered, type LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useT, type MessageKey } from '@/i18n';
import { classes, IconButton } from '@/ui';
import type { InputProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { blankToNull, textOf } from '../shared/values';
import { safeHtml } from './safeHtml';

const commands: { command: string; label: MessageKey; icon: LucideIcon }[] = [
  { command: 'bold', label: 'field.rich.bold', icon: Bold },
  { command: 'italic', label: 'field.rich.italic', icon: Italic },
  { command: 'insertUnorderedList', label: 'field.rich.bullets', icon: List },
  { command: 'insertOrderedList', label: 'field.rich.numbers', icon: ListOrdered },
];

/**
 * The browser's own editing; `execCommand` is the only way to it that keeps undo working, and no
 * browser plans to drop it.
 */
const execute = (command: string, argument?: string) =>
  document.execCommand(command, false, argument);

export const RichTextInput = ({
  field,
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'rich_text'>) => {
  const t = useT();
  const editable = useRef<HTMLDivElement>(null);
  const lastHtml = useRef<string>(null);
  const html = textOf(value);

  useEffect(() => {
    // Writing back what was just typed would move the caret.
    if (editable.current && lastHtml.current !== html) {
      editable.current.innerHTML = safeHtml(html);
      lastHtml.current = html;
    }
  }, [html]);
  useEffect(() => {
    if (autoFocus) editable.current?.focus();
  }, [autoFocus]);

  const report = () => {
    const node = editable.current;
    if (!node) return;
    const next = node.textContent.trim() === '' ? '' : safeHtml(node.innerHTML);
    lastHtml.current = next;
    onChange(blankToNull(next));
  };
  const addLink = () => {
    const address = window.prompt(t('field.rich.linkPrompt'), 'https://');
    if (address) execute('createLink', address);
  };

  return (
    <div className={styles['editor']}>
      {!disabled && (
        <div className={styles['toolbar']} role="toolbar" aria-label={field.label}>
          {commands.map(({ command, label, icon }) => (
            <IconButton
              key={command}
              size="small"
              icon={icon}
              label={t(label)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => execute(command)}
            />
          ))}
          <IconButton
            size="small"
            icon={LinkIcon}
            label={t('field.rich.link')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={addLink}
          />
        </div>
      )}
      <div
        {...control}
        ref={editable}
        role="textbox"
        tabIndex={0}
        aria-label={field.label}
        aria-multiline
        contentEditable={!disabled}
        suppressContentEditableWarning
        className={classes(styles['editable'], styles['rich'])}
        onInput={report}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/html');
          if (!pasted) return;
          event.preventDefault();
          execute('insertHTML', safeHtml(pasted));
        }}
      />
    </div>
  );
};
