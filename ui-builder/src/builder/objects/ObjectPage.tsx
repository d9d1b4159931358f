import { ArrowLeft, ExternalLink, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Outlet, useNavigate, useOutletContext, useParams } from 'react-router';
import { Problem } from '@/api';
import { useI18n } from '@/i18n';
import { Button, ButtonLink, IconButton, Loading, Menu, ObjectIcon, Page, Tabs } from '@/ui';
import { DeleteDialog } from '../change/DeleteDialog';
import { useComponents } from '../model/components';
import type { ObjectDocument } from '../model/documents';
import { textIn } from '../model/localized';
import { ObjectDialog } from './ObjectDialog';
import styles from './ObjectPage.module.css';

/** One object in Setup; its fields, layouts and so on are pages inside. */
export const ObjectPage = () => {
  const { t, language } = useI18n();
  const navigate = useNavigate();
  const { object: name = '' } = useParams();
  const object = useComponents('object').find((candidate) => candidate.name === name);
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  if (!object) throw new Problem(404, 'not_found', t('error.notFound'), undefined);
  const label = textIn(object.label, language);
  const base = `/setup/objects/${name}`;
  return (
    <Page
      title={label}
      before={
        <>
          <ButtonLink
            variant="ghost"
            icon={ArrowLeft}
            to="/setup/objects"
            aria-label={t('setup.objects')}
          />
          <ObjectIcon icon={object.icon} color={object.color} size={18} />
        </>
      }
      note={<span className={styles['name']}>{name}</span>}
      actions={
        <>
          <ButtonLink variant="ghost" icon={ExternalLink} to={`/o/${name}`}>
            {t('object.open')}
          </ButtonLink>
          <Button icon={Pencil} onClick={() => setDialog('edit')}>
            {t('common.edit')}
          </Button>
          <Menu
            label={t('common.more')}
            items={[
              {
                label: t('common.delete'),
                icon: Trash2,
                danger: true,
                onSelect: () => setDialog('delete'),
              },
            ]}
            trigger={(props) => (
              <IconButton {...props} icon={MoreHorizontal} label={t('common.more')} />
            )}
          />
        </>
      }
    >
      <div className={styles['frame']}>
        <Tabs
          label={label}
          tabs={[
            { to: base, label: t('object.fields'), end: true },
            { to: `${base}/layouts`, label: t('object.layouts') },
            { to: `${base}/record-types`, label: t('object.recordTypes') },
            { to: `${base}/validation-rules`, label: t('object.validationRules') },
            { to: `${base}/sharing`, label: t('object.sharing') },
            { to: `${base}/list-views`, label: t('object.listViews') },
            { to: `${base}/duplicate-rules`, label: t('object.duplicateRules') },
          ]}
        />
        <div className={styles['content']}>
          <Suspense fallback={<Loading />}>
            <Outlet context={object} />
          </Suspense>
        </div>
      </div>
      {dialog === 'edit' && <ObjectDialog object={object} onClose={() => setDialog(undefined)} />}
      {dialog === 'delete' && (
        <DeleteDialog
          component={{ kind: 'object', name }}
          label={label}
          onClose={() => setDialog(undefined)}
          onDeleted={() => void navigate('/setup/objects')}
        >
          {t('object.deleteText')}
        </DeleteDialog>
      )}
    </Page>
  );
};

/** The object whose page surrounds this one. */
export const useObjectDocument = (): ObjectDocument => useOutletContext<ObjectDocument>();
