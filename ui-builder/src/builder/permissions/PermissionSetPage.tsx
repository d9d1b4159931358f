import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Problem, useProblemText } from '@/api';
import { useI18n } from '@/i18n';
import { Button, ButtonLink, Callout, Field, LabelledCheckbox, Page } from '@/ui';
import { useChangeSet } from '../change/useChangeSet';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import { withoutBlanks, type PermissionSetDocument } from '../model/documents';
import { textIn } from '../model/localized';
import { LocalizedInput } from '../widgets/LocalizedInput';
import { FieldGrants } from './FieldGrants';
import { ObjectGrants } from './ObjectGrants';
import { systemGrants } from './grants';

export const PermissionSetPage = () => {
  const { t } = useI18n();
  const { set: name = '' } = useParams();
  const set = useComponents('permission_set').find((candidate) => candidate.name === name);
  if (!set) throw new Problem(404, 'not_found', t('error.notFound'), undefined);
  return <PermissionSetEditor key={set.name} set={set} />;
};

/** Objects, fields, system permissions and apps of one set. */
const PermissionSetEditor = ({ set }: { set: PermissionSetDocument }) => {
  const { t, language } = useI18n();
  const problemText = useProblemText();
  const apps = useComponents('app');
  const [draft, setDraft] = useState(set);
  const [saved, setSaved] = useState(set);
  const saving = useChangeSet({ onSaved: () => setSaved(draft) });
  const change = (part: Partial<PermissionSetDocument>) => setDraft({ ...draft, ...part });
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  const toggled = (list: string[] | undefined, name: string, on: boolean) =>
    on ? [...(list ?? []), name] : (list ?? []).filter((other) => other !== name);
  return (
    <Page
      title={textIn(draft.label, language)}
      before={
        <ButtonLink
          variant="ghost"
          icon={ArrowLeft}
          to="/setup/permission-sets"
          aria-label={t('setup.permissionSets')}
        />
      }
      note={isDirty ? t('builder.unsaved') : undefined}
      actions={
        <>
          <Button disabled={!isDirty} onClick={() => setDraft(saved)}>
            {t('builder.discard')}
          </Button>
          <Button
            variant="primary"
            disabled={!isDirty}
            busy={saving.busy}
            onClick={() => saving.save({ components: [withoutBlanks(draft)] })}
          >
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div className={`${styles['page']} ${styles['form']}`}>
        {saving.problem !== null && <Callout tone="danger">{problemText(saving.problem)}</Callout>}
        <div className={styles['pair']}>
          <LocalizedInput
            label={t('builder.label')}
            required
            value={draft.label}
            onChange={(label) => change({ label: label ?? '' })}
          />
          <LocalizedInput
            label={t('builder.description')}
            value={draft.description}
            onChange={(description) => change({ description })}
          />
        </div>
        <section className={styles['stack']}>
          <h2>{t('setup.objects')}</h2>
          <ObjectGrants grants={draft.objects ?? {}} onChange={(objects) => change({ objects })} />
        </section>
        <section className={styles['stack']}>
          <h2>{t('object.fields')}</h2>
          <FieldGrants grants={draft.fields ?? {}} onChange={(fields) => change({ fields })} />
        </section>
        <Field label={t('permission.system')} group>
          {() => (
            <div className={styles['checks']}>
              {systemGrants.map((grant) => (
                <LabelledCheckbox
                  key={grant}
                  checked={draft.system?.includes(grant) ?? false}
                  onChange={(on) => change({ system: toggled(draft.system, grant, on) })}
                >
                  {t(`permission.system.${grant}`)}
                </LabelledCheckbox>
              ))}
            </div>
          )}
        </Field>
        <Field label={t('setup.apps')} group>
          {() => (
            <div className={styles['checks']}>
              <LabelledCheckbox
                checked={draft.apps?.includes('*') ?? false}
                onChange={(on) => change({ apps: toggled(draft.apps, '*', on) })}
              >
                {t('permission.allApps')}
              </LabelledCheckbox>
              {apps.map((app) => (
                <LabelledCheckbox
                  key={app.name}
                  checked={draft.apps?.includes(app.name) ?? false}
                  onChange={(on) => change({ apps: toggled(draft.apps, app.name, on) })}
                >
                  {textIn(app.label, language)}
                </LabelledCheckbox>
              ))}
            </div>
          )}
        </Field>
      </div>
      {saving.question}
    </Page>
  );
};
