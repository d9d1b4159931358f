import { useState } from 'react';
import { FormulaEditor } from '@/editor';
import { useI18n } from '@/i18n';
import { GranteesInput, type GranteeType } from '@/people';
import { Field, Select } from '@/ui';
import { localName, withoutBlanks, type SharingRuleDocument } from '../model/documents';
import { CheckRow } from '../widgets/CheckRow';
import { ComponentDialog } from '../widgets/ComponentDialog';
import { LocalizedInput } from '../widgets/LocalizedInput';
import { NamingInputs } from '../widgets/NamingInputs';
import { useNaming } from '../widgets/useNaming';

const types: GranteeType[] = ['role', 'role_and_below', 'team', 'user', 'everyone'];

/** Which records, by owner and by what they hold, are opened to whom and how far. */
export const SharingRuleDialog = ({
  object,
  rule,
  others,
  onClose,
}: {
  object: string;
  rule: SharingRuleDocument | undefined;
  others: SharingRuleDocument[];
  onClose: () => void;
}) => {
  const { t } = useI18n();
  const naming = useNaming(
    rule && { label: rule.label ?? localName(rule.name), name: localName(rule.name) },
    others.map((other) => localName(other.name)),
  );
  const [draft, setDraft] = useState<SharingRuleDocument>(
    rule ?? { kind: 'sharing_rule', name: '', shared_with: [] },
  );
  const set = (change: Partial<SharingRuleDocument>) => setDraft({ ...draft, ...change });
  const owners = draft.owned_by ?? [];
  const criteria = draft.criteria ?? '';
  return (
    <ComponentDialog
      title={t(rule ? 'sharingRule.edit' : 'sharingRule.new')}
      size="wide"
      isNew={rule === undefined}
      ready={
        naming.ready &&
        draft.shared_with.length > 0 &&
        (owners.length > 0 || criteria.trim() !== '')
      }
      shown={['name', 'label', 'owned_by', 'criteria', 'shared_with', 'access', 'description']}
      components={() => [
        withoutBlanks<SharingRuleDocument>({
          ...draft,
          criteria: criteria.trim(),
          name: `${object}.${naming.name}`,
          label: naming.label,
        }),
      ]}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <NamingInputs naming={naming} errors={errors} />
          <Field
            label={t('sharingRule.ownedBy')}
            hint={t('sharingRule.ownedByHint')}
            errors={errors['owned_by']}
            group
          >
            {(control) => (
              <GranteesInput
                control={control}
                label={t('sharingRule.ownedBy')}
                types={types}
                value={owners}
                onChange={(owned_by) => set({ owned_by })}
              />
            )}
          </Field>
          <FormulaEditor
            label={t('sharingRule.criteria')}
            hint={t('sharingRule.criteriaHint')}
            placeholder="amount > 100000"
            value={criteria}
            errors={errors['criteria']}
            onChange={(value) => set({ criteria: value })}
            setting={{ object, returns: 'boolean', blanks: 'null' }}
          />
          <Field
            label={t('sharingRule.with')}
            hint={t('sharingRule.withHint')}
            errors={errors['shared_with']}
            required
            group
          >
            {(control) => (
              <GranteesInput
                control={control}
                label={t('sharingRule.with')}
                types={types}
                value={draft.shared_with}
                onChange={(shared_with) => set({ shared_with })}
              />
            )}
          </Field>
          <Field label={t('sharingRule.access')} errors={errors['access']}>
            {(control) => (
              <Select
                {...control}
                value={draft.access ?? 'read'}
                onChange={(event) => set({ access: event.target.value as 'read' | 'edit' })}
              >
                <option value="read">{t('access.read')}</option>
                <option value="edit">{t('access.edit')}</option>
              </Select>
            )}
          </Field>
          <LocalizedInput
            label={t('builder.description')}
            hint={t('fieldDef.descriptionHint')}
            multiline
            value={draft.description}
            errors={errors['description']}
            onChange={(description) => set({ description })}
          />
          <CheckRow
            label={t('builder.active')}
            hint={t('sharingRule.activeHint')}
            checked={draft.active !== false}
            onChange={(active) => set({ active })}
          />
        </>
      )}
    </ComponentDialog>
  );
};
