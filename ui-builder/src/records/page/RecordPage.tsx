import { useQueryClient } from '@tanstack/react-query';
import { ChevronRight, Ellipsis } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { valueType, type ObjectDescription } from '@/api';
import { FieldDisplay, isBlank } from '@/fields';
import { useT } from '@/i18n';
import { useObject } from '@/metadata';
import {
  Button,
  ButtonLink,
  Callout,
  classes,
  Dialog,
  IconButton,
  isEnabled,
  Loading,
  Menu,
  menuItem,
  ObjectIcon,
  Page,
  TabList,
  useActions,
  useMedia,
} from '@/ui';
import { placedLayout } from '../layout';
import { DuplicatesDialog, type Found } from '../merge/DuplicatesDialog';
import { canMerge, useSavedToast } from '../merge/useSavedToast';
import { recordName, recordPath } from '../recordName';
import { ExplanationDialog } from '../sharing/ExplanationDialog';
import { ShareDialog } from '../sharing/ShareDialog';
import { usePrefetchRights, useReached } from '../sharing/useReached';
import { recordQuery, useRecord } from '../useRecord';
import { DetailSections } from './DetailSections';
import { History } from './History';
import styles from './RecordPage.module.css';
import { RelatedLists } from './RelatedLists';
import { Timeline } from './Timeline';
import { useRecordActions } from './useRecordActions';

type Tab = 'details' | 'related' | 'timeline' | 'history';

export const RecordPage = () => {
  const { object: objectName = '', id = '' } = useParams();
  const object = useObject(objectName);
  return <OneRecord key={`${objectName} ${id}`} object={object} id={id} />;
};

const OneRecord = ({ object: described, id }: { object: ObjectDescription; id: string }) => {
  const t = useT();
  const client = useQueryClient();
  const savedToast = useSavedToast(described);
  usePrefetchRights(described, id);
  const { record, isGone } = useRecord(described, id);
  const { object, canShare } = useReached(described, id);
  const isWide = useMedia('(min-width: 1080px)');
  const [chosen, setTab] = useState<Tab>();
  const [dialog, setDialog] = useState<'delete' | 'share' | 'explain'>();
  const [duplicates, setDuplicates] = useState<Found[]>([]);
  const name = recordName(object, record) ?? t('list.unnamed');
  const { highlights } = placedLayout(object, record['record_type']);

  const closeDialog = () => setDialog(undefined);
  const { actions, remove } = useRecordActions({
    object,
    record,
    name,
    canShare,
    onAsk: setDialog,
    onDuplicates: setDuplicates,
  });
  useActions(actions);

  const tabs: { value: Tab; label: string }[] = [
    ...(isWide ? [] : [{ value: 'details' as const, label: t('record.details') }]),
    { value: 'related', label: t('record.related') },
    { value: 'timeline', label: t('record.timeline') },
    { value: 'history', label: t('record.history') },
  ];
  const tab = tabs.find(({ value }) => value === chosen)?.value ?? tabs[0]?.value ?? 'related';
  const details = (
    <DetailSections
      object={object}
      record={record}
      onSaved={(saved) => {
        savedToast(saved);
        void client.invalidateQueries({ queryKey: recordQuery(described, id).queryKey });
        void client.invalidateQueries({ queryKey: ['records'] });
      }}
    />
  );
  return (
    <Page
      title={name}
      before={
        <>
          <Link
            to={`/o/${object.name}`}
            title={object.plural_label}
            aria-label={object.plural_label}
          >
            <ObjectIcon icon={object.icon} color={object.color} size={18} />
          </Link>
          <ChevronRight size={13} aria-hidden />
        </>
      }
      actions={
        <>
          {object.actions.edit && (
            <ButtonLink to={`${recordPath(object.name, id)}/edit`}>{t('common.edit')}</ButtonLink>
          )}
          <Menu
            label={t('common.more')}
            items={actions
              .filter((action) => action.name !== 'record.edit' && isEnabled(action))
              .map(menuItem)}
            trigger={(props) => (
              <IconButton {...props} icon={Ellipsis} label={t('common.more')} variant="secondary" />
            )}
          />
        </>
      }
    >
      <div className={styles['body']}>
        <div>
          {isGone && (
            <div className={styles['gone']}>
              <Callout tone="warning">{t('live.gone')}</Callout>
            </div>
          )}
          {highlights.length > 0 && (
            <dl className={styles['highlights']}>
              {highlights.map((field) => (
                <div key={field.name} className={styles['highlight']}>
                  <dt>{field.label}</dt>
                  <dd>
                    {isBlank(record[field.name]) && valueType(field) !== 'boolean' ? (
                      <span className={styles['empty']}>{t('record.emptyValue')}</span>
                    ) : (
                      <FieldDisplay field={field} value={record[field.name]} />
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </div>
        <div className={classes(styles['panes'], isWide && styles['split'])}>
          {isWide && <div className={styles['pane']}>{details}</div>}
          <div className={classes(styles['pane'], isWide && styles['side'])}>
            <div className={styles['tabs']}>
              <TabList label={name} tabs={tabs} value={tab} onChange={setTab} />
            </div>
            <Suspense fallback={<Loading />}>
              {tab === 'details' && details}
              {tab === 'related' && (
                <RelatedLists object={object} id={id} recordType={record['record_type']} />
              )}
              {tab === 'timeline' && <Timeline object={object} id={id} />}
              {tab === 'history' && <History object={object} id={id} />}
            </Suspense>
          </div>
        </div>
      </div>
      {dialog === 'delete' && (
        <Dialog
          title={t('record.deleteTitle', { name })}
          size="narrow"
          onClose={closeDialog}
          footer={
            <>
              <Button onClick={closeDialog}>{t('common.cancel')}</Button>
              <Button
                variant="danger"
                autoFocus
                busy={remove.isPending}
                onClick={() => remove.mutate(undefined, { onSettled: closeDialog })}
              >
                {t('common.delete')}
              </Button>
            </>
          }
        >
          {t('record.deleteText')}
        </Dialog>
      )}
      {dialog === 'share' && (
        <ShareDialog object={object} id={id} name={name} onClose={closeDialog} />
      )}
      {dialog === 'explain' && (
        <ExplanationDialog object={object} id={id} name={name} onClose={closeDialog} />
      )}
      {duplicates.length > 0 && (
        <DuplicatesDialog
          object={object.name}
          id={id}
          found={duplicates}
          canMerge={canMerge(object)}
          onClose={() => setDuplicates([])}
        />
      )}
    </Page>
  );
};
