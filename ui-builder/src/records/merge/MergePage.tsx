import { useSuspenseQueries } from '@tanstack/react-query';
import { Merge } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { ObjectDescription, RecordData } from '@/api';
import { useT } from '@/i18n';
import { useObject } from '@/metadata';
import { Button, ButtonLink, Callout, EmptyState, LabelledCheckbox, ObjectIcon, Page } from '@/ui';
import { recordName } from '../recordName';
import { recordQuery } from '../useRecord';
import { mergeLines, MOST_MERGED, startingChoices, takenFields, type Choices } from './choices';
import styles from './Merge.module.css';
import { MergeConfirmation } from './MergeConfirmation';
import { MergeTable } from './MergeTable';
import { useMerge } from './useMerge';

/** Two or three records side by side: which one stays, and whose value of each field. */
export const MergePage = () => {
  const { object: name = '' } = useParams();
  const [parameters] = useSearchParams();
  const t = useT();
  const object = useObject(name);
  const ids = [...new Set((parameters.get('ids') ?? '').split(',').filter(Boolean))];
  if (ids.length < 2 || ids.length > MOST_MERGED) {
    return (
      <Page title={t('merge.title', { objects: object.plural_label })}>
        <EmptyState
          icon={Merge}
          title={t('merge.howTitle', { most: MOST_MERGED })}
          actions={
            <ButtonLink variant="primary" to={`/o/${object.name}`}>
              {t('merge.toList', { objects: object.plural_label })}
            </ButtonLink>
          }
        >
          {t('merge.howText')}
        </EmptyState>
      </Page>
    );
  }
  return <SideBySide key={ids.join()} object={object} ids={ids} />;
};

const SideBySide = ({ object, ids }: { object: ObjectDescription; ids: string[] }) => {
  const t = useT();
  const navigate = useNavigate();
  const records = useSuspenseQueries({
    queries: ids.map((id) => recordQuery(object, id)),
    combine: (results) => results.map((result): RecordData => result.data.record),
  });
  const [winner, setWinner] = useState(ids[0] ?? '');
  const [decided, setDecided] = useState<Choices>({});
  const [showAll, setShowAll] = useState(false);
  const [asking, setAsking] = useState(false);
  const { merge, errors } = useMerge(object);

  const lines = mergeLines(object, records);
  const choices = { ...startingChoices(lines, records, winner), ...decided };
  const shown = showAll ? lines : lines.filter((line) => line.differs);
  const nameOf = (id: string) => {
    const record = records.find((one) => one.id === id);
    return (record && recordName(object, record)) ?? t('list.unnamed');
  };
  const losers = ids.filter((id) => id !== winner);
  return (
    <Page
      title={t('merge.title', { objects: object.plural_label })}
      before={<ObjectIcon icon={object.icon} color={object.color} size={18} />}
      actions={
        <>
          <Button onClick={() => void navigate(-1)}>{t('common.cancel')}</Button>
          <Button variant="primary" icon={Merge} onClick={() => setAsking(true)}>
            {t('merge.submit')}
          </Button>
        </>
      }
    >
      <div className={styles['page']}>
        <p className={styles['intro']}>{t('merge.intro')}</p>
        {errors.length > 0 && (
          <Callout tone="danger">
            {errors.map((error) => (
              <div key={error}>{error}</div>
            ))}
          </Callout>
        )}
        <MergeTable
          object={object}
          records={records}
          lines={shown}
          winner={winner}
          choices={choices}
          onWinner={(id) => {
            setWinner(id);
            setDecided({});
          }}
          onChoice={(field, id) => setDecided({ ...decided, [field]: id })}
        />
        {shown.length === 0 && <p className={styles['intro']}>{t('merge.allSame')}</p>}
        <LabelledCheckbox checked={showAll} onChange={setShowAll}>
          {t('merge.showAll')}
        </LabelledCheckbox>
      </div>
      {asking && (
        <MergeConfirmation
          winner={nameOf(winner)}
          losers={losers.map(nameOf)}
          busy={merge.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            merge.mutate(
              { winner, losers, fields: takenFields(lines, choices, winner) },
              { onSettled: () => setAsking(false) },
            )
          }
        />
      )}
    </Page>
  );
};
