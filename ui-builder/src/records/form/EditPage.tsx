import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useT } from '@/i18n';
import { useObject } from '@/metadata';
import { Callout, Loading, Page, PageColumn } from '@/ui';
import { useSavedToast } from '../merge/useSavedToast';
import { recordName, recordPath } from '../recordName';
import { usePrefetchRights, useReached } from '../sharing/useReached';
import { useRecord } from '../useRecord';
import { RecordForm } from './RecordForm';

export const EditPage = () => {
  const { object: objectName = '', id = '' } = useParams();
  const t = useT();
  const navigate = useNavigate();
  const described = useObject(objectName);
  usePrefetchRights(described, id);
  const savedToast = useSavedToast(described);
  // A later reload of the record must not change the version that this person began with.
  const current = useRecord(described, id);
  const { object, isKnown } = useReached(described, id);
  const [original, setOriginal] = useState(current);
  const back = () => navigate(recordPath(object.name, id), { replace: true });
  return (
    <Page
      title={t('record.editTitle', { name: recordName(object, original.record) ?? object.label })}
    >
      {!isKnown && <Loading />}
      {isKnown && !object.actions.edit && (
        <PageColumn>
          <Callout tone="warning">{t('record.notEditable')}</Callout>
        </PageColumn>
      )}
      {isKnown && object.actions.edit && (
        <RecordForm
          key={original.etag}
          object={object}
          original={original}
          current={current}
          given={{}}
          onCancel={() => void back()}
          onReload={() => setOriginal(current)}
          onSaved={(saved) => {
            savedToast(saved, t('record.saved'));
            void back();
          }}
        />
      )}
    </Page>
  );
};
