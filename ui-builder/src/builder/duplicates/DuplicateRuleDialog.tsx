import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useI18n } from '@/i18n';
import { Button, Field, IconButton, Select } from '@/ui';
import styles from '../form.module.css';
import { useComponentsOf } from '../model/components';
import {
  localName,
  withoutBlanks,
  type DuplicateRuleDocument,
  type MatchMethod,
} from '../model/documents';
import { fieldTypes } from '../model/fieldTypes';
import { textIn } from '../model/localized';
import { CheckRow } from '../widgets/CheckRow';
import { ComponentDialog } from '../widgets/ComponentDialog';
import { LocalizedInput } from '../widgets/LocalizedInput';
import { NamingInputs } from '../widgets/NamingInputs';
import { useNaming } from '../widgets/useNaming';

type Match = { field: string; method: MatchMethod };

const methods: MatchMethod[] = ['equal', 'fuzzy', 'pinyin', 'phone'];
const MOST_MATCHES = 5;

export const matchOf = (match: DuplicateRuleDocument['match'][number]): Match =>
  typeof match === 'string'
    ? { field: match, method: 'equal' }
    : { field: match.field, method: match.method ?? 'equal' };

/** Which fields must agree, how exactly, and what happens then. */
export const DuplicateRuleDialog = ({
  object,
  rule,
  others,
  onClose,
}: {
  object: string;
  rule: DuplicateRuleDocument | undefined;
  others: DuplicateRuleDocument[];
  onClose: () => void;
}) => {
  const { t, language } = useI18n();
  const naming = useNaming(
    rule && { label: rule.label, name: localName(rule.name) },
    others.map((other) => localName(other.name)),
  );
  const [active, setActive] = useState(rule?.active ?? true);
  const [mode, setMode] = useState(rule?.mode ?? 'warning');
  const [message, setMessage] = useState(rule?.message);
  const [matches, setMatches] = useState<Match[]>(
    rule?.match.map(matchOf) ?? [{ field: 'name', method: 'fuzzy' }],
  );
  const written = useComponentsOf('field', object);
  const fields = [
    { name: 'name', label: t('common.name') },
    ...written
      .filter((field) => localName(field.name) !== 'name' && !fieldTypes[field.type].computed)
      .map((field) => ({ name: localName(field.name), label: textIn(field.label, language) })),
  ];
  const change = (index: number, next: Partial<Match>) =>
    setMatches(matches.map((match, at) => (at === index ? { ...match, ...next } : match)));
  return (
    <ComponentDialog
      title={t(rule ? 'duplicate.edit' : 'duplicate.new')}
      isNew={rule === undefined}
      ready={naming.ready && matches.length > 0}
      shown={['name', 'label', 'match', 'message']}
      components={() => [
        withoutBlanks<DuplicateRuleDocument>({
          ...rule,
          kind: 'duplicate_rule',
          name: `${object}.${naming.name}`,
          label: naming.label,
          active,
          mode,
          match: matches,
          message,
        }),
      ]}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <NamingInputs naming={naming} errors={errors} />
          <Field
            label={t('duplicate.match')}
            hint={t('duplicate.matchHint')}
            errors={errors['match']}
            group
          >
            {() => (
              <div className={styles['stack']}>
                {matches.map((match, index) => (
                  <div key={index} className={styles['inline']}>
                    <Select
                      aria-label={t('duplicate.field', { number: index + 1 })}
                      value={match.field}
                      onChange={(event) => change(index, { field: event.target.value })}
                    >
                      {fields.map((field) => (
                        <option key={field.name} value={field.name}>
                          {field.label}
                        </option>
                      ))}
                    </Select>
                    <Select
                      aria-label={t('duplicate.method', { number: index + 1 })}
                      value={match.method}
                      onChange={(event) =>
                        change(index, { method: event.target.value as MatchMethod })
                      }
                    >
                      {methods.map((method) => (
                        <option key={method} value={method}>
                          {t(`duplicate.method.${method}`)}
                        </option>
                      ))}
                    </Select>
                    <IconButton
                      icon={X}
                      label={t('builder.removeNamed', { name: match.field })}
                      disabled={matches.length === 1}
                      onClick={() => setMatches(matches.filter((_, at) => at !== index))}
                    />
                  </div>
                ))}
                <div>
                  <Button
                    size="small"
                    icon={Plus}
                    disabled={matches.length >= MOST_MATCHES}
                    onClick={() => setMatches([...matches, { field: 'name', method: 'equal' }])}
                  >
                    {t('duplicate.addField')}
                  </Button>
                </div>
              </div>
            )}
          </Field>
          <Field label={t('duplicate.mode')} hint={t('duplicate.modeHint')}>
            {(control) => (
              <Select
                {...control}
                value={mode}
                onChange={(event) => setMode(event.target.value as 'strict' | 'warning')}
              >
                <option value="warning">{t('duplicate.warning')}</option>
                <option value="strict">{t('duplicate.strict')}</option>
              </Select>
            )}
          </Field>
          <LocalizedInput
            label={t('duplicate.message')}
            value={message}
            errors={errors['message']}
            onChange={setMessage}
          />
          <CheckRow label={t('builder.active')} checked={active} onChange={setActive} />
        </>
      )}
    </ComponentDialog>
  );
};
