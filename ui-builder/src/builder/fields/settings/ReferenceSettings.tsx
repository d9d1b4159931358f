import { useI18n } from '@/i18n';
import { Field, LabelledCheckbox, Select, TextInput } from '@/ui';
import styles from '../../form.module.css';
import { useComponents } from '../../model/components';
import { objectOf, type OnDelete } from '../../model/documents';
import { textIn } from '../../model/localized';
import type { SettingsProps } from './SettingsProps';

/** Which records it may point to, and what binds the two. */
export const ReferenceSettings = (props: SettingsProps) => {
  const { draft, set, errors } = props;
  const { t } = useI18n();
  const isParent = draft.ownership === 'parent';
  return (
    <>
      <Targets {...props} />
      <div className={styles['pair']}>
        <Field
          label={t('fieldDef.ownership')}
          hint={t(isParent ? 'fieldDef.parentHint' : 'fieldDef.lookupHint')}
          errors={errors['ownership']}
        >
          {(control) => (
            <Select
              {...control}
              value={draft.ownership ?? 'lookup'}
              onChange={(event) =>
                set(
                  event.target.value === 'parent'
                    ? { ownership: 'parent', on_delete: 'cascade', required: true }
                    : { ownership: 'lookup', on_delete: 'clear' },
                )
              }
            >
              <option value="lookup">{t('fieldDef.lookup')}</option>
              <option value="parent">{t('fieldDef.parent')}</option>
            </Select>
          )}
        </Field>
        <Field label={t('fieldDef.onDelete')} errors={errors['on_delete']}>
          {(control) => (
            <Select
              {...control}
              value={draft.on_delete ?? (isParent ? 'cascade' : 'clear')}
              onChange={(event) => set({ on_delete: event.target.value as OnDelete })}
            >
              <option value="clear">{t('fieldDef.onDeleteClear')}</option>
              <option value="restrict">{t('fieldDef.onDeleteRestrict')}</option>
              <option value="cascade">{t('fieldDef.onDeleteCascade')}</option>
            </Select>
          )}
        </Field>
      </div>
      <Field
        label={t('fieldDef.relationship')}
        hint={t('fieldDef.relationshipHint')}
        errors={errors['relationship']}
      >
        {(control) => (
          <TextInput
            {...control}
            spellCheck={false}
            autoCapitalize="none"
            placeholder={`${objectOf(draft.name)}s`}
            value={draft.relationship ?? ''}
            onChange={(event) => set({ relationship: event.target.value })}
          />
        )}
      </Field>
    </>
  );
};

/** One object, or several to choose from on each record. */
const Targets = ({ draft, set, errors }: SettingsProps) => {
  const { t, language } = useI18n();
  const objects = useComponents('object');
  const several = Array.isArray(draft.to);
  const to = draft.to === undefined ? [] : [draft.to].flat();
  const choices = [
    ...objects.map((object) => ({ name: object.name, label: textIn(object.label, language) })),
    { name: 'user', label: t('fieldDef.toUser') },
  ];
  return (
    <>
      <Field label={t('fieldDef.to')} errors={errors['to']} required group={several}>
        {(control) =>
          several ? (
            <div className={styles['checks']}>
              {choices.map((choice) => (
                <LabelledCheckbox
                  key={choice.name}
                  checked={to.includes(choice.name)}
                  onChange={(yes) =>
                    set({
                      to: yes ? [...to, choice.name] : to.filter((name) => name !== choice.name),
                    })
                  }
                >
                  {choice.label}
                </LabelledCheckbox>
              ))}
            </div>
          ) : (
            <Select
              {...control}
              required
              value={to[0] ?? ''}
              onChange={(event) => set({ to: event.target.value })}
            >
              <option value="" disabled>
                {t('fieldDef.toPick')}
              </option>
              {choices.map((choice) => (
                <option key={choice.name} value={choice.name}>
                  {choice.label}
                </option>
              ))}
            </Select>
          )
        }
      </Field>
      <LabelledCheckbox checked={several} onChange={(yes) => set({ to: yes ? to : to[0] })}>
        {t('fieldDef.toSeveral')}
      </LabelledCheckbox>
    </>
  );
};
