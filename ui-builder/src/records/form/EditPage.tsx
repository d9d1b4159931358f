import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useT } from '@/i18n';
import { useObject } from '@/metadata';
import { Page, useToast } from '@/ui';
import { recordName, recordPath } from '../recordName';
import { useRecord } from '../useRecord';
import { RecordForm } from './RecordForm';

export const EditPage = () => {
  const { object: objectName = '', id = '' } = useParams();
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const object = useObject(objectName);
  // A later reload of the record must not change the version that this person began with.
  const current = useRecord(object, id);
  const [original] = useState(current);
  const back = () => navigate(recordPath(object.name, id), { replace: true });
  return (
    <Page
      title={t('record.editTitle', { name: recordName(object, original.record) ?? object.label })}
    >
      <RecordForm
        object={object}
        original={original}
        given={{}}
        onCancel={() => void back()}
        onSaved={(saved) => {
          toast({ text: saved.warnings[0]?.message ?? t('record.saved') });
          void back();
        }}
      />
    </Page>
  );
};
