import { ArrowDown, ArrowUp, Asterisk, Eye, Lock, MoveHorizontal, Type, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useI18n } from '@/i18n';
import { Menu } from '@/ui';
import type { FieldDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { textIn } from '../model/localized';
import { shifted, withItem, withoutField, type Item, type LayoutDraft } from './layoutDraft';
import look from './LayoutEditor.module.css';

/** A field on the layout: dragged, or moved with the arrow keys, or changed by its menu. */
export const FieldChip = ({
  draft,
  item,
  definition,
  onDrag,
  onChange,
  onCondition,
}: {
  draft: LayoutDraft;
  item: Item;
  definition: FieldDocument | undefined;
  onDrag: (field: string | undefined) => void;
  onChange: (draft: LayoutDraft) => void;
  onCondition: () => void;
}) => {
  const { t, language } = useI18n();
  const label = definition ? textIn(definition.label, language) : item.field;
  const Icon = definition ? fieldTypes[definition.type].icon : Type;
  const { field } = item;
  const isWritten = !definition || !fieldTypes[definition.type].computed;

  const onKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
    if (step !== undefined) {
      event.preventDefault();
      onChange(shifted(draft, field, step));
    } else if (event.key === 'Delete') {
      onChange(withoutField(draft, field));
    }
  };
  return (
    <Menu
      label={label}
      placement="bottom-start"
      items={[
        ...(isWritten
          ? [
              {
                label: t('layout.required'),
                icon: Asterisk,
                checked: item.required,
                onSelect: () => onChange(withItem(draft, field, { required: !item.required })),
              },
              {
                label: t('layout.readOnly'),
                icon: Lock,
                checked: item.readOnly,
                onSelect: () => onChange(withItem(draft, field, { readOnly: !item.readOnly })),
              },
            ]
          : []),
        {
          label: t('layout.wide'),
          icon: MoveHorizontal,
          checked: item.wide,
          onSelect: () => onChange(withItem(draft, field, { wide: !item.wide })),
        },
        {
          label: t('layout.visibleWhen'),
          icon: Eye,
          checked: item.visibleWhen !== '',
          onSelect: onCondition,
        },
        'separator',
        {
          label: t('common.moveUp'),
          icon: ArrowUp,
          shortcut: '↑',
          onSelect: () => onChange(shifted(draft, field, -1)),
        },
        {
          label: t('common.moveDown'),
          icon: ArrowDown,
          shortcut: '↓',
          onSelect: () => onChange(shifted(draft, field, 1)),
        },
        {
          label: t('layout.remove'),
          icon: X,
          shortcut: 'Del',
          onSelect: () => onChange(withoutField(draft, field)),
        },
      ]}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={look['chip']}
          title={t('layout.chipHint')}
          draggable
          onKeyDown={onKey}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', field);
            onDrag(field);
          }}
          onDragEnd={() => onDrag(undefined)}
        >
          <Icon size={14} aria-hidden />
          <span className={look['chipLabel']}>{label}</span>
          {item.required && <Asterisk size={13} aria-label={t('layout.required')} />}
          {item.readOnly && <Lock size={13} aria-label={t('layout.readOnly')} />}
          {item.visibleWhen !== '' && <Eye size={13} aria-label={t('layout.conditional')} />}
        </button>
      )}
    />
  );
};
