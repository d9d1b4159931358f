import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useI18n } from '@/i18n';
import { Button, Field, IconButton, Menu, ObjectIcon, Select, SortableList } from '@/ui';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import {
  localName,
  objectOf,
  withoutBlanks,
  type AppDocument,
  type TabDocument,
} from '../model/documents';
import { textIn } from '../model/localized';
import { Swatches } from '../widgets/ColorPicker';
import { ComponentDialog } from '../widgets/ComponentDialog';
import { IconPicker } from '../widgets/IconPicker';
import { NamingInputs } from '../widgets/NamingInputs';
import { useNaming } from '../widgets/useNaming';

type Tab = Exclude<TabDocument, string>;

export const tabOf = (tab: TabDocument): Tab => (typeof tab === 'string' ? { object: tab } : tab);

/** A tab that says no more than its object is written as the object's name. */
const written = (tab: Tab): TabDocument =>
  tab.list_view === undefined && tab.label === undefined ? tab.object : tab;

/** A named set of tabs, in order. */
export const AppDialog = ({
  app,
  others,
  onClose,
}: {
  app: AppDocument | undefined;
  others: AppDocument[];
  onClose: () => void;
}) => {
  const { t, language } = useI18n();
  const naming = useNaming(
    app && { label: app.label, name: app.name },
    others.map((other) => other.name),
  );
  const objects = useComponents('object');
  const views = useComponents('list_view');
  const [icon, setIcon] = useState(app?.icon ?? 'briefcase');
  const [color, setColor] = useState(app?.color);
  const [tabs, setTabs] = useState<Tab[]>(
    app?.tabs?.map(tabOf) ?? objects.map((object) => ({ object: object.name })),
  );
  const objectLabel = (name: string) => {
    const object = objects.find((candidate) => candidate.name === name);
    return textIn(object?.plural_label ?? object?.label, language) || name;
  };
  return (
    <ComponentDialog
      title={t(app ? 'app.edit' : 'app.new')}
      isNew={app === undefined}
      ready={naming.ready}
      shown={['name', 'label', 'tabs']}
      components={() => [
        withoutBlanks<AppDocument>({
          ...app,
          kind: 'app',
          name: naming.name,
          label: naming.label ?? '',
          icon,
          color,
          tabs: tabs.map(written),
        }),
      ]}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <NamingInputs naming={naming} errors={errors} />
          <Field label={t('app.tabs')} errors={errors['tabs']} group>
            {() => (
              <>
                <SortableList
                  label={t('app.tabs')}
                  items={tabs}
                  keyOf={(tab, index) => `${tab.object} ${tab.list_view ?? ''} ${index}`}
                  nameOf={(tab) => objectLabel(tab.object)}
                  onChange={setTabs}
                >
                  {(tab, index) => (
                    <div className={styles['inline']}>
                      <span className={styles['name']}>
                        <ObjectIcon
                          icon={objects.find((object) => object.name === tab.object)?.icon}
                        />
                        {objectLabel(tab.object)}
                      </span>
                      <Select
                        aria-label={t('app.viewOf', { name: objectLabel(tab.object) })}
                        value={tab.list_view ?? ''}
                        onChange={(event) =>
                          setTabs(
                            tabs.map((other, at) =>
                              at === index
                                ? { ...tab, list_view: event.target.value || undefined }
                                : other,
                            ),
                          )
                        }
                      >
                        <option value="">{t('app.usualView')}</option>
                        {views
                          .filter((view) => objectOf(view.name) === tab.object)
                          .map((view) => (
                            <option key={view.name} value={localName(view.name)}>
                              {textIn(view.label, language)}
                            </option>
                          ))}
                      </Select>
                      <IconButton
                        icon={X}
                        label={t('builder.removeNamed', { name: objectLabel(tab.object) })}
                        onClick={() => setTabs(tabs.filter((_, at) => at !== index))}
                      />
                    </div>
                  )}
                </SortableList>
                <div>
                  <Menu
                    label={t('app.addTab')}
                    placement="bottom-start"
                    items={objects.map((object) => ({
                      label: objectLabel(object.name),
                      onSelect: () => setTabs([...tabs, { object: object.name }]),
                    }))}
                    trigger={(props) => (
                      <Button {...props} size="small" icon={Plus} disabled={objects.length === 0}>
                        {t('app.addTab')}
                      </Button>
                    )}
                  />
                </div>
              </>
            )}
          </Field>
          <Field label={t('builder.icon')} group>
            {() => <IconPicker value={icon} color={color} onChange={setIcon} />}
          </Field>
          <Field label={t('builder.color')} group>
            {() => <Swatches value={color} onChange={setColor} />}
          </Field>
        </>
      )}
    </ComponentDialog>
  );
};
