import { Plus } from 'lucide-react';
import { useI18n } from '@/i18n';
import type { FieldDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { textIn } from '../model/localized';
import look from './LayoutEditor.module.css';

/** Fields that are not on the layout: dragged in, or added by a press. */
export const Palette = ({
  fields,
  definitions,
  onDrag,
  onAdd,
  onDropBack,
}: {
  fields: string[];
  definitions: ReadonlyMap<string, FieldDocument>;
  onDrag: (field: string | undefined) => void;
  onAdd: (field: string) => void;
  onDropBack: () => void;
}) => {
  const { t, language } = useI18n();
  return (
    <aside className={look['palette']} aria-label={t('layout.unplaced')}>
      <h3>{t('layout.unplaced')}</h3>
      {fields.length === 0 && <p>{t('layout.allPlaced')}</p>}
      {fields.map((name) => {
        const field = definitions.get(name);
        if (!field) return null;
        const { icon: Icon } = fieldTypes[field.type];
        const label = textIn(field.label, language);
        return (
          <button
            key={name}
            type="button"
            className={look['chip']}
            draggable
            aria-label={t('layout.add', { name: label })}
            onClick={() => onAdd(name)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', name);
              onDrag(name);
            }}
            onDragEnd={onDropBack}
          >
            <Icon size={14} aria-hidden />
            <span className={look['chipLabel']}>{label}</span>
            <Plus size={14} aria-hidden />
          </button>
        );
      })}
    </aside>
  );
};
