import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useT } from '@/i18n';
import { useMe, useObject } from '@/metadata';
import { Page } from '@/ui';
import { defaultRecordType } from '../layout';
import { useSavedToast } from '../merge/useSavedToast';
import { recordName, recordPath } from '../recordName';
import { RecordForm } from './RecordForm';

/** The address may carry values for the new record: `?account=<id>`. */
export const NewPage = () => {
  const { object: objectName = '' } = useParams();
  const t = useT();
  const navigate = useNavigate();
  const object = useObject(objectName);
  const savedToast = useSavedToast(object);
  const [parameters] = useSearchParams();
  const [round, setRound] = useState(0);
  const recordType = defaultRecordType(object)?.name;
  const me = useMe();
  const owner = object.fields.find((field) => field.name === 'owner_id');
  const given = {
    ...(owner?.editable && { owner_id: { id: me.user.id, name: me.user.name } }),
    ...(recordType !== undefined && { record_type: recordType }),
    ...Object.fromEntries(
      [...parameters].filter(([name]) => object.fields.some((field) => field.name === name)),
    ),
  };
  return (
    <Page title={t('record.newTitle', { object: object.label })}>
      <RecordForm
        key={`${objectName} ${round}`}
        object={object}
        original={undefined}
        given={given}
        onCancel={() => void navigate(-1)}
        onSaved={(saved, again) => {
          const name = recordName(object, saved.record) ?? object.label;
          savedToast(saved, t('record.created', { name }));
          if (again) setRound(round + 1);
          else void navigate(recordPath(object.name, saved.record.id), { replace: true });
        }}
      />
    </Page>
  );
};
