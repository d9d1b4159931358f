import { ArrowLeft } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import type { FieldType } from '@/api';
import { useI18n } from '@/i18n';
import { Button, Dialog } from '@/ui';
import { useChangeSet } from '../change/useChangeSet';
import { freeName, isApiName } from '../model/apiName';
import { localName, type FieldDocument } from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { ownText, textIn } from '../model/localized';
import { fieldDocument } from './fieldDocument';
import { FieldForm } from './FieldForm';
import { fieldTypeLabel } from './fieldTypeTexts';
import { typeSettings } from './settings';
import { TypePicker } from './TypePicker';

/** Creates a field (first its type, then its settings) or changes one. */
export const FieldDialog = ({
  object,
  fields,
  field,
  onClose,
}: {
  object: string;
  fields: FieldDocument[];
  field?: FieldDocument;
  onClose: () => void;
}) => {
  const { t, language } = useI18n();
  const formId = useId();
  const [type, setType] = useState<FieldType | undefined>(field?.type);
  const [draft, setDraft] = useState<FieldDocument>(
    field ?? { kind: 'field', name: `${object}.`, label: '', type: 'text' },
  );
  const [ownName, setOwnName] = useState<string>();
  const saving = useChangeSet({ isNew: field === undefined, onSaved: onClose });

  const taken = new Set(
    field ? [] : fields.map((other) => localName(other.name)).concat(SYSTEM_NAMES),
  );
  const proposal = freeName(ownText(draft.label, 'en') || ownText(draft.label, language), taken);
  const name = field ? localName(field.name) : (ownName ?? proposal);
  const isComplete = typeSettings[draft.type].isComplete?.(draft) ?? true;
  const ready = isApiName(name) && textIn(draft.label, language) !== '' && isComplete;
  const title = field
    ? t('fieldDef.editTitle', { name: textIn(field.label, language) })
    : type === undefined
      ? t('fieldDef.pickType')
      : t('fieldDef.newTitle', { type: t(fieldTypeLabel(type)) });

  const pick = (picked: FieldType) => {
    setType(picked);
    setDraft({ ...draft, ...fieldTypes[picked].begin, type: picked });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React passes submits of dialogs opened from this form up to it.
    event.stopPropagation();
    saving.save({ components: [fieldDocument({ ...draft, name: `${object}.${name}` })] });
  };
  return (
    <Dialog
      title={title}
      size={type === undefined || fieldTypes[type].computed ? 'wide' : 'medium'}
      onClose={onClose}
      footer={
        type !== undefined && (
          <>
            {!field && (
              <Button variant="ghost" icon={ArrowLeft} onClick={() => setType(undefined)}>
                {t('fieldDef.otherType')}
              </Button>
            )}
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              disabled={!ready}
              busy={saving.busy}
            >
              {t(field ? 'common.save' : 'common.create')}
            </Button>
          </>
        )
      }
    >
      {type === undefined ? (
        <TypePicker onPick={pick} />
      ) : (
        <form id={formId} onSubmit={submit} key={fieldTypes[type].group}>
          <FieldForm
            draft={draft}
            set={(change) => setDraft({ ...draft, ...change })}
            saved={field}
            siblings={fields}
            problem={saving.problem}
            naming={field ? undefined : { value: ownName, proposal, taken, onChange: setOwnName }}
          />
        </form>
      )}
      {saving.question}
    </Dialog>
  );
};

/** Every record has these already. */
const SYSTEM_NAMES = [
  'id',
  'name',
  'owner_id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'version',
  'record_type',
  'deleted_at',
  'warnings',
];
