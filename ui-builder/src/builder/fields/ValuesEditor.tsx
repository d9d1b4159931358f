import { ArrowDownAZ, Eye, EyeOff, GitBranch, ListPlus, Plus, Star, X } from 'lucide-react';
import { useState } from 'react';
import { useI18n } from '@/i18n';
import { Button, classes, Field, IconButton, Menu, SortableList, TextArea, TextInput } from '@/ui';
import { choiceOf, type Choice } from '../model/documents';
import { textIn, withText } from '../model/localized';
import { ColorButton } from '../widgets/ColorPicker';
import styles from './ValuesEditor.module.css';

/** The values of a picklist: what is stored, what is shown, in which order and colour. */
export const ValuesEditor = ({
  values,
  onChange,
  oneDefault,
  controllingValues = [],
  errors,
}: {
  values: readonly (string | Choice)[];
  onChange: (values: Choice[]) => void;
  /** A picklist has one default at most, a multi-picklist several. */
  oneDefault: boolean;
  /** The values of the field that decides, when there is one. */
  controllingValues?: Choice[];
  errors?: readonly string[] | undefined;
}) => {
  const { t, language } = useI18n();
  const [pasting, setPasting] = useState<string>();
  const choices = values.map(choiceOf);

  const change = (index: number, next: Choice) =>
    onChange(choices.map((choice, at) => (at === index ? next : choice)));
  const makeDefault = (index: number) => {
    const on = !choices[index]?.default;
    onChange(
      choices.map((choice, at) => {
        if (at === index) return { ...choice, default: on };
        return oneDefault ? { ...choice, default: false } : choice;
      }),
    );
  };
  const addPasted = () => {
    const known = new Set(choices.map((choice) => choice.value));
    const lines = (pasting ?? '').split(/\r?\n/).map((line) => line.trim());
    const fresh = [...new Set(lines)].filter((line) => line !== '' && !known.has(line));
    onChange([...choices, ...fresh.map((value) => ({ value }))]);
    setPasting(undefined);
  };
  return (
    <Field label={t('fieldDef.values')} hint={t('fieldDef.valuesHint')} errors={errors} group>
      {() => (
        <>
          <div className={styles['scroll']}>
            <SortableList
              label={t('fieldDef.values')}
              items={choices}
              keyOf={(_, index) => String(index)}
              nameOf={(choice) => choice.value}
              onChange={onChange}
            >
              {(choice, index) => (
                <div className={classes(styles['row'], choice.active === false && styles['off'])}>
                  <ColorButton
                    label={t('fieldDef.colorOf', { value: choice.value })}
                    value={choice.color}
                    onChange={(color) => change(index, { ...choice, color })}
                  />
                  <span className={styles['value']}>
                    <TextInput
                      aria-label={t('fieldDef.value', { number: index + 1 })}
                      placeholder={t('fieldDef.storedValue')}
                      required
                      maxLength={255}
                      autoFocus={choice.value === '' && index === choices.length - 1}
                      value={choice.value}
                      onChange={(event) =>
                        change(index, { ...choice, value: event.target.value.replaceAll(';', '') })
                      }
                    />
                  </span>
                  <span className={styles['label']}>
                    <TextInput
                      aria-label={t('fieldDef.valueLabel', { value: choice.value })}
                      placeholder={choice.value || t('builder.label')}
                      lang={language}
                      maxLength={255}
                      value={choice.label === undefined ? '' : textIn(choice.label, language)}
                      onChange={(event) =>
                        change(index, {
                          ...choice,
                          label: withText(choice.label, language, event.target.value),
                        })
                      }
                    />
                  </span>
                  {controllingValues.length > 0 && (
                    <WhenMenu
                      choice={choice}
                      controllingValues={controllingValues}
                      onChange={(when) => change(index, { ...choice, when })}
                    />
                  )}
                  <IconButton
                    size="small"
                    icon={Star}
                    label={t('fieldDef.defaultValue', { value: choice.value })}
                    aria-pressed={choice.default === true}
                    onClick={() => makeDefault(index)}
                  />
                  <IconButton
                    size="small"
                    icon={choice.active === false ? EyeOff : Eye}
                    label={t('fieldDef.activeValue', { value: choice.value })}
                    aria-pressed={choice.active !== false}
                    onClick={() => change(index, { ...choice, active: choice.active === false })}
                  />
                  <IconButton
                    size="small"
                    icon={X}
                    label={t('builder.removeNamed', { name: choice.value })}
                    onClick={() => onChange(choices.filter((_, at) => at !== index))}
                  />
                </div>
              )}
            </SortableList>
          </div>
          {pasting !== undefined && (
            <TextArea
              aria-label={t('fieldDef.pasteHint')}
              placeholder={t('fieldDef.pasteHint')}
              autoFocus
              rows={5}
              value={pasting}
              onChange={(event) => setPasting(event.target.value)}
            />
          )}
          <div className={styles['tools']}>
            {pasting === undefined ? (
              <>
                <Button
                  size="small"
                  icon={Plus}
                  onClick={() => onChange([...choices, { value: '' }])}
                >
                  {t('fieldDef.addValue')}
                </Button>
                <Button size="small" variant="ghost" icon={ListPlus} onClick={() => setPasting('')}>
                  {t('fieldDef.addSeveral')}
                </Button>
                <Button
                  size="small"
                  variant="ghost"
                  icon={ArrowDownAZ}
                  disabled={choices.length < 2}
                  onClick={() =>
                    onChange(
                      [...choices].sort((a, b) =>
                        textIn(a.label ?? a.value, language).localeCompare(
                          textIn(b.label ?? b.value, language),
                          language,
                        ),
                      ),
                    )
                  }
                >
                  {t('fieldDef.sortValues')}
                </Button>
              </>
            ) : (
              <>
                <Button size="small" variant="primary" onClick={addPasted}>
                  {t('common.add')}
                </Button>
                <Button size="small" onClick={() => setPasting(undefined)}>
                  {t('common.cancel')}
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </Field>
  );
};

/** Under which values of the controlling field this one is offered. */
const WhenMenu = ({
  choice,
  controllingValues,
  onChange,
}: {
  choice: Choice;
  controllingValues: Choice[];
  onChange: (when: string[]) => void;
}) => {
  const { t, language } = useI18n();
  const when = choice.when ?? [];
  return (
    <Menu
      label={t('fieldDef.when', { value: choice.value })}
      items={controllingValues.map(({ value, label }) => ({
        label: textIn(label ?? value, language),
        checked: when.includes(value),
        onSelect: () =>
          onChange(
            when.includes(value) ? when.filter((other) => other !== value) : [...when, value],
          ),
      }))}
      trigger={(props) => (
        <Button
          {...props}
          size="small"
          variant="ghost"
          icon={GitBranch}
          aria-label={t('fieldDef.when', { value: choice.value })}
        >
          {when.length === 0 ? t('fieldDef.whenAny') : when.length}
        </Button>
      )}
    />
  );
};
